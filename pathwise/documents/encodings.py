"""Bytes become text: UTF-8 and byte order marks first, then UTF-16 without a mark, then a guess."""

import codecs
from functools import lru_cache

_MARKS = (
    # UTF-32 before UTF-16: its little-endian mark begins with that of UTF-16.
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# What text files of the languages that are read come in; a wider choice makes short texts exotic.
_LEGACY = ["cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1256", "cp1257", "gb18030", "big5", "shift_jis"]
_SAMPLE = 64 * 1024
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1b")) + b"\x7f"
_MOST_CONTROLS = 0.1
_WIDE_ZEROS = 0.3


@lru_cache(maxsize=1)
def decode(data: bytes) -> str | None:
    """Decode a text file.

    Args:
        data: The whole file.

    Returns:
        Its text, or None where the bytes are no text in any encoding that is tried. The last
        answer is kept: recognising a file and reading it are one decoding.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    if wide := _wide_encoding(data[:_SAMPLE]):
        return data.decode(wide, "replace")
    sample = data[:_SAMPLE]
    if len(sample.translate(None, _CONTROLS)) < (1 - _MOST_CONTROLS) * len(sample):
        return None
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _decode_by_guess(data)


def _wide_encoding(sample: bytes) -> str | None:
    """Tell UTF-16 without a mark: in western text every other byte is zero."""
    half = len(sample) // 2
    if not half:
        return None
    for encoding, zeros, others in (
        ("utf-16-le", sample[1::2], sample[0::2]),
        ("utf-16-be", sample[0::2], sample[1::2]),
    ):
        is_wide = zeros.count(0) > _WIDE_ZEROS * half and not others.count(0)
        if is_wide and _is_readable(sample.decode(encoding, "replace")):
            return encoding
    return None


def _is_readable(text: str) -> bool:
    readable = sum(character.isprintable() or character.isspace() for character in text)
    return readable >= (1 - _MOST_CONTROLS) * len(text)


def _decode_by_guess(data: bytes) -> str | None:
    from charset_normalizer import from_bytes  # noqa: PLC0415

    best = from_bytes(data[:_SAMPLE], cp_isolation=_LEGACY).best()
    return data.decode(best.encoding, "replace") if best else None
