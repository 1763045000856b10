"""The whole way of a file: read, recognise, check, import."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal, Protocol

import pandas as pd

from khdash.ingest.check import (
    UPLOAD_SOURCE,
    CheckReport,
    Known,
    Store,
    check_recognitions,
    figures,
)
from khdash.ingest.findings import Both, Finding
from khdash.ingest.memory.offer import Offer, offered, read_as_remembered, taught_for
from khdash.ingest.memory.teaching import taught_by
from khdash.ingest.memory.telling import told_by_batch
from khdash.ingest.messages import finding, finding_of_file
from khdash.ingest.recognise import Choices, Recognition
from khdash.ingest.sheets import ReadFile, read_sheets, recognise_tables
from khdash.ingest.shown import read_shown
from khdash.ingest.targets.entry import TargetEntry, records, to_write
from khdash.ingest.targets.plans import planned
from khdash.locale import Words
from khdash.model.actor import Actor
from khdash.model.catalogue import Catalogue
from khdash.model.dataset import Dataset
from khdash.model.entries import Source
from khdash.model.frames import OBSERVATION, each_row, empty
from khdash.reading.table import Limits, OpenedFile, UnusableFile, file_bytes
from khdash.store.batches import SENDING, Receipt, Submission
from khdash.store.database import Database
from khdash.transform.year_locks import locks_in_force

REPORTED = Source(
    source_id=UPLOAD_SOURCE,
    kind="official_report",
    publisher="Hội Khuyến học các tỉnh, thành phố",
    original_source="",
    url="",
    latest_as_of="",
    title_vi="Báo cáo của Hội Khuyến học các tỉnh, thành phố",
    title_en="Reports of the provincial associations",
)

Stage = Literal["read", "recognise", "check", "commit"]
SHARE_BEFORE: dict[Stage, float] = {"read": 0.0, "recognise": 0.15, "check": 0.35, "commit": 0.75}
"""How much of the work is done when a stage begins, by the usual time of each."""


@dataclass(frozen=True, slots=True)
class Options:
    """How to read a file where detection should not decide.

    sheets: those to read; none named, every visible one with figures. progress: is told what
    begins and which share of the work is done by then, for a reader who waits for a long file.
    remembered: read it also as earlier files on its form were read. by: who hands it in, if known.
    targets_of: the document by which the plans in the file are targets; '' leaves them out.
    """

    sheets: tuple[str, ...] = ()
    encoding: str | None = None
    delimiter: str | None = None
    limits: Limits = field(default_factory=Limits)
    progress: Callable[[Stage, float], None] = lambda stage, share: None
    remembered: bool = False
    by: str = ""
    targets_of: str = ""

    def begin(self, stage: Stage) -> None:
        """Tell that a stage begins."""
        self.progress(stage, SHARE_BEFORE[stage])


class CheckBytes(Protocol):
    """How the bytes of a file are checked: check_bytes, or the same in a process of its own."""

    def __call__(
        self,
        data: bytes,
        file_name: str,
        known: Known,
        database: Store | None,
        *,
        choices: Choices | None,
        options: Options,
    ) -> CheckReport: ...


def check_file(
    path: str | Path,
    database: Database | None,
    *,
    catalogue: Catalogue | None = None,
    stored: pd.DataFrame | None = None,
    choices: Choices | None = None,
    options: Options | None = None,
    check: CheckBytes | None = None,
) -> CheckReport:
    """Everything that importing a file would do, and everything wrong with it; writes nothing.

    The file is read once: the report keeps its bytes for the commit. catalogue: needed where there
    is no database to compare with; stored: figures to compare with then. check: check_bytes, if
    nothing else is said. A file that cannot be used gives a report without a table and with one
    error.
    """
    path, chosen, check = Path(path), options or Options(), check or check_bytes
    known = _known(database, catalogue, stored)
    try:
        data = file_bytes(path, chosen.limits)
    except UnusableFile as fault:
        return unusable(known, path.name, b"", fault)
    report = check(data, path.name, known, database, choices=choices, options=chosen)
    if database is not None:
        report = _remembering(report, known, database, chosen, check)
    return report if chosen.targets_of else _offering_targets(report)


def _remembering(
    report: CheckReport, known: Known, database: Database, options: Options, check: CheckBytes
) -> CheckReport:
    """The report with what is remembered about the form: taken over where that is asked, said."""
    taught = taught_for(database.taught(), report)
    code, found = "reading-remembered", offered(report, report.choices, taught, options.by)
    if options.remembered and found.items:

        def again(choices: Choices) -> CheckReport:
            return check(
                report.data, report.file_name, known, database, choices=choices, options=options
            )

        code = "read-as-remembered"
        report, found = read_as_remembered(again, report, taught, options.by)
    return replace(report, findings=(*report.findings, *_told(code, found, known.catalogue)))


def _offering_targets(report: CheckReport) -> CheckReport:
    """The report with the offer to write the plans of the file as targets, if it has any."""
    count = len(planned(report.recognitions, report.catalogue, report.choices, ""))
    if not count:
        return report
    return replace(report, findings=(*report.findings, finding("plans-as-targets", count=count)))


def _told(code: str, found: Offer, catalogue: Catalogue) -> Iterator[Finding]:
    """What is remembered, a finding for each batch that it comes from."""
    vi, en = (told_by_batch(found.items, catalogue, Words(lang)) for lang in ("vi", "en"))
    for (batch_vi, said_vi), (batch_en, said_en) in zip(vi, en, strict=True):
        said = Both("; ".join(said_vi), "; ".join(said_en))
        yield finding(code, batch=Both(batch_vi, batch_en), said=said)


def check_bytes(
    data: bytes,
    file_name: str,
    known: Known,
    database: Store | None,
    *,
    choices: Choices | None = None,
    options: Options | None = None,
) -> CheckReport:
    """The same for the bytes of an uploaded file."""
    chosen = options or Options()
    chosen.begin("read")
    try:
        read = _read(data, file_name, chosen)
    except UnusableFile as fault:
        return unusable(known, file_name, data, fault)
    chosen.begin("recognise")
    tables = recognise_tables(read, known.catalogue, choices)
    if (choices or Choices()) == Choices() and not _is_table(tables.recognitions):
        return unusable(known, file_name, data, UnusableFile("no-figures"))
    chosen.begin("check")
    shown, damaged = read_shown(read.memo)
    report = check_recognitions(
        tables.recognitions, known, database, (*damaged, *tables.findings), shown
    )
    return replace(report, data=data, choices=choices or Choices())


def _read(data: bytes, file_name: str, options: Options) -> ReadFile:
    """The tables of a file, which is opened for no longer than this. Raises UnusableFile."""
    opened = OpenedFile(
        data,
        file_name,
        encoding=options.encoding,
        delimiter=options.delimiter,
        limits=options.limits,
    )
    return read_sheets(opened, options.sheets)


def _is_table(recognitions: Sequence[Recognition]) -> bool:
    """Whether any column of any table holds figures or names what figures are about."""
    return any(
        column.role not in ("ignored", "order", "note")
        for own in recognitions
        for column in own.mapping.columns
    ) or any(own.table.header and not own.table.rows for own in recognitions)


def known_by(database: Database, dataset: Dataset | None = None) -> Known:
    """What a store knows before a file is checked; what was only sent is not imported.

    dataset: what it knows now, where that was read already.
    """
    dataset = dataset or database.dataset()
    history = database.history()
    imported = history[
        history["live"] & (history["file_sha256"] != "") & (history["channel"] != SENDING)
    ]
    return Known(
        dataset.catalogue,
        dataset.observations,
        _locked_years(database),
        tuple(zip(imported["file_sha256"], imported["batch_id"].astype(int), strict=True)),
    )


def _locked_years(database: Database) -> frozenset[tuple[int, str]]:
    locks = locks_in_force(database.records("year_lock"))
    return frozenset((int(row.year), str(row.unit)) for row in each_row(locks))


def _known(
    database: Database | None, catalogue: Catalogue | None, stored: pd.DataFrame | None
) -> Known:
    if database is not None:
        return known_by(database)
    if catalogue is None:
        raise ValueError("a check needs a database or a catalogue")
    return Known(catalogue, empty({**OBSERVATION}) if stored is None else stored)


def unusable(known: Known, file_name: str, data: bytes, fault: UnusableFile) -> CheckReport:
    """The report on a file that cannot be used; data: its bytes, none where it was not opened."""
    sha256 = hashlib.sha256(data).hexdigest() if data else ""
    found = finding_of_file(fault.code, fault.params)
    return CheckReport(file_name, sha256, known.catalogue, findings=(found,))


# Import ----------------------------------------------------------------------------------------


def submission_of(report: CheckReport, note: str = "", restates: bool = False) -> Submission:
    """What a commit of the sound cells of a report writes, with the bytes that were checked.

    restates: also the figures that another source gave with the same value.
    """
    rows: pd.DataFrame = figures(report.cells, restates)
    taught = taught_by(report, report.choices)
    return Submission(
        rows=rows,
        sources=(REPORTED,),
        records={"header_choice": taught} if taught else {},
        file_name=report.file_name,
        file_bytes=report.data,
        note=note,
    )


def import_file(
    path: Path,
    database: Database,
    actor: Actor,
    *,
    note: str = "",
    skip_rejected: bool = False,
    restates: bool = False,
    options: Options | None = None,
    check: CheckBytes | None = None,
) -> tuple[CheckReport, Receipt | None]:
    """Check a file and commit its sound cells; None where nothing was committed.

    Nothing is committed where a figure is rejected, unless skip_rejected; of a file that was
    imported before, targets alone. restates: see `submission_of`; check: see `check_file`. What a
    rule of plausibility names is kept and asked about on the quality page. Raises what
    Database.commit raises.
    """
    chosen = options or Options()
    report = check_file(path, database, options=chosen, check=check)
    targets = _targets(report, chosen.targets_of, note)
    if not report.is_usable or (rejects_figures(report, bool(targets)) and not skip_rejected):
        return report, None
    if not targets and (report.already_imported is not None or report.cells.empty):
        return report, None
    chosen.begin("commit")
    given = submission_of(report, note, restates)
    if targets:
        own = {"target": records(targets, report.catalogue)}
        given = replace(given, records={**given.records, **own})
    return report, database.commit(actor, given)


def rejects_figures(report: CheckReport, plans_are_targets: bool) -> bool:
    """Whether figures cannot be imported; a table of plans has none where it becomes targets."""
    spared = ("table-of-plans",) if plans_are_targets else ()
    return any(found.rejects and found.code not in spared for found in report.findings)


def _targets(report: CheckReport, instrument: str, note: str) -> list[TargetEntry]:
    """The targets that the plans of a file set by a document."""
    if not instrument.strip():
        return []
    found = planned(report.recognitions, report.catalogue, report.choices, instrument.strip())
    return to_write((replace(entry, note=note) for entry in found), report.catalogue)
