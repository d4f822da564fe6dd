"""Nothing that a file names is fetched, and no file reaches out of the folder it came in."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pathwise.settings import Settings
from pathwise_models.enums import ReasonCode
from tests.attacks import pdfs
from tests.attacks.endurance import endure
from tests.attacks.markups import page, word_2003
from tests.attacks.packages import PARAGRAPH, docx, laughing, odt, paths_out_of_the_folder, relation


class Listener:
    """A server that nobody may ask. Connections wait until they are counted."""

    def __init__(self) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0), backlog=64)
        self._socket.setblocking(False)
        self.address = f"http://127.0.0.1:{self._socket.getsockname()[1]}/x"

    def visits(self) -> int:
        """Count who has connected since the last time."""
        count = 0
        while True:
            try:
                self._socket.accept()[0].close()
            except BlockingIOError:
                return count
            count += 1

    def close(self) -> None:
        self._socket.close()


@contextmanager
def listening() -> Iterator[Listener]:
    listener = Listener()
    try:
        yield listener
    finally:
        listener.close()


def test_nothing_that_a_file_refers_to_is_fetched(limited: Settings, resume: Path, tmp_path: Path) -> None:
    with listening() as listener:
        files = files_that_refer_to(listener.address)
        for name, data in files.items():
            (tmp_path / name).write_bytes(data)
        endured = endure([tmp_path], resume, limited)
        assert listener.visits() == 0
        assert endured.reasons <= {ReasonCode.NOT_A_RESUME, ReasonCode.NO_TEXT, ReasonCode.CORRUPT}
        assert endured.is_next_read
        port = int(listener.address.rpartition(":")[2].removesuffix("/x"))
        socket.create_connection(("127.0.0.1", port)).close()
        assert listener.visits() == 1


def files_that_refer_to(address: str) -> dict[str, bytes]:
    """Write a file of each kind that names an address wherever the format lets it."""
    kinds = ("attachedTemplate", "image", "oleObject", "header", "subDocument", "aFChunk", "styles", "officeDocument")
    relations = "".join(relation(n, kind, address, is_external=True) for n, kind in enumerate(kinds))
    field = f'<w:p><w:r><w:instrText>INCLUDEPICTURE "{address}"</w:instrText></w:r></w:p><w:altChunk r:id="x5"/>'
    web = (
        f'<base href="{address}"><link rel="stylesheet" href="{address}"><script src="{address}"></script>'
        f'<meta http-equiv="refresh" content="0;url={address}"><img src="{address}"><iframe src="{address}"></iframe>'
        f'<object data="{address}"></object><form action="{address}"></form>Ada Example'
    )
    picture = f'<draw:frame><draw:image xlink:href="{address}" xlink:actuate="onLoad"/></draw:frame>'
    section = f'<text:section><text:section-source xlink:href="{address}"/><text:p>Ada</text:p></text:section>'
    action = f"/OpenAction<</S/URI/URI({address})>>/AA<</O<</S/SubmitForm/F({address})>>>>".encode()
    outside = f"<</Length 0/F({address})/FFilter/FlateDecode>>stream\n\nendstream".encode()
    opened = pdfs.one_page(pdfs.stream(pdfs.WORDS)).replace(b"/Type/Catalog", b"/Type/Catalog" + action)
    return {
        "external.docx": docx(PARAGRAPH + field, relations=relations),
        "entity.docx": docx(PARAGRAPH, before=laughing(address)),
        "type.docx": docx(PARAGRAPH, before=f'<!DOCTYPE d SYSTEM "{address}">'),
        "external.odt": odt(f"<text:p>Ada Example{picture}</text:p>{section}"),
        "entity.odt": odt(before=laughing(address)),
        "external.html": page(web),
        "type.html": f'<!DOCTYPE html SYSTEM "{address}"><html><body>Ada Example</body></html>'.encode(),
        "external.rtf": (
            f'{{\\rtf1{{\\*\\template {address}}}{{\\field{{\\*\\fldinst INCLUDEPICTURE "{address}"}}}}Ada Example}}'
        ).encode(),
        "entity.xml": word_2003("Ada &net;", laughing(address)),
        "external.md": f"# Ada Example\n![x]({address})".encode(),
        "actions.pdf": opened,
        "stream.pdf": pdfs.one_page(outside),
    }


def test_no_member_of_an_archive_and_no_link_reaches_out_of_its_folder(
    limited: Settings, resume: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "deep" / "er"
    folder.mkdir(parents=True)
    (tmp_path / "secret.txt").write_text("Ada Example")
    (folder / "link.txt").symlink_to(tmp_path / "secret.txt")
    (folder / "folder").symlink_to(tmp_path)
    (folder / "evil.zip").write_bytes(paths_out_of_the_folder())
    before = sorted(tmp_path.rglob("*"))
    endured = endure([folder], resume, limited)
    # The link within the archive is the few letters of its target, and is never followed.
    assert endured.reasons == {ReasonCode.UNSAFE_ARCHIVE, ReasonCode.NOT_A_RESUME}
    assert endured.is_next_read
    assert sorted(tmp_path.rglob("*")) == before
