"""A page's own choice in the link: what it may say, what it says unasked, how it is read back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from khdash.model.catalogue import Catalogue
from khdash.model.selection import Ignored
from khdash.model.units import split_key

Options = Callable[[Catalogue, str], tuple[str, ...]]
Value = str | list[str]
LONGEST_TEXT = 500


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of a page; its name is also the key of its widget.

    label: what a reader knows it by (Vietnamese message). options: the codes that it may say on a
    boundary set; None: any text up to `longest`, of which the page itself says what it cannot
    follow. default: which of the options stands unasked; the first where it names none of them.
    several: may be given more than once. names_unit: its codes are those of units, which follow a
    change of boundaries; the filters above the page draw its widget, so the page draws none.
    """

    name: str
    label: str = ""
    options: Options | None = None
    default: Callable[[Catalogue], Sequence[str]] = lambda _: ()
    several: bool = False
    names_unit: bool = False
    longest: int = LONGEST_TEXT

    def allowed(self, catalogue: Catalogue, boundaries: str) -> tuple[str, ...]:
        """The codes that it may say; () where it is free."""
        return self.options(catalogue, boundaries) if self.options else ()

    def default_on(self, catalogue: Catalogue, boundaries: str) -> Value:
        """What it says unasked; '' where there is nothing to choose from."""
        allowed = self.allowed(catalogue, boundaries)
        wanted = [code for code in self.default(catalogue) if code in allowed] or [*allowed[:1]]
        return wanted if self.several else next(iter(wanted), "")

    def read(
        self, given: Sequence[str], catalogue: Catalogue, boundaries: str
    ) -> tuple[Value, list[Ignored]]:
        """What a link says, and the parts of it that were ignored; unasked its default."""
        if self.options is None:
            return (given[-1][: self.longest] if given else ""), []
        allowed = self.options(catalogue, boundaries)
        asked = list(dict.fromkeys(given)) if self.several else [*given[-1:]]
        faults = [self._fault(v, catalogue) for v in asked if v not in allowed]
        known = [value for value in asked if value in allowed]
        if not known:
            return self.default_on(catalogue, boundaries), faults
        return (known if self.several else known[-1]), faults

    def _fault(self, value: str, catalogue: Catalogue) -> Ignored:
        """Why a value is not followed; of a unit that ended with the one that holds it now."""
        ended = next((u for u in catalogue.units.values() if u.code == value and u.successor), None)
        if not self.names_unit or ended is None:
            return Ignored(self.name, value, "unknown-value")
        return Ignored(self.name, value, "merged", split_key(ended.successor)[0])

    def written(self, value: Value, catalogue: Catalogue, boundaries: str) -> list[str]:
        """What the link says of a value; nothing of the default."""
        if not value or value == self.default_on(catalogue, boundaries):
            return []
        return list(value) if self.several else [str(value)]
