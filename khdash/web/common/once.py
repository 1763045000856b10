"""What is asked many times while a page is drawn and cannot change meanwhile: asked once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any, TypeVar

Answer = TypeVar("Answer")

_ANSWERS: ContextVar[dict[Callable[[], Any], Any] | None] = ContextVar("answers", default=None)


@contextmanager
def asked_once() -> Iterator[None]:
    """Within it, and in this thread only, a function marked `once` is called at most once."""
    token = _ANSWERS.set({})
    try:
        yield
    finally:
        _ANSWERS.reset(token)


def once(ask: Callable[[], Answer]) -> Callable[[], Answer]:
    """Mark a question about the reader that takes the session's state to answer.

    >>> said = iter("abc")
    >>> letter = once(lambda: next(said))
    >>> with asked_once():
    ...     letter(), letter()
    ('a', 'a')
    >>> letter()
    'b'
    """

    @wraps(ask)
    def answered() -> Answer:
        answers = _ANSWERS.get()
        if answers is None:
            return ask()
        if ask not in answers:
            answers[ask] = ask()
        answer: Answer = answers[ask]
        return answer

    return answered
