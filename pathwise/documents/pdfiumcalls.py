"""Functions of PDFium, called once a glyph or a shape: addresses go in, plain numbers come out.

They go through prototypes of our own, which take plain numbers and keep the interpreter lock: a fifth of the time that
the library's take.
"""

import ctypes
from typing import Any, Final

import pypdfium2.raw as pdfium_c

POINTER: Final = ctypes.c_void_p
INT: Final = ctypes.c_int
DOUBLE: Final = ctypes.c_double


def _prototype(function: Any, result: Any, *arguments: Any) -> Any:
    return ctypes.PYFUNCTYPE(result, *arguments)(ctypes.cast(function, POINTER).value or 0)


code_of = _prototype(pdfium_c.FPDFText_GetUnicode, ctypes.c_uint, POINTER, INT)
box_of = _prototype(pdfium_c.FPDFText_GetLooseCharBox, INT, POINTER, INT, POINTER)
angle_of = _prototype(pdfium_c.FPDFText_GetCharAngle, ctypes.c_float, POINTER, INT)
origin_of = _prototype(pdfium_c.FPDFText_GetCharOrigin, INT, POINTER, INT, POINTER, POINTER)
colour_of = _prototype(pdfium_c.FPDFText_GetFillColor, INT, POINTER, INT, *[POINTER] * 4)
object_of = _prototype(pdfium_c.FPDFText_GetTextObject, POINTER, POINTER, INT)
mode_of = _prototype(pdfium_c.FPDFTextObj_GetTextRenderMode, INT, POINTER)
child_of = _prototype(pdfium_c.FPDFPage_GetObject, POINTER, POINTER, INT)
type_of = _prototype(pdfium_c.FPDFPageObj_GetType, INT, POINTER)
draw_mode_of = _prototype(pdfium_c.FPDFPath_GetDrawMode, INT, POINTER, POINTER, POINTER)
fill_of = _prototype(pdfium_c.FPDFPageObj_GetFillColor, INT, POINTER, *[POINTER] * 4)
bounds_of = _prototype(pdfium_c.FPDFPageObj_GetBounds, INT, POINTER, *[POINTER] * 4)
font_of = _prototype(pdfium_c.FPDFText_GetFontInfo, ctypes.c_ulong, POINTER, INT, POINTER, ctypes.c_ulong, POINTER)
