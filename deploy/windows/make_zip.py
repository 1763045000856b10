"""`make windows`: a zip that runs on Windows where no Python is installed.

app/python is the embeddable runtime, app/packages the pinned wheels and this program's; the batch
files beside them are all that a person sees.
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

from packaging.requirements import Requirement

from deploy.windows.runtime import (
    ADDRESS,
    ARCHIVE,
    PARTS,
    VERSION,
    RuntimeNotTrusted,
    runtime,
)

PROJECT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).parent
MINOR = VERSION.rpartition(".")[0]
TARGET = ("--platform", "win_amd64", "--python-version", MINOR, "--implementation", "cp")
SHOWN = ("Khuyen hoc.bat", "Cap nhat.bat", "Sao luu.bat", "khdash.bat", "DOC TRUOC.txt")
PATHS = f"python{MINOR.replace('.', '')}.zip\n.\n..\\packages\n"
"""Where the runtime looks for modules: nowhere else, whatever is installed on the computer."""
BY_HAND = (
    f"The Python for Windows was not fetched. Put {ARCHIVE} and {PARTS} from {ADDRESS} into"
    " {folder} and run this again."
)


def windows_requirements(pins: str) -> list[str]:
    """The pins as a computer with Windows reads them: pip asks the markers of this computer.

    >>> windows_requirements("a==1\\n    # via b\\nc==2 ; sys_platform == 'win32'\\n"
    ...                      "d==3 ; sys_platform == 'emscripten'\\n")
    ['a==1', 'c==2']
    """
    there = {"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt"}
    there |= {"python_version": MINOR, "python_full_version": VERSION}
    lines = (line.strip() for line in pins.splitlines() if re.match(r"[a-z]", line))
    return [
        f"{one.name}{one.specifier}"
        for one in map(Requirement, lines)
        if one.marker is None or one.marker.evaluate(there)
    ]


def pip(*arguments: str) -> None:
    subprocess.run([sys.executable, "-m", "pip", *arguments, "--quiet"], check=True)


def fetch_wheels(folder: Path) -> None:
    """The wheels of the pins for Windows, and this program's."""
    folder.mkdir(parents=True, exist_ok=True)
    pins = (PROJECT / "requirements.txt").read_text(encoding="utf-8")
    pip(
        *("download", "--no-deps", "--only-binary=:all:", *TARGET, "--dest", str(folder)),
        *windows_requirements(pins),
    )
    for old in folder.glob("khdash-*.whl"):
        old.unlink()
    pip("wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", str(folder), str(PROJECT))


def lay_out(root: Path, python: Path, wheels: Path) -> None:
    """The folder as it is unpacked: the runtime, the packages, what a person sees."""
    with zipfile.ZipFile(python) as archive:
        archive.extractall(root / "app" / "python")
    (found,) = (root / "app" / "python").glob("python*._pth")
    found.write_text(PATHS, encoding="utf-8")
    pip(
        *("install", "--no-deps", "--no-index", "--no-compile", "--only-binary=:all:", *TARGET),
        "--ignore-requires-python",  # pip would compare with the Python that it runs on
        *("--target", str(root / "app" / "packages")),
        *map(str, sorted(wheels.glob("*.whl"))),
    )
    shutil.rmtree(root / "app" / "packages" / "bin", ignore_errors=True)
    for name in SHOWN:
        text = (HERE / name).read_text(encoding="utf-8")
        (root / name).write_bytes(text.replace("\r\n", "\n").replace("\n", "\r\n").encode())


def make_zip(root: Path, output: Path) -> Path:
    """The folder as a zip, the same for the same content."""
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(root.rglob("*")):
            if path.is_file():
                told = zipfile.ZipInfo(
                    path.relative_to(root.parent).as_posix(), (2000, 1, 1, 0, 0, 0)
                )
                told.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(told, path.read_bytes())
    return output


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cache", type=Path, default=PROJECT / "build" / "windows")
    parser.add_argument("--output", type=Path, default=PROJECT / "build")
    args = parser.parse_args()
    wheels = args.cache / "wheels"
    fetch_wheels(wheels)
    try:
        python = runtime(args.cache / "runtime")
    except (OSError, RuntimeNotTrusted) as error:
        print(f"{error}\n{BY_HAND.format(folder=args.cache / 'runtime')}", file=sys.stderr)
        return 1
    (own,) = wheels.glob("khdash-*.whl")
    version = own.name.split("-")[1]
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / f"khdash-{version}"
        lay_out(root, python, wheels)
        args.output.mkdir(parents=True, exist_ok=True)
        print(make_zip(root, args.output / f"khdash-{version}-windows.zip"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
