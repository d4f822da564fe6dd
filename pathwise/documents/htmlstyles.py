"""What an element's own attributes say about whether it can be seen. Style sheets are not applied."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

# CSS Color 4 names many whites; these are what hides text on paper.
_WHITE = re.compile(
    r"white|snow|#f{3,4}|#f{6}(f{2})?|#f[c-f]f[c-f]f[c-f]|rgba?\(255[, ]+255[, ]+255([, /]+[\d.%]+)?\)|hsla?\(.*100%\)"
)
_CLEAR = re.compile(r"transparent|rgba\([^)]*[, /]0?\.?0+%?\)|hsla\([^)]*[, /]0?\.?0+%?\)")
_NO_GROUND = re.compile(r"(none|transparent|initial|inherit|unset|auto|\s)*")
_GROUND = re.compile(r"background(?:-color|-image)?\s*:([^;}]*)")
_SIZE = re.compile(r"([\d.]+)\s*(px|pt|em|rem|%)?")
_LONGEST_VALUE = 200
# Below this nobody reads print: a point and a third.
_LEAST_PIXELS = 1.5
_PIXELS = {"px": 1.0, "pt": 4 / 3, "em": 16.0, "rem": 16.0, "%": 0.16, "": 1.0}
_OFF_PAGE = re.compile(r"-\d{4,}(\.\d+)?(px|pt)")


@dataclass(frozen=True, slots=True)
class Look:
    """How the text within an element looks.

    Attributes:
        why_hidden: What hides it; empty where nothing does.
        is_displayed: False where an element that holds it is taken off the page, which nothing within can undo.
        is_white: Its colour is white or next to it.
        is_clear: Its colour lets everything through.
        is_tiny: Its size is too small to see.
        is_visible: False under `visibility: hidden`.
        has_ground: Something behind it has a colour or a picture, so that white can be seen on it.
    """

    is_displayed: bool = True
    is_white: bool = False
    is_clear: bool = False
    is_tiny: bool = False
    is_visible: bool = True
    has_ground: bool = False

    @property
    def why_hidden(self) -> str:
        """Name what hides the text; empty where nothing does."""
        if not self.is_displayed or not self.is_visible:
            return "not_displayed"
        if self.is_tiny:
            return "tiny_text"
        if self.is_clear:
            return "transparent"
        return "white_text" if self.is_white and not self.has_ground else ""


def look_of(attributes: Mapping[str, str], outer: Look) -> Look:
    """Tell how the text of an element looks.

    Args:
        attributes: Of the element.
        outer: How the text around it looks; what the element does not say is taken from there.

    Example:
        >>> look_of({"style": "color: #FFF"}, Look()).why_hidden
        'white_text'
    """
    if not attributes:
        return outer
    style = _declarations(attributes.get("style", ""))
    colour = style.get("color") or attributes.get("color", "").lower()[:_LONGEST_VALUE]
    visibility = style.get("visibility")
    return Look(
        is_displayed=outer.is_displayed and not _is_taken_away(attributes, style),
        is_white=_WHITE.fullmatch(colour) is not None if colour else outer.is_white,
        is_clear=_CLEAR.fullmatch(colour) is not None if colour else outer.is_clear,
        is_tiny=_is_tiny(style["font-size"], outer) if "font-size" in style else outer.is_tiny,
        is_visible=visibility == "visible" if visibility in ("visible", "hidden", "collapse") else outer.is_visible,
        has_ground=outer.has_ground or _has_ground(attributes, style),
    )


def gives_grounds(sheet: str) -> bool:
    """Tell whether a style sheet colours the ground of anything.

    Example:
        >>> gives_grounds("body {background: #fff}"), gives_grounds(".panel {background: navy}")
        (False, True)
    """
    return any(_is_coloured(ground.strip()[:_LONGEST_VALUE]) for ground in _GROUND.findall(sheet.lower()))


def _declarations(style: str) -> dict[str, str]:
    pairs = (part.partition(":") for part in style.lower().replace("!important", "").split(";"))
    return {name.strip(): value.strip()[:_LONGEST_VALUE] for name, _, value in pairs}


def _is_taken_away(attributes: Mapping[str, str], style: Mapping[str, str]) -> bool:
    return (
        style.get("display") == "none"
        or ("hidden" in attributes and "display" not in style)
        or style.get("mso-hide") == "all"
        or _number(style.get("opacity")) == 0
        or (style.get("position") in ("absolute", "fixed") and _is_off_page(style))
        or _OFF_PAGE.fullmatch(style.get("text-indent", "")) is not None
    )


def _is_off_page(style: Mapping[str, str]) -> bool:
    return any(_OFF_PAGE.fullmatch(style.get(side, "")) for side in ("left", "top", "right", "bottom"))


def _is_tiny(size: str, outer: Look) -> bool:
    match = _SIZE.fullmatch(size)
    if match is None:
        return False
    number, unit = _number(match[1]), match[2] or ""
    is_relative = unit in ("em", "%")
    return number is not None and (number * _PIXELS[unit] < _LEAST_PIXELS or (is_relative and outer.is_tiny))


def _number(text: str | None) -> float | None:
    try:
        return float(text or "")
    except ValueError:
        return None


def _has_ground(attributes: Mapping[str, str], style: Mapping[str, str]) -> bool:
    grounds = [style.get(name, "") for name in ("background", "background-color", "background-image")]
    grounds += [attributes.get(name, "").lower()[:_LONGEST_VALUE] for name in ("bgcolor", "background")]
    return any(_is_coloured(ground) for ground in grounds)


def _is_coloured(ground: str) -> bool:
    return not _NO_GROUND.fullmatch(ground) and not _WHITE.fullmatch(ground)
