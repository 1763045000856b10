"""Whether a form of an office can be filled, and what of it is to be mended, in words.

It is a Word document with the marks of docxtpl: {{ nam }} for a field, {%tr for … %} for the rows
of a table. It runs in a sandbox: a form can only read its fields.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from khdash.model.problem import Problem
from khdash.report.paper.form_names import FIGURES, HEADS, LISTS, PLAIN, SENTENCES, TABLES

if TYPE_CHECKING:
    from docxtpl import DocxTemplate
    from jinja2 import Environment

FORM = "bao-cao.docx"
BLANK = "……"
_NUMBERED = re.compile(r"_[2-9]$")
_MARK = re.compile(r"\{[{%].*?[}%]\}", re.DOTALL)


@dataclass(frozen=True, slots=True)
class FormProblem(Problem):
    """A fault in a form: `line` is a paragraph of the document, 0 where it is not known."""

    def text(self, lang: str) -> str:
        if lang == "vi":
            where = f"{self.file}, đoạn {self.line}" if self.line else self.file
            return f"{where}: «{self.value}». {self.repair_vi}"
        where = f"{self.file}, paragraph {self.line}" if self.line else self.file
        return f"{where}: “{self.value}”. {self.repair_en}"


def faults_of(form: bytes, names: Mapping[str, frozenset[str]]) -> list[Problem]:
    """Everything in a form that cannot be filled, with the repair.

    names: what may stand after so., loi., bang. and dau.
    """
    from jinja2 import TemplateSyntaxError, meta

    try:
        template = opened_form(form)
        marks = template.patch_xml(template.get_xml())
    except Exception:
        return [
            FormProblem(
                FORM, 0, "", "", "Tệp không mở được như văn bản Word (.docx): lưu lại rồi thử lại.",
                "The file does not open as a Word document (.docx): save it again.",
            )
        ]  # fmt: skip
    try:
        environment = sandbox()
        environment.from_string(marks)
        tree = environment.parse(marks)
    except TemplateSyntaxError as error:
        return [_unclosed(template, str(error.message))]
    roots = {*PLAIN, *LISTS, *names}
    problems = [
        _unknown(template, name, sorted(roots))
        for name in sorted(meta.find_undeclared_variables(tree) - roots)
    ]
    for root, name in sorted(set(_named(tree))):
        known = names.get(root, frozenset())
        if root in names and _NUMBERED.sub("", name) not in known:
            problems.append(_unknown(template, f"{root}.{name}", sorted(known)))
    return problems


def names_of(
    indicators: frozenset[str], sections: frozenset[str], heads: frozenset[str]
) -> dict[str, frozenset[str]]:
    """What may stand after each root."""
    return {FIGURES: indicators, SENTENCES: sections, TABLES: sections, HEADS: heads}


def opened_form(form: bytes) -> DocxTemplate:
    """The form as docxtpl holds it."""
    from docxtpl import DocxTemplate

    template = DocxTemplate(io.BytesIO(form))
    template.init_docx()
    return template


def sandbox() -> Environment:
    """Where the marks of a form are run."""
    from jinja2 import ChainableUndefined
    from jinja2.sandbox import SandboxedEnvironment

    class Blank(ChainableUndefined):
        """What is not there, as forms print what is still to be written."""

        def __str__(self) -> str:
            return BLANK

    return SandboxedEnvironment(autoescape=True, undefined=Blank)


def _named(tree: Any) -> Iterator[tuple[str, str]]:
    """so.members, bang["fund"]: each root with the name after it."""
    from jinja2 import nodes

    for one in tree.find_all((nodes.Getattr, nodes.Getitem)):
        if not isinstance(one.node, nodes.Name):
            continue
        if isinstance(one, nodes.Getattr):
            yield one.node.name, one.attr
        elif isinstance(one.arg, nodes.Const):
            yield one.node.name, str(one.arg.value)


def _unknown(template: DocxTemplate, name: str, known: list[str]) -> Problem:
    near = ", ".join(known[:12]) + ("…" if len(known) > 12 else "")
    return FormProblem(
        FORM, _paragraph_of(template, name), name.partition(".")[0], name,
        f"Không có trường này; có: {near}.", f"There is no such field; there are: {near}.",
    )  # fmt: skip


def _unclosed(template: DocxTemplate, told: str) -> Problem:
    """A mark that does not end, or a loop without its end: the paragraph it stands in."""
    for number, text in enumerate(_texts(template), start=1):
        rest = _MARK.sub("", text)
        if "{{" in rest or "{%" in rest or "}}" in rest or "%}" in rest:
            return _bad_mark(number, text.strip()[:60], told)
    return _bad_mark(0, "{% … %}", told)


def _bad_mark(number: int, text: str, told: str) -> Problem:
    return FormProblem(
        FORM, number, "", text,
        "Dấu trường chưa đóng hoặc viết sai: mỗi {{ cần }}, mỗi {% for %} cần {% endfor %}.",
        f"A mark is not closed or not well written ({told}).",
    )  # fmt: skip


def _paragraph_of(template: DocxTemplate, name: str) -> int:
    pattern = re.compile(rf"(?<![\w.]){re.escape(name)}(?!\w)")
    found = (n for n, text in enumerate(_texts(template), start=1) if pattern.search(text))
    return next(found, 0)


def _texts(template: DocxTemplate) -> Iterator[str]:
    """The texts of the paragraphs of the body, those in tables among them."""
    tag = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    for paragraph in template.docx.element.body.iter(f"{tag}p"):
        yield "".join(node.text or "" for node in paragraph.iter(f"{tag}t"))
