"""Text of pictures by RapidOCR, where the extra `pathwise[ocr]` is installed. Nothing else calls the library.

Its models (PP-OCRv6 small, for 50 languages) lie in its wheel: nothing is fetched when a page is read.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from statistics import median
from typing import Any

import numpy as np
import numpy.typing as npt

LONGEST_SIDE = 1800
"""Pixels: 154 an inch on A4. More costs time and memory and finds no more words."""

_LEAST_SCORE = 0.5
_FEWEST_CORNERS = 4
_WIDE = 4.0  # Of the height: from there on the slope of a piece is told from its corners.
_STRAIGHT = math.radians(0.2)
_NARROWEST = 1 / 3
"""Of the longer side: the library enlarges a picture until its shorter side has 736 pixels, a strip to gigabytes."""

Picture = npt.NDArray[np.uint8]
"""Rows from above, columns, colours blue, green, red."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Words on one line of a picture, in pixels from the upper left, turned so that lines lie level.

    Attributes:
        text: The words.
        left: Left end.
        top: Upper end.
        right: Right end.
        bottom: Lower end.
    """

    text: str
    left: float
    top: float
    right: float
    bottom: float

    @property
    def height(self) -> float:
        """Height of the type."""
        return self.bottom - self.top


def recognise(picture: Picture) -> list[Piece]:
    """Read the words of a picture; a page that lies a little askew is put straight.

    The first call of a process loads the models.

    Args:
        picture: Its longer side `LONGEST_SIDE` at most.

    Returns:
        Pieces of lines, in no order.

    Raises:
        MemoryError: The models got no more memory.
    """
    engine = _engine()
    import cv2  # noqa: PLC0415 - as for the engine
    from rapidocr.inference_engine.onnxruntime.main import ONNXRuntimeError  # noqa: PLC0415 - as for the engine

    try:
        found = engine(_widened(picture), use_cls=False)
    except ONNXRuntimeError as error:
        # The one thing that fails on a picture of a sound shape; its words are a trace of the library.
        raise MemoryError from error
    except cv2.error as error:
        if error.code == cv2.Error.StsNoMem:
            raise MemoryError from error
        raise
    if found.boxes is None or found.txts is None:
        return []
    corners = [np.asarray(box, float) for box in found.boxes]
    words = [
        (text, box)
        for text, box, score in zip(found.txts, corners, found.scores, strict=True)
        if text.strip() and score >= _LEAST_SCORE and len(box) >= _FEWEST_CORNERS
    ]
    turned = _levelled([box for _, box in words])
    return [
        Piece(text, *box.min(axis=0).tolist(), *box.max(axis=0).tolist())
        for (text, _), box in zip(words, turned, strict=True)
    ]


def _widened(picture: Picture) -> Picture:
    """Put white beside or below a picture that is a strip."""
    height, width = picture.shape[:2]
    least = math.ceil(max(height, width) * _NARROWEST)
    more = ((0, max(0, least - height)), (0, max(0, least - width)), (0, 0))
    return np.pad(picture, more, constant_values=255) if np.any(more) else picture


def _levelled(boxes: Sequence[npt.NDArray[np.float64]]) -> Sequence[npt.NDArray[np.float64]]:
    """Turn boxes (corners clockwise from the upper left) by the slope that most wide ones have."""
    slopes = []
    for box in boxes:
        along, down = box[1] - box[0], box[3] - box[0]
        if np.hypot(*along) > _WIDE * np.hypot(*down):
            slopes.append(math.atan2(along[1], along[0]))
    slope = median(slopes) if slopes else 0.0
    if abs(slope) < _STRAIGHT:
        return boxes
    turn = np.array([[math.cos(slope), -math.sin(slope)], [math.sin(slope), math.cos(slope)]])
    return [box @ turn for box in boxes]


@cache
def _engine() -> Any:
    # Imported here: it brings OpenCV and the models, which only those who read a picture should pay for.
    from rapidocr import RapidOCR  # noqa: PLC0415

    return RapidOCR(
        params={
            "Global.log_level": "critical",
            "Global.max_side_len": LONGEST_SIDE,
            # Lines by themselves: a batch is filled up to the width of its longest line.
            "Rec.rec_batch_num": 1,
            # A process a core already: more threads would only wait for each other.
            "EngineConfig.onnxruntime.intra_op_num_threads": 1,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
            # An arena keeps for ever what the largest page once took.
            "EngineConfig.onnxruntime.enable_cpu_mem_arena": False,
        }
    )
