"""Draws the SVG on stdin as PNG on stdout: what khdash.picture.png starts as a process.

Arguments: the family, the zoom, "1" to do without the fonts of the system or "", the font files.
"""

from __future__ import annotations

import sys

from resvg_py import svg_to_bytes


def rasterise(svg: str, family: str, zoom: float, bare: bool, files: list[str]) -> bytes:
    """The PNG of an SVG whose letters stand in the font files."""
    return bytes(
        svg_to_bytes(
            svg_string=svg,
            zoom=zoom,
            font_files=files,
            font_family=family,
            sans_serif_family=family,
            skip_system_fonts=bare,
        )
    )


if __name__ == "__main__":
    family, zoom, bare, *files = sys.argv[1:]
    svg = sys.stdin.buffer.read().decode()
    sys.stdout.buffer.write(rasterise(svg, family, float(zoom), bool(bare), files))
