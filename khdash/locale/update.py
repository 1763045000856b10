"""The catalogues of messages, brought in line with the sources: `make messages`.

python -m khdash.locale.update [LANGUAGE ...]: what the code and the tables say is extracted with
Babel; a language gains what is new, loses what is gone, and keeps its translations and their order.
What it lacks is listed. Exit status 1 where a language lacks anything.
"""

from __future__ import annotations

import ast
import csv
import io
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import IO

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po, write_po

from khdash.model.languages import FOLDER, ORIGINAL, SECOND, languages

ROOT = FOLDER.parents[1]
SPEAKERS = ("words", "w", "mark", "names", "draw_section")
"""What a sentence is given to, after underscores."""
BESIDE_ENGLISH = {"Page": 2, "ExhibitSpec": 2}
"""What takes a Vietnamese text with the English one after it, and at which place: another language
needs the first as well."""
HEADER = (
    'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n"Language: {code}\\n"\n\n'
)


def messages() -> list[str]:
    """The sentences that the code says in Vietnamese, in the order of its files."""
    return _said(dict.fromkeys(SPEAKERS, 0))


def catalogue_texts() -> list[str]:
    """What stands in Vietnamese beside an English text: in tables, and within the code."""
    tables = [*(ROOT / "data").rglob("*.csv"), *(ROOT / "khdash").rglob("*.csv")]
    found = [text for path in sorted(tables) for text in texts_of(path)]
    return list(dict.fromkeys([*found, *_said(BESIDE_ENGLISH, pairs)]))


def _said(places: Mapping[str, int], more: Callable[[ast.AST], str] = lambda node: "") -> list[str]:
    files = [p for part in ("khdash", "pages") for p in sorted((ROOT / part).rglob("*.py"))]
    method = partial(sentences, places=places, more=more)
    found = [one for path in files for one in extract_from_file(method, path)]  # type: ignore[arg-type]
    return list(dict.fromkeys(str(message) for _, message, *_ in found))


def sentences(
    file: IO[bytes],
    keywords: object,
    comment_tags: object,
    options: object,
    places: Mapping[str, int],
    more: Callable[[ast.AST], str],
) -> Iterator[tuple[int, str, str, list[str]]]:
    """A method of extraction for Babel, whose own does not look into f-strings and nested calls.

    places: what a text is given to, and as which argument. more: another text that a node says.
    """
    for node in ast.walk(ast.parse(file.read())):
        text = more(node)
        if isinstance(node, ast.Call):
            name = getattr(node.func, "attr", getattr(node.func, "id", "")).lstrip("_")
            own = node.args[places[name] :] if name in places else []
            text = text or _text(own[0] if own else None)
        if text:
            yield getattr(node, "lineno", 0), "", text, []


def pairs(node: ast.AST) -> str:
    """The first of two texts in a tuple, of which only the first has Vietnamese letters."""
    if not isinstance(node, ast.Tuple) or len(node.elts) != 2:
        return ""
    first, second = map(_text, node.elts)
    return first if second.isascii() and second and not first.isascii() else ""


def _text(node: ast.AST | None) -> str:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def texts_of(path: Path) -> Iterator[str]:
    """The Vietnamese texts of a table: a column `x_vi`, or `x` beside `x_en`; `vi` beside `en`."""
    with path.open(encoding="utf-8", newline="") as file:
        table = csv.DictReader(file)
        columns = set(table.fieldnames or ())
        bases = {
            name.removesuffix("en") for name in columns if name == "en" or name.endswith("_en")
        }
        wanted = [
            next((name for name in (f"{base}vi", base.rstrip("_")) if name in columns), "")
            for base in sorted(bases)
        ]
        for row in table:
            yield from (row[name] for name in wanted if name and row[name])


def updated(path: Path, code: str, texts: Iterable[str]) -> list[str]:
    """Bring a file of a language in line; what it lacks."""
    kept: dict[str, str] = {}
    if path.exists():
        with path.open("rb") as file:
            kept = {str(m.id): str(m.string or "") for m in read_po(file) if m.id}
    wanted = list(dict.fromkeys(texts))
    known = set(wanted)
    catalog = Catalog(locale=None)
    for text in [*(one for one in kept if one in known), *(t for t in wanted if t not in kept)]:
        catalog.add(text, kept.get(text, "")).flags.clear()
    buffer = io.BytesIO()
    write_po(buffer, catalog, width=0, no_location=True, omit_header=True)
    path.parent.mkdir(exist_ok=True)
    written = HEADER.format(code=code) + buffer.getvalue().decode().strip("\n") + "\n"
    path.write_text(written, encoding="utf-8")
    return [text for text in wanted if not kept.get(text)]


def main(arguments: list[str]) -> int:
    """Update the languages that are named, or all but the original."""
    said, listed = messages(), catalogue_texts()
    lacking = 0
    for code in arguments or [code for code in languages() if code != ORIGINAL]:
        missing = updated(FOLDER / code / "messages.po", code, said)
        if code != SECOND:
            missing += updated(FOLDER / code / "catalogue.po", code, listed)
        lacking += len(missing)
        print(f"{code}: {len(said) + (code != SECOND) * len(listed)}, missing {len(missing)}")
        for text in missing:
            print(f"  {text}")
    return 1 if lacking else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
