"""Windows-1252 for every byte: the five undefined ones stand for themselves, so nothing is lost."""

from __future__ import annotations

import codecs
from functools import cache


@cache
def characters() -> str:
    """The character of each of the 256 bytes."""
    return "".join(_character(byte) for byte in range(256))


def _character(byte: int) -> str:
    try:
        return bytes([byte]).decode("cp1252")
    except UnicodeDecodeError:
        return chr(byte)


def decode(data: bytes) -> str:
    """Text of Windows-1252 bytes."""
    return codecs.charmap_decode(data, "strict", characters())[0]
