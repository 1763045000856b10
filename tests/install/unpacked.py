"""The zip for Windows unpacked, with a runtime of this computer in the place of that of Windows."""

from __future__ import annotations

import shutil
import subprocess
import sys
import sysconfig
import zipfile
from dataclasses import dataclass
from pathlib import Path

from deploy.windows.make_zip import lay_out


@dataclass(frozen=True)
class Unpacked:
    """A folder with app and the batch files, and the variables of its user."""

    folder: Path
    variables: dict[str, str]

    def khdash(self, *arguments: object) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [str(self.folder / "app/python/python.exe"), "-m", "khdash", *map(str, arguments)],
            cwd=self.folder,
            env=self.variables,
            capture_output=True,
            encoding="utf-8",
            timeout=300,
            check=False,
        )


def unpacked(folder: Path, wheel: Path, variables: dict[str, str]) -> Unpacked:
    """Laid out as `make windows` does it, of one wheel; libraries are those of this computer."""
    runtime, wheels = folder.with_suffix(".zip"), folder.with_suffix(".wheels")
    wheels.mkdir(parents=True)
    shutil.copy2(wheel, wheels)
    libraries = sysconfig.get_path("purelib")
    with zipfile.ZipFile(runtime, "w") as archive:
        archive.writestr("python313._pth", "python313.zip\n.\n")
        archive.writestr(
            "python.exe",
            '#!/bin/sh\nPYTHONPATH="$(dirname "$0")/../packages:'
            f'{libraries}" exec "{sys.executable}" "$@"\n',
        )
    lay_out(folder, runtime, wheels)
    (folder / "app" / "python" / "python.exe").chmod(0o755)
    return Unpacked(folder, variables)
