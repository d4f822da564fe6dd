"""OpenDocument texts (.odt): everything a person sees, in order, once."""

from collections.abc import Iterator

from pathwise.documents.draft import Draft, draft_of
from pathwise.documents.model import ReadingLimits, Refusal
from pathwise.documents.odtbody import OdtBody
from pathwise.documents.odtstyles import OdtStyles
from pathwise.documents.refusals import refuse
from pathwise.documents.xmlnames import attribute, child, local_name
from pathwise.documents.xmlpackage import Element, UnreadablePartError, XmlPackage
from pathwise_models.enums import ReasonCode

_DEFAULT_PAGE = "Standard"


def read(data: bytes, limits: ReadingLimits) -> Draft | Refusal:
    """Read an OpenDocument text: headers, body, footers.

    Args:
        data: The whole file.
        limits: What it may grow to.

    Returns:
        The draft; `unsafe_archive` where it would grow beyond the limit, `encrypted` or `corrupt`.
    """
    try:
        package = XmlPackage(data, limits)
        return refuse(ReasonCode.ENCRYPTED) if _is_encrypted(package) else _read(package)
    except UnreadablePartError as error:
        return error.refusal
    except RecursionError:
        return refuse(ReasonCode.CORRUPT)


def _is_encrypted(package: XmlPackage) -> bool:
    manifest = package.xml("META-INF/manifest.xml")
    return manifest is not None and any(local_name(row) == "encryption-data" for row in manifest.iter())


def _read(package: XmlPackage) -> Draft | Refusal:
    content = package.xml("content.xml")
    text = child(content, "body", "text")
    if content is None or text is None:
        return refuse(ReasonCode.CORRUPT)
    shared = package.xml("styles.xml")
    styles = OdtStyles([content] if shared is None else [shared, content])
    margins = list(_margins(shared, styles.page_names | {_DEFAULT_PAGE}))
    heads = [OdtBody(part, styles).walk() for part in margins if local_name(part).startswith("header")]
    body = OdtBody(text, styles).walk()
    feet = [OdtBody(part, styles).walk() for part in margins if local_name(part).startswith("footer")]
    return draft_of([*heads, body, *feet], body)


def _margins(shared: Element | None, used: set[str]) -> Iterator[Element]:
    """Give the headers and footers that are shown, of the page styles that are used."""
    pages = child(shared, "master-styles")
    for page in () if pages is None else pages:
        if local_name(page) == "master-page" and attribute(page, "name") in used:
            for part in page:
                is_margin = local_name(part).startswith(("header", "footer"))
                if is_margin and attribute(part, "display") != "false":
                    yield part
