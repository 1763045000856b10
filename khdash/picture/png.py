"""An SVG as PNG, drawn with the faces that it was measured with.

It is drawn in a process of its own: the library lets no other thread of Python run meanwhile, and
every reader would wait a quarter of a second for one picture.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from threading import Lock

from khdash.picture.face import FAMILY, FILES, face
from khdash.picture.glyphs import DRAWN

PROGRAM = str(Path(__file__).with_name("rasterise.py"))
_ONE_AT_A_TIME = Lock()


class NotDrawn(RuntimeError):
    """The PNG could not be made; the message is that of the process."""


def to_png(svg: str, zoom: float = 1.0) -> bytes:
    """The picture as PNG, `zoom` times as large in each direction. Raises NotDrawn.

    Letters that the faces lack, in a name of another script, are taken from the fonts of the
    system; no picture of Vietnamese or English needs any.
    """
    known = face(400)
    written = {letter for letter in svg if letter.isprintable()} - DRAWN
    bare = not any(map(known.lacks, written))
    files = [str(path) for path in FILES.values()]
    with _ONE_AT_A_TIME:
        done = subprocess.run(
            [sys.executable, "-I", PROGRAM, FAMILY, str(zoom), "1" if bare else "", *files],
            input=svg.encode(),
            capture_output=True,
            check=False,
        )
    if done.returncode:
        raise NotDrawn(done.stderr.decode(errors="replace").strip())
    return done.stdout
