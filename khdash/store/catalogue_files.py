"""CSV files that people edit, read strictly: what cannot be read is named, never guessed."""

from __future__ import annotations

import csv
import hashlib
import io
import unicodedata
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path

from khdash.model.catalogue import Catalogue
from khdash.model.catalogue_rows import CATALOGUE_COLUMNS, MAY_BE_ABSENT, parse_catalogue
from khdash.model.problem import CatalogueError, Problem
from khdash.model.published_rows import (
    OBSERVATIONS,
    PUBLISHED_COLUMNS,
    Published,
    parse_published,
)
from khdash.model.table_rows import Row, Table
from khdash.store.errors import DataMissing
from khdash.store.plain_figures import Plain, read_plain

MAX_CELL = 1_000_000


def read_catalogue(data: Path) -> tuple[dict[str, Table], Catalogue]:
    """The shipped tables of data/catalogue as text, and the catalogue they describe.

    What an office has of its own is not among them: see khdash.store.own_files. Raises DataMissing
    where there is no such folder, CatalogueError with every fault.
    """
    check_data_folder(data)
    tables = read_tables(data / "catalogue", CATALOGUE_COLUMNS)
    return tables, parse_catalogue(tables)


def check_data_folder(data: Path) -> None:
    """Raise DataMissing where a path is no data folder: it is not there, or holds no catalogue.

    A folder that lacks some of the files is told file by file instead.
    """
    if any((data / "catalogue" / name).exists() for name in CATALOGUE_COLUMNS):
        return
    if not data.exists():
        why = ("không có thư mục này", "there is no such folder")
    elif not data.is_dir():
        why = ("đây là một tệp, không phải thư mục", "it is a file and no folder")
    else:
        why = (
            "không có tệp nào của danh mục trong thư mục con catalogue",
            "its folder catalogue holds none of the lists",
        )
    raise DataMissing(path=data, why=why[0], why_en=why[1])


def read_published(data: Path, catalogue: Catalogue) -> Published:
    """The figures of data/published; raises CatalogueError with every fault.

    Plain lines of observations.csv are read a column at a time: there may be millions of them.
    """
    folder = data / "published"
    plain = _plain_figures(folder, catalogue)
    names = [name for name in PUBLISHED_COLUMNS if plain is None or name != OBSERVATIONS]
    tables = read_tables(folder, names)
    if plain is None:
        return parse_published(tables, catalogue)
    return plain.joined_to(parse_published({**tables, OBSERVATIONS: plain.rest}, catalogue))


def _plain_figures(folder: Path, catalogue: Catalogue) -> Plain | None:
    """The file of figures in two parts; None where it is to be read row by row."""
    with suppress(OSError, CatalogueError):  # the reading of rows says what is wrong
        sources = {row["source_id"] for row in read_table(folder / "sources.csv").rows}
        content = (folder / OBSERVATIONS).read_bytes()
        return read_plain(OBSERVATIONS, content, catalogue, sources)
    return None


def inputs_hash(data: Path, *more: str) -> str:
    """The SHA-256 of every catalogue and published file, by name and content, and of `more`."""
    digest = hashlib.sha256("\0".join(more).encode())
    for folder, names in (("catalogue", CATALOGUE_COLUMNS), ("published", PUBLISHED_COLUMNS)):
        for name in sorted(names):
            path = data / folder / name
            content = b"" if _may_be_absent(path) else path.read_bytes()
            digest.update(f"\0{folder}/{name}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()


def read_tables(folder: Path, names: Iterable[str]) -> dict[str, Table]:
    """The named CSV files of a folder; raises CatalogueError with the faults of all of them."""
    tables: dict[str, Table] = {}
    problems: list[Problem] = []
    for name in names:
        try:
            tables[name] = read_table(folder / name)
        except CatalogueError as error:
            problems += error.problems
    if problems:
        raise CatalogueError(problems)
    return tables


def read_table(path: Path) -> Table:
    """One CSV file (UTF-8, comma or semicolon) as text in composed form, without outer spaces.

    Raises CatalogueError where it is missing, not UTF-8, holds NUL, or a line has another number
    of cells than the header. A missing one of MAY_BE_ABSENT has no rows.
    """
    if _may_be_absent(path):
        return Table(path.name, CATALOGUE_COLUMNS[path.name])
    text = _decoded(path)
    header, _, _ = text.partition("\n")
    delimiter = ";" if ";" in header and "," not in header else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    csv.field_size_limit(MAX_CELL)
    columns: tuple[str, ...] = ()
    rows: list[Row] = []
    problems: list[Problem] = []
    begins = 1
    try:
        for cells in reader:
            line, begins = begins, reader.line_num + 1
            clean = [unicodedata.normalize("NFC", cell).strip() for cell in cells]
            if not columns:
                columns = tuple(clean)
            elif len(clean) == len(columns):
                rows.append(Row(path.name, line, dict(zip(columns, clean, strict=True))))
            elif any(clean):
                problems.append(_wrong_width(path.name, line, clean, len(columns)))
    except csv.Error:
        problems.append(_broken_quotes(path.name, begins))
    if problems:
        raise CatalogueError(problems)
    return Table(path.name, columns, tuple(row for row in rows if any(row.cells.values())))


def _may_be_absent(path: Path) -> bool:
    return path.name in MAY_BE_ABSENT and not path.exists()


def _decoded(path: Path) -> str:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise CatalogueError([_unreadable(path, error)]) from error
    if (at := content.find(b"\0")) >= 0:
        raise CatalogueError([_not_text(path.name, content, at)])
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise CatalogueError([_not_utf8(path.name, content, error.start)]) from error


def _line_at(content: bytes, position: int) -> tuple[int, str]:
    """The number of the line at a position and its readable beginning."""
    begin = content.rfind(b"\n", 0, position) + 1
    shown = content[begin:].split(b"\n", 1)[0][:60].decode("utf-8", "replace")
    return content.count(b"\n", 0, position) + 1, shown.replace("\0", "\N{SYMBOL FOR NULL}")


def _unreadable(path: Path, error: OSError) -> Problem:
    return Problem(
        str(Path(path.parent.name, path.name)),
        1,
        "–",
        "",
        f"Không mở được tệp ({error.strerror}); đặt lại tệp vào thư mục {path.parent}.",
        f"The file cannot be opened ({error.strerror}); put it back into {path.parent}.",
    )


def _not_text(file: str, content: bytes, at: int) -> Problem:
    line, shown = _line_at(content, at)
    return Problem(
        file,
        line,
        "–",
        shown,
        "Có ký tự NUL: tệp bị hỏng hoặc không phải CSV. Lưu lại dạng «CSV UTF-8».",
        "There is a NUL character: the file is damaged or no CSV. Save it as “CSV UTF-8”.",
    )


def _not_utf8(file: str, content: bytes, at: int) -> Problem:
    line, shown = _line_at(content, at)
    return Problem(
        file,
        line,
        "–",
        shown,
        "Không đúng bảng mã UTF-8. Lưu lại dạng «CSV UTF-8».",
        "Not in UTF-8. Save it as “CSV UTF-8”.",
    )


def _wrong_width(file: str, line: int, cells: list[str], expected: int) -> Problem:
    return Problem(
        file,
        line,
        "–",
        " | ".join(cells)[:80],
        f"Dòng có {len(cells)} ô, dòng tiêu đề có {expected}; "
        "đặt nội dung chứa dấu phẩy trong ngoặc kép.",
        f"The line has {len(cells)} cells, the header {expected}; "
        "put text that contains a comma in double quotes.",
    )


def _broken_quotes(file: str, line: int) -> Problem:
    return Problem(
        file,
        line,
        "–",
        "",
        'Dấu ngoặc kép chưa đóng hoặc đặt sai; trong ô, viết mỗi dấu " thành "".',
        'A double quote is open or misplaced; inside a cell write each " as "".',
    )


def table_rows(table: Table) -> list[tuple[object, ...]]:
    """The lines of a table as (place, cell, …) in the order of its columns.

    The first stands at 2, below the header, as in a file without empty lines.
    """
    return [
        (place, *(row[column] for column in table.columns))
        for place, row in enumerate(table.rows, start=2)
    ]


def table_of(file: str, columns: Sequence[str], lines: Iterable[tuple[object, ...]]) -> Table:
    """A table again from what `table_rows` gave."""
    rows = (
        Row(file, int(str(line)), dict(zip(columns, map(str, cells), strict=True)))
        for line, *cells in lines
    )
    return Table(file, tuple(columns), tuple(rows))
