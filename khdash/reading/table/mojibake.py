"""Text that was UTF-8, was read as Windows-1252 and saved again: "Tá»‰nh" was "Tỉnh"."""

from __future__ import annotations

from khdash.reading.composed import composed
from khdash.reading.table import western
from khdash.reading.table.syllable import count_words, plausibility

LOST = "\ufffd"
_SAMPLE = 100_000
_LEADS = ("áº", "á»", "Ã", "Ä", "Æ°", "Æ¡", "Â")


def is_misread(sample: str) -> bool:
    """Whether a text holds such letters, and more Vietnamese words once they are put right.

    >>> is_misread("Tá»‰nh;NÄƒm"), is_misread("Tỉnh;Năm")
    (True, False)
    """
    sample = sample[:_SAMPLE]
    if not any(lead in sample for lead in _LEADS):
        return False
    mended = mend(sample)
    return mended != sample and (
        count_words(mended)[0] > count_words(sample)[0]
        and plausibility(mended) > plausibility(sample) + 0.2
    )


def mend(text: str) -> str:
    """The text as it was, U+FFFD where a letter is lost; unchanged where it is of another kind.

    Of the letters that such a way loses, Đ alone can be told from what is left of it, and à where
    its second half, a space that does not break, became an ordinary one.
    """
    lines = text.split("\n")
    return "\n".join(map(_mend_line, lines))


def _mend_line(line: str) -> str:
    if line.isascii():
        return line
    known = _bytes_of()
    if any(letter not in known and letter != LOST for letter in line):
        return line
    data = b"".join(known.get(letter, b"\xff") for letter in line.removeprefix("ï»¿"))
    data = data.replace(b"\xc4\xff", b"\xc4\x90").replace(b"\xc3 ", b"\xc3\xa0")
    mended = data.decode("utf-8", "replace")
    return composed(mended)


def _bytes_of() -> dict[str, bytes]:
    return {letter: bytes([number]) for number, letter in enumerate(western.characters())}
