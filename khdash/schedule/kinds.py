"""Everything that a schedule can ask for; a new kind is a line here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from khdash.locale import mark
from khdash.report.paper.formats import PAPERS
from khdash.schedule.alerts.changes import changes
from khdash.schedule.alerts.overdue import overdue
from khdash.schedule.alerts.rules import rules
from khdash.schedule.alerts.targets import targets
from khdash.schedule.alerts.telling import told
from khdash.schedule.documents import make_document, make_figures
from khdash.schedule.product import Given, Product


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of product.

    label: its name (Vietnamese message). make: the product; None where nothing is new. alerts:
    whether it tells what is new since its last run.
    """

    code: str
    label: str
    make: Callable[[Given], Product | None]
    alerts: bool = False


KINDS: dict[str, Kind] = {
    kind.code: kind
    for kind in (
        *(Kind(one.code, one.label, make_document(one)) for one in PAPERS),
        Kind("data", mark("Gói số liệu (CSV có mô tả)"), make_figures),
        Kind("targets", mark("Báo tin: chỉ tiêu đạt hay không đạt"), told(targets), alerts=True),
        Kind("changes", mark("Báo tin: số liệu thay đổi"), told(changes), alerts=True),
        Kind("rules", mark("Báo tin: số liệu cần xem lại"), told(rules), alerts=True),
        Kind("overdue", mark("Báo tin: số liệu quá hạn"), told(overdue), alerts=True),
    )
}
