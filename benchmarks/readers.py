"""Reads PDFs with one library, and tells the text and the time of each. Run in an environment of the libraries.

`python benchmarks/readers.py LIBRARY` takes paths on standard input, a line each, and answers a line of JSON each.
Imports nothing of Pathwise but where Pathwise is what is measured.
"""

import json
import logging
import sys
import time
from collections.abc import Callable
from pathlib import Path

logging.disable(logging.CRITICAL)
Reader = Callable[[str], str]


def _pypdf() -> Reader:
    from pypdf import PdfReader  # noqa: PLC0415 - only the library that is measured is loaded

    return lambda path: "\n".join(page.extract_text() for page in PdfReader(path).pages)


def _pdfium() -> Reader:
    import pypdfium2  # noqa: PLC0415 - as above

    def read(path: str) -> str:
        document = pypdfium2.PdfDocument(path)
        texts = []
        for page in document:
            text_page = page.get_textpage()
            texts.append(text_page.get_text_bounded())
            text_page.close()
            page.close()
        document.close()
        return "\n".join(texts)

    return read


def _pdf_oxide() -> Reader:
    import pdf_oxide  # noqa: PLC0415 - as above

    def read(path: str) -> str:
        document = pdf_oxide.PdfDocument(path)
        return "\n".join(document.extract_text(index) for index in range(document.page_count()))

    return read


def _markitdown() -> Reader:
    from markitdown import MarkItDown  # noqa: PLC0415 - as above

    converter = MarkItDown()
    return lambda path: str(converter.convert(path).text_content)


def _pathwise_text() -> Reader:
    from pathwise.documents.fragments import page_fragments  # noqa: PLC0415 - as above
    from pathwise.documents.layout import page_lines  # noqa: PLC0415
    from pathwise.documents.pdfium import open_document, text_pages  # noqa: PLC0415

    def read(path: str) -> str:
        with open_document(Path(path).read_bytes()) as document:
            pages = [page_fragments(page, 1_000_000) for page in text_pages(document)]
        return "\n".join(line.text for line in page_lines(pages))

    return read


def _pathwise_read() -> Reader:
    from pathwise.documents.reading import read_document  # noqa: PLC0415 - as above

    return lambda path: str(getattr(read_document(Path(path).read_bytes()), "text", ""))


def _pathwise_inspect() -> Reader:
    from pathwise.documents.model import ReadingLimits  # noqa: PLC0415 - as above
    from pathwise.inspection import Inspection, inspect_bytes  # noqa: PLC0415
    from pathwise.resume.months import YearMonth  # noqa: PLC0415

    def read(path: str) -> str:
        found = inspect_bytes(Path(path).read_bytes(), ReadingLimits(), YearMonth(2026, 11))
        return found.document.text if isinstance(found, Inspection) else ""

    return read


READERS: dict[str, Callable[[], Reader]] = {
    "pdfium": _pdfium,
    "pathwise-text": _pathwise_text,
    "pathwise-read": _pathwise_read,
    "pathwise-inspect": _pathwise_inspect,
    "pdf_oxide": _pdf_oxide,
    "pypdf": _pypdf,
    "markitdown": _markitdown,
}


def main(name: str) -> None:
    """Read what standard input names; the first file is read once before, so that loading is not measured."""
    read = READERS[name]()
    for number, line in enumerate(sys.stdin):
        path = line.rstrip("\n")
        if number == 0:
            read(path)
        began = time.process_time()
        text = read(path)
        seconds = time.process_time() - began
        sys.stdout.write(json.dumps({"seconds": seconds, "text": text}) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1])
