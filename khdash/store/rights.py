"""What a batch asks of whoever commits it: an action and the units that it touches."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final

import pandas as pd

from khdash.model.actor import WHOLE, AccessRefused, Action, Actor
from khdash.model.catalogue import Catalogue
from khdash.store.activity import Deed
from khdash.store.batches import Submission
from khdash.store.round_errors import LinkUnknown

TABLE_ACTIONS: Final[Mapping[str, Action]] = {
    "target": Action.SET_TARGETS,
    "preference": Action.PREFER,
    "task_status": Action.REPORT_TASKS,
    "follow_up": Action.WRITE,
    "confirmation": Action.WRITE,
    "explanation": Action.EXPLAIN,
    "year_lock": Action.LOCK,
    "correction": Action.WRITE,
    "header_choice": Action.WRITE,
    "forgotten_choice": Action.FORGET,
    "collection_round": Action.ASK,
    "round_cell": Action.ASK,
    "round_state": Action.ASK,
    "round_link": Action.ASK,
    "round_link_end": Action.ASK,
    "round_submission": Action.SUBMIT,
    "round_decision": Action.ACCEPT,
}
"""What writing a row of each table of decisions is."""

_OF_A_FILE: Final = frozenset({"correction", "header_choice"})
"""Tables that tell how a file was read: they touch no figure but those of their batch."""


def check_submission(
    actor: Actor,
    submission: Submission,
    catalogue: Catalogue,
    taught: Callable[[], pd.DataFrame],
) -> None:
    """Raise AccessRefused where the actor may not write a part of the batch.

    taught: what batches taught about forms, see Reading.taught; asked only where some is forgotten.
    """
    for record in submission.records.get("round_submission", ()):
        check_round(actor, int(record["round"]))
    for action, units in _asked(submission, taught):
        check(actor, action, units, catalogue)


def check_round(actor: Actor, number: int) -> None:
    """Raise LinkUnknown where the actor came by a link that is for another round."""
    if actor.round and actor.round != str(number):
        raise LinkUnknown()


def check(actor: Actor, action: Action, units: Iterable[str], catalogue: Catalogue) -> None:
    """Raise AccessRefused where the actor may not do something for units."""
    refused = refusal(actor, action, units, catalogue)
    if refused is not None:
        raise refused


def refusal(
    actor: Actor, action: Action, units: Iterable[str], catalogue: Catalogue
) -> AccessRefused | None:
    """Why the actor may not do something for units, by their names; None where they may.

    What lies below a province belongs to it.
    """

    def name_of(key: str) -> str:
        return catalogue.units[key].name if key in catalogue.units else key

    return actor.refusal(action, {catalogue.province_of(unit) for unit in units}, name_of)


def _asked(
    submission: Submission, taught: Callable[[], pd.DataFrame]
) -> Iterator[tuple[Action, Iterable[str]]]:
    rows = submission.rows
    if rows is not None and len(rows):
        yield Action.WRITE, rows["unit"].astype("str").unique()
    for table, records in submission.records.items():
        if not records:
            continue
        if table in _OF_A_FILE:
            yield TABLE_ACTIONS[table], ()
        elif table == "forgotten_choice":
            units = taught().set_index("batch_id")["units"].to_dict()
            for record in records:
                found = list(units.get(int(record["taught_in"]), ()))
                yield Action.FORGET, found or (WHOLE,)
        else:
            yield TABLE_ACTIONS[table], [_unit(record) for record in records]


def deed_of(submission: Submission) -> Deed:
    """What a batch is to the log: locks of years are told by their name."""
    locks = submission.records.get("year_lock")
    if not locks:
        return Deed.COMMIT
    return Deed.LOCK if locks[0]["locked"] else Deed.UNLOCK


def _unit(record: Mapping[str, Any]) -> str:
    return str(record.get("unit") or WHOLE)
