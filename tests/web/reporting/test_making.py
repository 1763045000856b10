"""A document in the making holds nobody up, tells how far it is, and is made one at a time."""

from __future__ import annotations

from threading import Event

from khdash.report.paper.paper import Tell
from khdash.web.reporting.making import Job, Made

DOCUMENT = Made("a.docx", "text/plain", b"a")


def test_whoever_asks_goes_on_at_once_and_sees_the_share_grow() -> None:
    half, rest = Event(), Event()

    def make(tell: Tell) -> Made:
        tell(0.5)
        half.set()
        rest.wait(60)
        tell(1.0)
        return DOCUMENT

    job = Job("question", make)
    assert half.wait(60)
    assert not job.is_done
    before = job.share
    assert 0 < before < 1
    rest.set()
    job.wait(60)
    assert job.made == DOCUMENT
    assert before < job.share <= 1


def test_the_second_waits_for_the_first() -> None:
    started, go_on, order = Event(), Event(), []

    def first(tell: Tell) -> Made:
        started.set()
        go_on.wait(60)
        order.append("first")
        return DOCUMENT

    def second(tell: Tell) -> Made:
        order.append("second")
        return DOCUMENT

    one = Job(1, first)
    assert started.wait(60)
    other = Job(2, second)
    go_on.set()
    one.wait(60)
    other.wait(60)
    assert order == ["first", "second"]


def test_a_fault_ends_the_job_and_lets_the_next_begin() -> None:
    def fail(tell: Tell) -> Made:
        raise ValueError("broken")

    job = Job(1, fail)
    job.wait(60)
    assert isinstance(job.fault, ValueError)
    following = Job(2, lambda tell: DOCUMENT)
    following.wait(60)
    assert following.made == DOCUMENT
