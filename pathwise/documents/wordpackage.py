"""The parts of a Word document: its XML files and what they refer to, opened with care."""

import io
import posixpath
import zipfile
from dataclasses import dataclass, field

from lxml import etree

from pathwise.documents.archives import ZIP_FAILURES, declared_size, read_member
from pathwise.documents.model import ReadingLimits, Refusal
from pathwise.documents.refusals import refuse
from pathwise_models.enums import ReasonCode

Element = etree._Element  # noqa: SLF001 - lxml has no public name for the type of its elements

# Sixty pages of text are two to three mebibytes of XML; the parsed tree takes twenty times its size.
_LARGEST_PART = 8 * 1024 * 1024
_DOCUMENT = "officeDocument"


@dataclass(frozen=True, slots=True)
class Relation:
    """What a part refers to.

    Attributes:
        kind: Last word of the relation's type, such as `header` or `hyperlink`.
        target: Address, or name of a part.
        is_external: The target is an address, not a part.
    """

    kind: str
    target: str
    is_external: bool


@dataclass(frozen=True, slots=True)
class Part:
    """One XML file of the package. `relations` by their id."""

    root: Element
    relations: dict[str, Relation] = field(default_factory=dict)


class UnreadablePartError(Exception):
    """A part cannot be had; carries the refusal. Never leaves the reading of Word documents."""

    def __init__(self, refusal: Refusal) -> None:
        self.refusal = refusal
        super().__init__(refusal.message)


class WordPackage:
    """An open Word document. Nothing but the parts asked for is inflated."""

    def __init__(self, data: bytes, limits: ReadingLimits) -> None:
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except ZIP_FAILURES:
            raise UnreadablePartError(refuse(ReasonCode.CORRUPT)) from None
        if declared_size(self._archive) > limits.inflated_bytes:
            raise UnreadablePartError(refuse(ReasonCode.UNSAFE_ARCHIVE))
        self._limit = min(_LARGEST_PART, limits.inflated_bytes)
        self._names = {name.lower(): name for name in self._archive.namelist()}

    def document(self) -> Part:
        """Open the main part.

        Raises:
            UnreadablePartError: There is none, or it cannot be read.
        """
        for relation in self._relations("").values():
            if relation.kind == _DOCUMENT and (part := self.part(relation.target)):
                return part
        if part := self.part("word/document.xml"):
            return part
        raise UnreadablePartError(refuse(ReasonCode.CORRUPT))

    def related(self, part: Part, kind: str) -> list[Part]:
        """Open the parts of one kind that a part refers to; those that are missing are left out."""
        targets = dict.fromkeys(r.target for r in part.relations.values() if r.kind == kind and not r.is_external)
        return [found for target in targets if (found := self.part(target))]

    def part(self, name: str) -> Part | None:
        """Open a part by its name; None where there is none of that name.

        Raises:
            UnreadablePartError: It is there and cannot be read.
        """
        root = self._xml(name)
        return None if root is None else Part(root, self._relations(name))

    def _xml(self, name: str) -> Element | None:
        actual = self._names.get(name.lower())
        if actual is None:
            return None
        data = read_member(self._archive, self._archive.getinfo(actual), self._limit)
        if isinstance(data, Refusal):
            raise UnreadablePartError(data)
        # Entities are how XML refers to other files and how it is made to grow: none is resolved.
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
        try:
            return etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, ValueError):
            raise UnreadablePartError(refuse(ReasonCode.CORRUPT)) from None

    def _relations(self, name: str) -> dict[str, Relation]:
        folder, file = posixpath.split(name)
        root = self._xml(posixpath.join(folder, "_rels", f"{file}.rels"))
        if root is None:
            return {}
        return {row.get("Id", ""): _relation(row, folder) for row in root if isinstance(row.tag, str)}


def _relation(row: Element, folder: str) -> Relation:
    target = row.get("Target", "")
    is_external = row.get("TargetMode") == "External"
    if not is_external:
        target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
    return Relation(row.get("Type", "").rsplit("/", 1)[-1], target, is_external)
