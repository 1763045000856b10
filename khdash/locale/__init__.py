"""Words and numbers for readers, Vietnamese first."""

from khdash.locale.words import Words, mark

__all__ = ["Words", "mark"]
