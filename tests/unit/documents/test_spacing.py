"""White and heights of glyphs."""

import numpy as np

from pathwise.documents.spacing import measure


def test_a_hyphen_that_is_stated_as_high_as_its_ink_is_as_high_as_its_letters() -> None:
    boxes = np.array([(0, 9, 6, 0), (6.2, 4.3, 9.8, 3.5), (10, 9, 16, 0)], np.float32)
    spacing = measure(np.array([ord(sign) for sign in "a-b"], np.uint32), boxes, 0)
    assert spacing.height.tolist() == [9, 9, 9]
    assert spacing.starts_of_words(0, 3) == []


def test_small_letters_keep_their_height() -> None:
    boxes = np.array([(0, 9, 6, 0), (6.2, 2, 7, 0.5)], np.float32)
    assert measure(np.array([ord(sign) for sign in "ab"], np.uint32), boxes, 0).height.tolist() == [9, 1.5]
