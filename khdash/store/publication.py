"""Which tables leave the machine in a snapshot: each table of the store stands here once."""

from __future__ import annotations

from khdash.model.catalogue_rows import CATALOGUE_COLUMNS
from khdash.store.observations import table_name

PUBLISHED: dict[str, str] = {
    "batch": "who brought which figures when: the card of a figure and the journal page say so",
    "batch_event": "what is in force now and was at earlier moments",
    "source": "where a figure comes from",
    "observation": "the figures, with what was replaced: every moment can be asked",
    "target": "what is aimed at",
    "preference": "which of two figures counts",
    "task_status": "how far tasks are",
    "follow_up": "which figures are being looked into",
    "confirmation": "which findings were confirmed as right",
    "explanation": "why a figure is as it is, in the words of the office",
    "year_lock": "which years are closed",
    "own_row": "which rows of the vocabulary are the office's own",
    **{table_name(file): "the vocabulary" for file in CATALOGUE_COLUMNS},
}
"""What readers get, each with what they need it for."""

KEPT_BACK: dict[str, str] = {
    "meta": "places on the writer's machine; what readers need of it is in the manifest",
    "schema_migration": "when this machine changed its tables; the manifest has the number",
    "correction": "the text of files before they were corrected",
    "header_choice": "only a file that is handed in needs it",
    "forgotten_choice": "goes with header_choice",
    "journal_entry": "the journal itself, kept twice where it is written",
    "collection_round": "who is asked for what is seen where figures are handed in",
    "round_cell": "goes with collection_round",
    "round_state": "goes with collection_round",
    "round_link": "opens what is not for everybody",
    "round_link_end": "goes with round_link",
    "round_submission": "nobody has decided on it, or it is in the figures",
    "round_decision": "between a province and the cluster",
    "draft": "nobody has decided on it",
    "link": "opens what is not for everybody",
    "log": "what happened on the machine",
    "access": "who may do what, and who looked",
}
"""What never leaves, each with the reason; some of these are kept beside the database or not at
all today, and stand here so that a table of that name can only stay."""


class Undeclared(LookupError):
    """A table that says neither that it is published nor that it is kept back."""


def is_published(table: str) -> bool:
    """Whether a table of the store goes into a snapshot.

    Raises Undeclared, so that a new table is never published by oversight.

    >>> is_published("observation"), is_published("correction")
    (True, False)
    """
    if table not in PUBLISHED and table not in KEPT_BACK:
        raise Undeclared(f"{table}: declare it in khdash/store/publication.py")
    return table not in KEPT_BACK
