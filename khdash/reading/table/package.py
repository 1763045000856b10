"""Workbooks and Word documents, which are ZIP archives: their size is checked before unpacking."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal
from xml.parsers import expat

from khdash.reading.table.limits import Limits
from khdash.reading.table.table import UnusableFile

_CHUNK = 1 << 18
_ODS = "application/vnd.oasis.opendocument.spreadsheet"


@dataclass
class Package:
    """An archive whose members may be read."""

    archive: zipfile.ZipFile
    names: frozenset[str]
    limits: Limits
    format: Literal["xlsx", "ods", "docx"] = "xlsx"
    unpacked: int = 0

    def chunks(self, name: str) -> Iterator[bytes]:
        """The bytes of a member piece by piece.

        Raises UnusableFile: truncated-spreadsheet, zip-bomb.
        """
        if name not in self.names:
            raise UnusableFile("truncated-spreadsheet", format=self.format, member=name)
        try:
            with self.archive.open(name) as member:
                while chunk := member.read(_CHUNK):
                    self.unpacked += len(chunk)
                    if self.unpacked > 3 * self.limits.unpacked_bytes:
                        raise UnusableFile("zip-bomb", limit=self.limits.unpacked_bytes)
                    yield chunk
        except RuntimeError as error:
            raise UnusableFile("password-protected", format=self.format) from error
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError) as error:
            raise UnusableFile("truncated-spreadsheet", format=self.format) from error


@dataclass
class FlatFile:
    """A workbook that is a single XML file, read as the content of a package would be."""

    data: bytes

    def chunks(self, name: str) -> Iterator[bytes]:
        """The bytes piece by piece, whichever member is asked for."""
        for start in range(0, len(self.data), _CHUNK):
            yield self.data[start : start + _CHUNK]


def open_package(data: bytes, limits: Limits) -> Package:
    """Open an archive and tell which kind of workbook it is, or that it is a Word document.

    Raises UnusableFile: truncated-spreadsheet, zip-bomb, password-protected, other-workbook,
    document-file, archive-file, unknown-format.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        members = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise UnusableFile("truncated-spreadsheet", format="zip") from error
    size = sum(member.file_size for member in members)
    if size > limits.unpacked_bytes or len(members) > limits.archive_members:
        raise UnusableFile("zip-bomb", unpacked=size, limit=limits.unpacked_bytes)
    names = frozenset(member.filename for member in members)
    package = Package(archive, names, limits)
    if any(member.flag_bits & 1 for member in members):
        raise UnusableFile("password-protected", format="zip")
    if "xl/workbook.bin" in names:
        raise UnusableFile("other-workbook", kind=".xlsb (Excel)")
    if any(name.endswith(".iwa") for name in names):
        raise UnusableFile("other-workbook", kind=".numbers (Apple Numbers)")
    if "[Content_Types].xml" in names and any(name.startswith("xl/") for name in names):
        return package
    if "mimetype" in names and "content.xml" in names:
        return _check_ods(package)
    if any(name.startswith("word/") for name in names):
        package.format = "docx"
        return package
    if any(name.startswith("ppt/") for name in names):
        raise UnusableFile("document-file", kind="PowerPoint (.pptx)")
    raise UnusableFile("archive-file", kind="ZIP")


def _check_ods(package: Package) -> Package:
    package.format = "ods"
    kind = b"".join(package.chunks("mimetype")).decode("ascii", "replace").strip()
    if kind.startswith(_ODS.replace("spreadsheet", "text")):
        raise UnusableFile("document-file", kind="OpenDocument (.odt)")
    if not kind.startswith(_ODS):
        raise UnusableFile("unknown-format", format=kind[-40:])
    manifest = "META-INF/manifest.xml"
    if manifest in package.names and b"encryption-data" in b"".join(package.chunks(manifest)):
        raise UnusableFile("password-protected", format="ods")
    return package


class StopParsing(Exception):
    """Raised by a handler that has seen enough."""


def parse_xml(
    chunks: Iterator[bytes],
    start: Callable[[str, dict[str, str]], None],
    end: Callable[[str], None],
    text: Callable[[str], None],
    format_name: str = "xlsx",
) -> None:
    """Run XML through handlers; element names come without their namespace prefix.

    Raises UnusableFile: truncated-spreadsheet (no well-formed XML, or one with entities).
    """
    try:
        for _ in parsed_steps(chunks, start, end, text, format_name):
            pass
    except StopParsing:
        return


def parsed_steps(
    chunks: Iterator[bytes],
    start: Callable[[str, dict[str, str]], None],
    end: Callable[[str], None],
    text: Callable[[str], None],
    format_name: str = "xlsx",
) -> Iterator[None]:
    """The same, chunk by chunk, for a caller who may want no more after one of them."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.buffer_size = 1 << 16
    short: dict[str, str] = {}

    def local(name: str) -> str:
        found = short.get(name)
        if found is None:
            found = short[name] = name.rpartition(":")[2]
        return found

    def refuse(*_: object) -> None:
        raise UnusableFile("truncated-spreadsheet", format=format_name)

    parser.StartElementHandler = lambda name, attributes: start(local(name), attributes)
    parser.EndElementHandler = lambda name: end(local(name))
    parser.CharacterDataHandler = text
    parser.EntityDeclHandler = refuse
    try:
        for chunk in chunks:
            parser.Parse(chunk, False)
            yield
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise UnusableFile("truncated-spreadsheet", format=format_name) from error
