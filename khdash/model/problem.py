"""Faults that a person can act on: in a file, in a setting, and what the store refuses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from khdash.model.program import as_called


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault: file, line (1 is the header), column, value, and the repair in both languages."""

    file: str
    line: int
    column: str
    value: str
    repair_vi: str
    repair_en: str

    def text(self, lang: str) -> str:
        """One line that says where, what and what to do."""
        if lang == "vi":
            where = f"{self.file}, dòng {self.line}, cột {self.column}"
            return f"{where}: giá trị «{self.value}». {self.repair_vi}"
        where = f"{self.file}, line {self.line}, column {self.column}"
        return f"{where}: value “{self.value}”. {self.repair_en}"


class CatalogueError(Exception):
    """The catalogue or the published figures cannot be used; `problems` lists every fault."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(problem.text("vi") for problem in self.problems))


@dataclass(frozen=True, slots=True)
class SettingFault:
    """A variable of the environment that says what it may not say, and why."""

    name: str
    value: str
    why_vi: str
    why_en: str

    def text(self, lang: str) -> str:
        """One line that says where, what, why and what to do."""
        if lang == "vi":
            return (
                f"Biến môi trường {self.name} ghi «{self.value}»: {self.why_vi}."
                f" Hãy sửa hoặc bỏ biến ấy rồi chạy lại."
            )
        return (
            f"The environment variable {self.name} says “{self.value}”: {self.why_en}."
            f" Change or remove it and run again."
        )


class StoreError(Exception):
    """A fault that a person can act on; `text` says what, why and what to do."""

    sentence_vi: ClassVar[str] = ""
    sentence_en: ClassVar[str] = ""

    def __init__(self, **values: object) -> None:
        self.values = values
        super().__init__(self.text("vi"))

    def text(self, lang: str, *, abroad: bool = False) -> str:
        """The sentence in Vietnamese ("vi") or English; abroad: for who sits at another computer,
        and is not told where a file lies on this one.
        """
        sentence = self.sentence_vi if lang == "vi" else self.sentence_en
        values = self.values
        if abroad:
            values = {k: v.name if isinstance(v, Path) else v for k, v in values.items()}
        return as_called(sentence).format(**values)
