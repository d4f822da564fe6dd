"""Elements and attributes by their names without namespace: one way through all of XML's dialects."""

from pathwise.documents.xmlpackage import Element


def local_name(element: Element) -> str:
    """Give an element's name without namespace; empty for comments, entities and instructions.

    Names are enough: the strict and the usual form of a format differ in their namespaces only.
    """
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def attribute(element: Element | None, name: str) -> str | None:
    """Give an attribute by its name without namespace."""
    if element is not None:
        for key, value in element.attrib.items():
            if str(key).rpartition("}")[2] == name:
                return str(value)
    return None


def child(element: Element | None, *path: str) -> Element | None:
    """Follow a path of names to the first element that matches."""
    for name in path:
        if element is None:
            return None
        element = next((inner for inner in element if local_name(inner) == name), None)
    return element
