"""Results kept with the data that they were computed from: computed once, gone with the data."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import partial, wraps
from threading import Condition
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar, cast

from cachetools import LRUCache, cached


class Keeper(Protocol):
    """Data that never changes, and what was computed from it, by function."""

    @property
    def results(self) -> dict[object, Callable[..., Any]]: ...


Data = TypeVar("Data", bound=Keeper)
Question = ParamSpec("Question")
Answer = TypeVar("Answer")


def kept(
    size: int, weight: Callable[[Any], int] | None = None
) -> Callable[
    [Callable[Concatenate[Data, Question], Answer]], Callable[Concatenate[Data, Question], Answer]
]:
    """Let a function of data answer each question once; the `size` answers used last are kept.

    weight: what an answer counts, where they differ much in what they hold; 1 each by default.
    Threads that ask the same at the same moment wait for one computation. The answers are shared:
    they must not be changed. Questions are hashable.
    """

    def decorate(
        function: Callable[Concatenate[Data, Question], Answer],
    ) -> Callable[Concatenate[Data, Question], Answer]:
        @wraps(function)
        def answer(data: Data, *question: Question.args, **named: Question.kwargs) -> Answer:
            known = data.results.get(function)
            if known is None:
                known = data.results.setdefault(
                    function, _keeping(size, weight, partial(function, data))
                )
            found: Answer = known(*question, **named)
            return found

        return cast("Callable[Concatenate[Data, Question], Answer]", answer)

    return decorate


def _keeping(
    size: int, weight: Callable[[Any], int] | None, function: Callable[..., Answer]
) -> Callable[..., Answer]:
    answers: LRUCache[Hashable, Answer] = LRUCache(size, weight)
    return cached(answers, condition=Condition())(function)
