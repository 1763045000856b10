"""What the code says is a message; a pair of texts in two languages is for data.

A pair of literals knows no third language, no forms by number, and may give one thing two names.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Set

import pytest

from khdash.store.places import PROJECT

FOLDERS = ("khdash", "pages")


def says(node: ast.AST, known: Set[str] = frozenset()) -> bool:
    """Whether an expression holds words of the code itself; known: names of texts of its file."""
    match node:
        case ast.Constant(value=str(text)):
            return any(letter.isalpha() for letter in text)
        case ast.JoinedStr(values=parts) | ast.Dict(values=parts):
            return any(says(part, known) for part in parts)
        case ast.Tuple(elts=parts) | ast.List(elts=parts):
            return any(says(part, known) for part in parts)
        case ast.BinOp(left=one, right=other) | ast.IfExp(body=one, orelse=other):
            return says(one, known) or says(other, known)
        case ast.Starred(value=inner) | ast.Subscript(value=inner):
            return says(inner, known)
        case ast.Call(func=ast.Attribute(value=inner)):
            return says(inner, known)
        case ast.Name(id=name):
            return name in known
    return False


def texts_named_in(module: ast.Module) -> Iterator[str]:
    """The constants of a file that hold texts: NAME = "…", A, B = "…", "…"."""
    for node in module.body:
        if isinstance(node, ast.Assign | ast.AnnAssign) and node.value and says(node.value):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            for part in (one for target in targets for one in ast.walk(target)):
                if isinstance(part, ast.Name):
                    yield part.id


def pairs_in(source: str) -> list[str]:
    """The calls of `of` that are given words of the code."""
    module = ast.parse(source)
    known = frozenset(texts_named_in(module))
    return [
        f"{node.lineno}: {ast.unparse(node)}"
        for node in ast.walk(module)
        if isinstance(node, ast.Call)
        and getattr(node.func, "attr", getattr(node.func, "id", "")) == "of"
        and any(says(argument, known) for argument in node.args)
    ]


def test_no_pair_of_texts_stands_in_the_code() -> None:
    files = [path for folder in FOLDERS for path in sorted((PROJECT / folder).rglob("*.py"))]
    assert len(files) > 500
    left = [
        f"{path.relative_to(PROJECT)}:{pair}"
        for path in files
        for pair in pairs_in(path.read_text(encoding="utf-8"))
    ]
    assert not left, "\n".join(["Write a message, words(…), instead of a pair:", *left])


@pytest.mark.parametrize(
    "source",
    [
        'words.of("Chưa có số liệu", "No data")',
        'of = words.of\nof("hay", "or")',
        'canvas.words.of(\n    "dải xám: những hạng có thể",\n    "grey bar: possible places",\n)',
        'self.words.of(f"từ năm {first}", f"from {first}")',
        'words.of(" đ", " ₫")',
        'words.of("Tệp: " + name, "File: " + name)',
        'words.of("một" if one else "nhiều", "one" if one else "many")',
        'words.of("Tệp {}".format(name), "File {}".format(name))',
        'VI, EN = "Số liệu minh hoạ", "Illustrative figures"\nwords.of(VI, EN)',
        'NAMES = {"error": ("LỖI", "ERROR")}\nwords.of(*NAMES[severity])',
    ],
)
def test_a_pair_is_found_in_whatever_form(source: str) -> None:
    assert pairs_in(source)


@pytest.mark.parametrize(
    "source",
    [
        "words.of(indicator.short_vi, indicator.short_en)",
        "words.of(*catalogue.subgroups[code])",
        'words.of(row["instrument_vi"], row["instrument_en"])',
        'words("Chưa có số liệu")',
        "Scope.of(dataset, Selection(lang=words.lang))",
    ],
)
def test_data_in_two_languages_is_no_such_pair(source: str) -> None:
    assert not pairs_in(source)
