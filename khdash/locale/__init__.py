"""Words and numbers for readers, Vietnamese first."""

from khdash.locale.words import Words

__all__ = ["Words"]
