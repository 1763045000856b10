"""The sentences read by hand: what is found of them, and that nothing wrong is called right."""

from __future__ import annotations

import pytest

from khdash.model.dataset import Dataset
from tests.proof.corpus import HERE, Case, outcome_of, read_corpus

LOTS = sorted((HERE / "lots").glob("*.txt"))
CASES = list(read_corpus())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.text[:60])
def test_every_sentence_of_the_corpus_is_read_as_a_person_reads_it(case: Case, enlarged: Dataset):
    assert outcome_of(case, enlarged).faults == []


def test_the_corpus_is_large_enough():
    assert len(CASES) >= 60
    assert sum(len(case.figures) for case in CASES) >= 200


@pytest.mark.parametrize("path", LOTS, ids=lambda path: path.stem)
def test_no_figure_of_any_lot_is_called_right_that_is_not(path, enlarged: Dataset):
    found = [outcome_of(case, enlarged) for case in read_corpus(path)]
    assert [text for one in found for text in one.wrong_agrees] == []


@pytest.mark.parametrize("path", LOTS, ids=lambda path: path.stem)
def test_nine_tenths_of_the_clear_figures_of_each_lot_are_found(path, enlarged: Dataset):
    """Clear are those that a person can hold against ours, whatever comes of it."""
    found = [outcome_of(case, enlarged) for case in read_corpus(path)]
    clear = [e for one in found for e in one.case.figures if e.is_clear]
    missed = [e for one in found for e in one.missed if e.is_clear]
    assert len(missed) * 10 <= len(clear)
