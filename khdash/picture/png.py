"""An SVG as PNG, drawn with the faces that it was measured with."""

from __future__ import annotations

from khdash.picture.face import FAMILY, FILES, face


def to_png(svg: str, zoom: float = 1.0) -> bytes:
    """The picture as PNG, `zoom` times as large in each direction.

    Letters that the faces lack, in a name of another script, are taken from the fonts of the
    system; no picture of Vietnamese or English needs any.
    """
    from resvg_py import svg_to_bytes  # not loaded by those who ask for no picture

    known = face(400)
    return bytes(
        svg_to_bytes(
            svg_string=svg,
            zoom=zoom,
            font_files=[str(path) for path in FILES.values()],
            font_family=FAMILY,
            sans_serif_family=FAMILY,
            skip_system_fonts=not any(map(known.lacks, set(svg) - {"\n"})),
        )
    )
