"""How Vietnamese a text looks: the share of its accented words that are possible syllables."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from khdash.reading.composed import composed

_ONSETS = " b c ch d đ g gh gi h k kh l m n ng ngh nh p ph q r s t th tr v x"
_RHYMES = """
    a ai ao au ay ac ach am an ang anh ap at ă ăc ăm ăn ăng ăp ăt â âu ây âc âm ân âng âp ât
    e eo ec em en eng ep et ê êu êch êm ên ênh êp êt êng i ia iu iêu iêc iêm iên iêng iêp iêt ic
    ich im in inh ip it o oi oa oai oao oay oac oach oam oan oang oanh oap oat oăc oăm oăn oăng
    oăt oe oeo oen oet oc om on ong ooc oong op ot ô ôi ôc ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt u ua
    ui uê uêch uên uênh uêu uơ uy uya uyu uych uyn uynh uyt uyp uyên uyêt uân uâng uât uây uôi uôc
    uôm uôn uông uôt uc um un ung up ut ư ưa ưi ưu ươi ươu ươc ươm ươn ương ươp ươt ưc ưm ưn ưng
    ưt y yêu yêm yên yêng yêt ya uanh uang uan uai uay uao uăn uăng ue ueo uac uach uat uen
"""
_TONES = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"}
_WORD = re.compile(r"[^\W\d_]+")


@cache
def _onsets() -> tuple[str, ...]:
    return tuple(_ONSETS.split(" "))


@cache
def _rhymes() -> frozenset[str]:
    return frozenset(_RHYMES.split())


@lru_cache(maxsize=20_000)
def is_syllable(word: str) -> bool:
    """Whether a word in small NFC letters has the form of a Vietnamese syllable.

    >>> is_syllable("tỉnh"), is_syllable("khuyến"), is_syllable("cafô"), is_syllable("ngưòij")
    (True, True, False, False)
    """
    tones, plain = 0, ""
    for mark in unicodedata.normalize("NFD", word):
        if mark in _TONES:
            tones += 1
        else:
            plain += mark
    plain = unicodedata.normalize("NFC", plain)
    if tones > 1 or len(plain) > 7:
        return False
    rhymes = _rhymes()
    starts = [onset for onset in _onsets() if plain.startswith(onset)]
    return any(plain[len(onset) :] in rhymes for onset in starts) or (
        plain.startswith("gi") and plain[1:] in rhymes
    )


def count_words(text: str) -> tuple[int, int]:
    """How many accented words are possible Vietnamese syllables, and how many are not."""
    good = bad = 0
    for found in _WORD.findall(composed(text).lower()):
        if found.isascii():
            continue
        if is_syllable(found):
            good += 1
        else:
            bad += 1
    return good, bad


def plausibility(text: str) -> float:
    """Share of accented words that are Vietnamese syllables, from 0 to 1; 0 if there are none."""
    good, bad = count_words(text)
    return good / (good + bad) if good else 0.0
