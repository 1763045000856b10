"""A duty done once: made, handed over, recorded; never two at the same time."""

from __future__ import annotations

import traceback
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from threading import Lock

from khdash.locale import Words, mark
from khdash.model.dataset import Dataset
from khdash.model.problem import CatalogueError
from khdash.report.paper.blueprint import read_blueprint
from khdash.schedule.apart import MakingEnded, unexpected
from khdash.schedule.clock import Clock, local
from khdash.schedule.duty import Duty
from khdash.schedule.fault import NotDone, Said
from khdash.schedule.folder import to_folder
from khdash.schedule.mail import mail_server, to_mail
from khdash.schedule.product import Given, Known, Product
from khdash.schedule.record import Outcome, Run, newest, record, runs_of
from khdash.store import moment
from khdash.store.errors import StoreError
from khdash.store.places import Places
from khdash.store.public_address import public_fault, public_url
from khdash.store.reading import Reading

SETTLED: tuple[Outcome, ...] = ("taken-up", "done", "nothing")
"""What ends a duty until it is due again."""
_ONE_AT_A_TIME = Lock()


@dataclass(frozen=True, slots=True)
class Office:
    """Where duties are done: the home, the store, the newest data, the maker, the clock."""

    places: Places
    store: Callable[[], Reading]
    dataset: Callable[[], Dataset]
    make: Callable[[Given], Product | None]
    clock: Clock


def do(duty: Duty, office: Office, due: datetime | None = None, by: str = "") -> Run:
    """Make a duty now and hand it over; what became of it, as it was recorded.

    due: when it was to be made; by: who asks for it now. Raises OSError where it cannot be
    recorded, MakingEnded where the application ends before.
    """
    with _ONE_AT_A_TIME:
        at = office.clock.now()
        run = Run(duty.code, due or at, at, "failed", by=by)
        try:
            run = _done(duty, office, run)
        except MakingEnded:
            raise
        except NotDone as fault:
            run = replace(run, said=fault.said, again=fault.again)
        except (StoreError, CatalogueError) as error:
            run = replace(run, said=_as_told(error), again=True)
        except Exception as error:  # the schedule goes on with what is due next
            traceback.print_exception(error)
            run = replace(run, said=unexpected().said, again=True)
        record(office.places, run)
        return run


def take_up(duty: Duty, office: Office, by: str = "") -> Run:
    """Let a duty count from now on: what was due before is not missed.

    Raises StoreError, OSError.
    """
    at = office.clock.now()
    version = office.dataset().version
    run = Run(
        duty.code,
        at,
        at,
        "taken-up",
        by=by,
        version=version,
        sign=office.store().sign_of(version),
    )
    record(office.places, run)
    return run


def _done(duty: Duty, office: Office, run: Run) -> Run:
    dataset, store = office.dataset(), office.store()
    run = replace(run, version=dataset.version, sign=store.sign_of(dataset.version))
    given = Given(
        duty.what, duty.code, duty.selection(dataset.catalogue), Known(dataset, _day(run.at))
    )
    if duty.kind.alerts:
        base = newest(runs_of(office.places), duty.code, SETTLED)
        compared = _compared(given, base, store, office.clock)
        if isinstance(compared, Said):
            return replace(run, outcome="taken-up", said=compared)
        given = compared
    else:
        link = "" if public_fault() else f"{public_url()}/"
        given = replace(
            given, blueprint=read_blueprint(office.places, dataset.catalogue), link=link
        )
    product = office.make(given)
    if product is None:
        return replace(run, outcome="nothing")
    words = Words(duty.lang)
    if duty.addresses:
        to_mail(product, duty.addresses, mail_server(), words)
        names = tuple(file.name for file in product.files)
        return replace(run, outcome="done", files=names, to=duty.addresses)
    folder = office.places.home / duty.to
    return replace(run, outcome="done", files=to_folder(product, folder))


def _compared(given: Given, base: Run | None, store: Reading, clock: Clock) -> Given | Said:
    """What is given, with what was known at the last run; or why that cannot be said."""
    version = given.now.dataset.version
    if base is None or not base.version:
        return Said(
            mark("Lần đầu: ghi mốc ở phiên bản số liệu {version}; từ nay có gì mới thì báo."),
            {"version": version},
        )
    then = store.moment_of(base.version)
    if then is None or base.version > version or base.sign != store.sign_of(base.version):
        return Said(
            mark(
                "Số liệu đi kèm đã được thay nên không so được với lần trước; mốc mới ở phiên bản"
                " số liệu {version}."
            ),
            {"version": version},
        )
    same = base.version == version
    before = given.now.dataset if same else store.dataset(as_known_at=then)
    return replace(
        given,
        before=Known(before, _day(base.at)),
        before_at=local(base.at, clock.zone),
        changes=store.changes(base.version, version),
    )


def _day(at: datetime) -> date:
    """The day in Vietnam, by which figures are due."""
    return moment.to_vietnam(at).date()


def _as_told(error: StoreError | CatalogueError) -> Said:
    if isinstance(error, StoreError):
        return Said("{text}", {"text": (error.text("vi"), error.text("en"))})
    told = tuple(" ".join(p.text(lang) for p in error.problems) for lang in ("vi", "en"))
    return Said("{text}", {"text": told})
