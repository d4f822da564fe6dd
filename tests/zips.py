"""Zips that tests make."""

import io
import zipfile
from collections.abc import Mapping


def zipped(members: Mapping[str, bytes]) -> bytes:
    """Write a zip."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return target.getvalue()


def members_of(data: bytes) -> dict[str, bytes]:
    """Read the members of a zip."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def replace_member(data: bytes, name: str, content: bytes) -> bytes:
    """Put other content in place of one member of a zip."""
    return zipped({**members_of(data), name: content})
