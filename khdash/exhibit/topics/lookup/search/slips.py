"""A typed word and the words that it may have been meant for: itself, or one a slip or two away."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from rapidfuzz.distance import OSA

from khdash.locale.spelling import fold

Readings = Mapping[str, int]
"""A word of the vocabulary -> how many slips the typed word is away from it."""


def readings(word: str, vocabulary: Collection[str], *, near: bool = True) -> Readings:
    """What a tidied word may stand for, with its neighbours or without.

    At no slip: the word with the accents typed or, where the vocabulary has no such word, without;
    from three letters on what begins with it.

    >>> readings("vein", {"vien", "quy"}), readings("dnh", ("danh", "dinh"))
    ({'vien': 1}, {'danh': 1, 'dinh': 1})
    >>> readings("ty", ("thi",))
    {'thi': 1}
    """
    plain = fold(word)
    stem = word if holds(vocabulary, word) else plain
    allowed = slips_allowed(plain) if near else 0
    # A final y is also written i, and a tidied word keeps only one of the two.
    spellings = {plain, f"{plain[:-1]}i"} if plain.endswith("y") else {plain}
    found = {}
    for token in vocabulary:
        if begins(token, stem):
            found[token] = 0
        elif allowed and abs(len(token) - len(plain)) <= allowed and not token.isdigit():
            slips = min(OSA.distance(one, token, score_cutoff=allowed) for one in spellings)
            if slips <= allowed:
                found[token] = max(slips, 1)  # The same letters with other accents are no match.
    return found


def slips_allowed(word: str) -> int:
    """How many letters may be dropped, added, mistaken or swapped in a word of this length.

    >>> [slips_allowed(word) for word in ("a", "ha", "khuyen", "khuyenhoc")]
    [0, 1, 1, 2]
    """
    return 0 if len(word) < 2 else 1 if len(word) < 7 else 2


def begins(token: str, word: str) -> bool:
    """Whether a token is the word, or from three letters on begins with it.

    >>> begins("vien", "vie"), begins("hoi", "ho")
    (True, False)
    """
    return token == word or (len(word) > 2 and token.startswith(word))


def holds(tokens: Iterable[str], word: str) -> bool:
    """Whether one of the tokens is or begins with the word."""
    return any(begins(token, word) for token in tokens)


def slips_to(tokens: Collection[str], found: Readings) -> int | None:
    """The fewest slips from a typed word to one of the tokens; None where it is none of them.

    >>> slips_to({"nam", "dinh"}, {"danh": 1, "dinh": 1}), slips_to({"quy"}, {"dinh": 1})
    (1, None)
    """
    return min((found[token] for token in tokens if token in found), default=None)
