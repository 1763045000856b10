"""What a format is: a kind of file as which some content can leave."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from khdash.locale.spelling import fold

Content = TypeVar("Content")
Other = TypeVar("Other")


def _always(content: object) -> bool:
    return True


@dataclass(frozen=True)
class Format(Generic[Content]):
    """A way out for a kind of content: an exhibit, a form to fill, rejected rows.

    code: what addresses and commands call it; the extension where a kind of file has one format.
    label, help: Vietnamese messages, translated where they are shown. make: the whole file.
    fits: whether some content can leave this way; a picture needs an exhibit that is drawn.
    for_readers: offered on pages too; else only to programs, by the command line.
    """

    code: str
    extension: str
    mime: str
    label: str
    make: Callable[[Content], bytes]
    help: str = ""
    fits: Callable[[Content], bool] = _always
    for_readers: bool = True

    def of(self, make: Callable[[Other], bytes]) -> Format[Other]:
        """The same kind of file with other content."""
        return Format(self.code, self.extension, self.mime, self.label, make)


def plain_ascii(text: str) -> str:
    """A text for a file name: small letters without accents, hyphens between words.

    >>> plain_ascii("Tỉnh Nam Định")
    'tinh-nam-dinh'
    """
    return "-".join(re.findall(r"[a-z0-9]+", fold(text)))
