"""The faces of a picture and how wide their letters are, read from the font files themselves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from struct import iter_unpack, unpack_from

FOLDER = Path(__file__).parent / "fonts"
FAMILY = "Be Vietnam Pro"
FALLBACKS = f"{FAMILY}, Segoe UI, Roboto, Arial, sans-serif"
"""What a program that lacks the face writes with: none of them is wider."""
FILES = {
    400: FOLDER / "BeVietnamPro_400Regular.ttf",
    600: FOLDER / "BeVietnamPro_600SemiBold.ttf",
    700: FOLDER / "BeVietnamPro_700Bold.ttf",
}

WINDOWS_UNICODE = (3, 1)
"""What a font file calls its table of Unicode letters."""


@dataclass(frozen=True)
class Face:
    """One weight of the face. widths: of each letter, in ems."""

    widths: Mapping[str, float]

    def width(self, text: str, size: float) -> float:
        """The width of a line in pixels, without kerning."""
        return sum(self.widths.get(letter, 0.6) for letter in text) * size

    def lacks(self, letter: str) -> bool:
        return letter not in self.widths


@cache
def face(weight: int) -> Face:
    """The face of a weight, one of FILES."""
    data = FILES[weight].read_bytes()
    tables = {
        data[at : at + 4]: unpack_from(">I", data, at + 8)[0]
        for at in range(12, 12 + 16 * unpack_from(">H", data, 4)[0], 16)
    }
    em = unpack_from(">H", data, tables[b"head"] + 18)[0]
    count = unpack_from(">H", data, tables[b"hhea"] + 34)[0]
    start = tables[b"hmtx"]
    advances = [wide for wide, _ in iter_unpack(">Hh", data[start : start + 4 * count])]
    glyphs = _glyphs(data, tables[b"cmap"])
    return Face({letter: advances[min(n, count - 1)] / em for letter, n in glyphs.items()})


def _glyphs(data: bytes, cmap: int) -> dict[str, int]:
    """The glyph of each letter: the segments of the table for Unicode (format 4 of OpenType)."""
    count = unpack_from(">H", data, cmap + 2)[0]
    kinds = iter_unpack(">HHI", data[cmap + 4 : cmap + 4 + 8 * count])
    at = cmap + next(offset for system, kind, offset in kinds if (system, kind) == WINDOWS_UNICODE)
    segments = unpack_from(">H", data, at + 6)[0] // 2

    def column(number: int) -> tuple[int, ...]:
        skip = 14 + 2 * segments * number + (2 if number else 0)
        return unpack_from(f">{segments}H", data, at + skip)

    ends, starts, deltas, offsets = map(column, range(4))
    found = {}
    for place, (first, last, delta, offset) in enumerate(
        zip(starts, ends, deltas, offsets, strict=True)
    ):
        for code in range(first, min(last, 0xFFFE) + 1):
            glyph = code
            if offset:
                row = at + 16 + 6 * segments + 2 * place + offset
                glyph = unpack_from(">H", data, row + 2 * (code - first))[0]
            if glyph := (glyph + delta) % 65536 if glyph or not offset else 0:
                found[chr(code)] = glyph
    return found
