"""Documents that are zips of XML files: opened with care, one part at a time."""

import io
import zipfile

from lxml import etree

from pathwise.documents.archives import ZIP_FAILURES, declared_size, read_member
from pathwise.documents.model import ReadingLimits, Refusal
from pathwise.documents.refusals import refuse
from pathwise_models.enums import ReasonCode

Element = etree._Element  # noqa: SLF001 - lxml has no public name for the type of its elements

LARGEST_PART = 8 * 1024 * 1024
"""Bytes. Sixty pages of text are two to three mebibytes of XML; the parsed tree takes twenty times its size."""


class UnreadablePartError(Exception):
    """A part cannot be had; carries the refusal. Never leaves the reading of a document."""

    def __init__(self, refusal: Refusal) -> None:
        self.refusal = refusal
        super().__init__(refusal.message)


class XmlPackage:
    """An open document. Nothing but the parts asked for is inflated, and none to more than its size as declared."""

    def __init__(self, data: bytes, limits: ReadingLimits) -> None:
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except ZIP_FAILURES:
            raise UnreadablePartError(refuse(ReasonCode.CORRUPT)) from None
        if declared_size(self._archive) > limits.inflated_bytes:
            raise UnreadablePartError(refuse(ReasonCode.UNSAFE_ARCHIVE))
        self._names = {name.lower(): name for name in self._archive.namelist()}

    def xml(self, name: str) -> Element | None:
        """Parse a part; None where there is none of that name.

        Raises:
            UnreadablePartError: It is there and cannot be read.
        """
        actual = self._names.get(name.lower())
        if actual is None:
            return None
        data = read_member(self._archive, self._archive.getinfo(actual), LARGEST_PART)
        if isinstance(data, Refusal):
            raise UnreadablePartError(data)
        return parse_xml(data)


def parse_xml(data: bytes) -> Element:
    """Parse a part.

    Raises:
        UnreadablePartError: It is no XML, or nested deeper than any document.
        MemoryError: There is no room for it.
    """
    # Entities are how XML refers to other files and how it is made to grow: none is resolved.
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        if getattr(error, "code", None) == etree.ErrorTypes.ERR_NO_MEMORY:
            raise MemoryError from None
        raise UnreadablePartError(refuse(ReasonCode.CORRUPT)) from None
