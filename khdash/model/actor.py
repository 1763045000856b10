"""Who writes, by which door: every function that changes the store takes an Actor."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Door = Literal["build", "command-line", "web", "api"]


@dataclass(frozen=True, slots=True)
class Actor:
    """The person behind a change and the door used; today every actor has all rights."""

    name: str
    door: Door

    def __post_init__(self) -> None:
        if not self.name.strip():
            raise ValueError("an actor needs a name")
