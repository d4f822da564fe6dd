"""The parts of a Word document: its XML files and what they refer to, opened with care."""

import posixpath
from dataclasses import dataclass, field

from pathwise.documents.refusals import refuse
from pathwise.documents.xmlpackage import Element, UnreadablePartError, XmlPackage
from pathwise_models.enums import ReasonCode

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


class WordPackage(XmlPackage):
    """An open Word document."""

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
        related = (row.target for row in part.relations.values() if row.kind == kind and not row.is_external)
        targets = {target.lower(): target for target in related}
        return [found for target in targets.values() if (found := self.part(target))]

    def part(self, name: str) -> Part | None:
        """Open a part by its name; None where there is none of that name.

        Raises:
            UnreadablePartError: It is there and cannot be read.
        """
        root = self.xml(name)
        return None if root is None else Part(root, self._relations(name))

    def _relations(self, name: str) -> dict[str, Relation]:
        folder, file = posixpath.split(name)
        root = self.xml(posixpath.join(folder, "_rels", f"{file}.rels"))
        if root is None:
            return {}
        return {row.get("Id", ""): _relation(row, folder) for row in root if isinstance(row.tag, str)}


def _relation(row: Element, folder: str) -> Relation:
    target = row.get("Target", "")
    is_external = row.get("TargetMode") == "External"
    if not is_external:
        target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
    return Relation(row.get("Type", "").rsplit("/", 1)[-1], target, is_external)
