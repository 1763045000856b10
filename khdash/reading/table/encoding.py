"""Bytes to text: which encoding a text file has, and legacy letters inside Unicode text."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from khdash.reading.composed import composed
from khdash.reading.table import mojibake, tcvn3, vni, western
from khdash.reading.table.syllable import count_words, plausibility
from khdash.reading.table.table import Assumption, UnusableFile

_SAMPLE = 200_000
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig", "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32", "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32", "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16", "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16", "utf-16-be"),
)
_QUOTES = str.maketrans("", "", "«»“”‘’")
_INVISIBLE = re.compile("[\u200b\u2060\ufeff]")
_LEGACY: dict[str, Callable[[str], str]] = {
    "tcvn3": tcvn3.from_western,
    "vni": vni.from_western,
}


@dataclass
class Decoded:
    """Text in NFC, the name of its encoding, and what was assumed."""

    text: str
    encoding: str
    assumptions: list[Assumption] = field(default_factory=list)
    legacy: str | None = None


def decode(data: bytes, encoding: str | None = None) -> Decoded:
    """Text of a file's bytes, in the encoding given or the most plausible one.

    Raises UnusableFile: unknown-encoding, not-a-table (the bytes are no text).
    """
    decoded = _decode_named(data, encoding) if encoding else _decode_guessed(data)
    if "\0" in decoded.text:
        _drop_nul(decoded)
    _tidy(decoded)
    return decoded


def _decode_named(data: bytes, encoding: str) -> Decoded:
    name = encoding.lower().replace("_", "-")
    if name in ("tcvn3", "abc", "tcvn"):
        return Decoded(tcvn3.decode(data), "tcvn3", legacy="tcvn3")
    if name == "vni":
        return Decoded(vni.decode(data), "vni", legacy="vni")
    if name in ("windows-1258", "cp1258"):
        return Decoded(_decode_1258(data), "windows-1258")
    try:
        text = data.decode("utf-8-sig" if name in ("utf-8", "utf8") else name, "replace")
    except LookupError as error:
        raise UnusableFile("unknown-encoding", encoding=encoding) from error
    decoded = Decoded(text, name)
    _report_damage(decoded, text.count("\ufffd"))
    return decoded


def _decode_guessed(data: bytes) -> Decoded:
    for mark, codec, name in _MARKS:
        if data.startswith(mark):
            text = data.decode(codec, "replace")
            decoded = Decoded(text, name)
            _report_damage(decoded, text.count("\ufffd") - data.count("\ufffd".encode(codec)[-2:]))
            return decoded
    wide = _wide_encoding(data)
    if wide:
        assumed = Assumption("encoding-guessed", {"encoding": wide})
        return Decoded(data.decode(wide, "replace"), wide, [assumed])
    _refuse_binary(data)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _decode_damaged_utf8(data) or _decode_one_byte(data)
    return _from_legacy_in_unicode(Decoded(text, "ascii" if text.isascii() else "utf-8"))


def _wide_encoding(data: bytes) -> str | None:
    """UTF-16 without a mark shows by zero bytes at every other place."""
    sample = data[:_SAMPLE]
    if len(sample) < 4 or b"\0" not in sample:
        return None
    even, odd = sample[0::2].count(0) / len(sample), sample[1::2].count(0) / len(sample)
    if odd > 0.12 and odd > 4 * even:
        return "utf-16-le"
    if even > 0.12 and even > 4 * odd:
        return "utf-16-be"
    return None


def _refuse_binary(data: bytes) -> None:
    sample = data[:_SAMPLE]
    layout = b"\t\n\r\x0b\x0c\x1e\x1f"
    controls = sum(sample.count(byte) for byte in range(32) if byte not in layout)
    if controls > max(8, len(sample) // 50):
        raise UnusableFile("not-a-table", kind="binary")


def _decode_damaged_utf8(data: bytes) -> Decoded | None:
    """UTF-8 with a few broken bytes, which become U+FFFD; None where it is no UTF-8 at all."""
    text = data.decode("utf-8", "replace")
    damage = text.count("\ufffd")
    whole = len(re.findall("[^\x00-\x7f\ufffd]", text))
    if whole < 10 * damage:
        return None
    decoded = Decoded(text, "utf-8")
    _report_damage(decoded, damage)
    return decoded


def _decode_one_byte(data: bytes) -> Decoded:
    readings = {
        "windows-1258": _decode_1258(data),
        "tcvn3": tcvn3.decode(data),
        "vni": vni.decode(data),
    }
    scores = {name: _score(text) for name, text in readings.items()}
    best = max(scores, key=lambda name: scores[name])
    if scores[best] < 0.6:
        best, text = "windows-1252", western.decode(data)
    else:
        text = readings[best]
    assumed = Assumption("encoding-guessed", {"encoding": best})
    return Decoded(text, best, [assumed], best if best in _LEGACY else None)


def _score(text: str) -> float:
    lines = [line for line in text.splitlines() if not line.isascii()]
    return plausibility("\n".join(lines)[:_SAMPLE])


def _decode_1258(data: bytes) -> str:
    codec = "".join(_character_1258(byte) for byte in range(256))
    return composed(codecs.charmap_decode(data, "strict", codec)[0])


def _character_1258(byte: int) -> str:
    try:
        return bytes([byte]).decode("cp1258")
    except UnicodeDecodeError:
        return chr(byte)


def _from_legacy_in_unicode(decoded: Decoded) -> Decoded:
    """A UTF-8 file may hold text typed in a legacy font, saved as Western letters."""
    if decoded.text.isascii():
        return decoded
    if mojibake.is_misread(decoded.text):
        decoded.text = mojibake.mend(decoded.text)
        decoded.assumptions.append(Assumption("letters-misread", {}))
        _report_damage(decoded, decoded.text.count(mojibake.LOST))
        return decoded
    name = legacy_of(line for line in decoded.text.splitlines() if not line.isascii())
    if name:
        decoded.text = _LEGACY[name](decoded.text)
        decoded.legacy = name
        decoded.assumptions.append(Assumption("legacy-font-converted", {"encoding": name}))
    return decoded


def legacy_of(texts: Iterable[str]) -> str | None:
    """The legacy code page whose letters fill these Unicode texts, or None if they are as read."""
    sample = ""
    for text in texts:
        if not text.isascii():
            sample += text + "\n"
        if len(sample) > _SAMPLE:
            break
    good, bad = count_words(sample)
    if sample.translate(_QUOTES).isascii() or good > bad:
        return None
    scores = {name: plausibility(convert(sample)) for name, convert in _LEGACY.items()}
    best = max(scores, key=lambda name: scores[name])
    return best if scores[best] >= 0.75 and scores[best] > plausibility(sample) + 0.3 else None


def convert_legacy(cell: str, name: str) -> str:
    """A cell's Western letters read as legacy ones, unless it is Vietnamese as it stands."""
    if cell.isascii():
        return cell
    converted = composed(_LEGACY[name](cell))
    if plausibility(converted) < plausibility(cell) or plausibility(cell) == 1.0:
        return cell
    return tcvn3.restore_capitals(converted) if name == "tcvn3" else converted


def _drop_nul(decoded: Decoded) -> None:
    count = decoded.text.count("\0")
    if count > max(8, len(decoded.text) // 50):
        raise UnusableFile("not-a-table", kind="binary")
    decoded.text = decoded.text.replace("\0", "")
    decoded.assumptions.append(Assumption("nul-bytes-removed", {"count": count}))


def _report_damage(decoded: Decoded, damage: int) -> None:
    if damage > 0:
        line = decoded.text[: decoded.text.find("\ufffd")].count("\n") + 1
        decoded.assumptions.append(Assumption("undecodable-bytes", {"count": damage, "line": line}))


def _tidy(decoded: Decoded) -> None:
    if decoded.text.isascii():
        return
    text, removed = _INVISIBLE.subn("", decoded.text)
    if removed:
        decoded.assumptions.append(Assumption("invisible-characters-removed", {"count": removed}))
    if (joined := composed(text)) != text:
        text = joined
        if decoded.encoding != "windows-1258":
            decoded.assumptions.append(Assumption("decomposed-letters-joined"))
    decoded.text = text
