"""The programs of the system that the tests drive: found, installed where allowed, or asked for."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass

APT_MINUTES = 8


class ProgramMissing(RuntimeError):
    """A program is neither there nor installable; the message says what to install."""


@dataclass(frozen=True, slots=True)
class Program:
    """A program by its names, its Debian package and, if any, the variable that names a copy."""

    title: str
    commands: tuple[str, ...]
    package: str
    variable: str = ""

    def find(self) -> str | None:
        """The path of a copy on this machine. Raises ProgramMissing if `variable` names none."""
        if named := self.variable and os.environ.get(self.variable):
            path = shutil.which(named)
            if path is None:
                raise ProgramMissing(f"{self.variable}={named} is not a program that can be run")
            return path
        return next(filter(None, map(shutil.which, self.commands)), None)

    def require(self) -> str:
        """The path of the program, after installing its package where that is possible."""
        path = self.find()
        if path is None and may_install():
            install(self.package)
            path = self.find()
        if path is None:
            other_way = f", or set {self.variable} to its path" if self.variable else ""
            raise ProgramMissing(
                f"The tests need {self.title}: install it (on Debian and Ubuntu: "
                f"apt-get install {self.package}){other_way}"
            )
        return path


CHROMIUM = Program(
    "Chromium",
    ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"),
    "chromium",
    "KHDASH_CHROMIUM",
)
LIBREOFFICE = Program("LibreOffice Calc", ("soffice", "libreoffice"), "libreoffice-calc")
IMPRESS = Program("LibreOffice Impress", ("loimpress",), "libreoffice-impress")
WRITER = Program("LibreOffice Writer", ("lowriter",), "libreoffice-writer")
POPPLER = Program("Poppler", ("pdftotext",), "poppler-utils")

NGINX = Program("nginx", ("nginx", "/usr/sbin/nginx"), "nginx-light")
OPENSSL = Program("OpenSSL", ("openssl",), "openssl")
SYSTEMD = Program("systemd-analyze", ("systemd-analyze",), "systemd")


def may_install() -> bool:
    """Whether this is a Debian-like system and the user may install packages."""
    return shutil.which("apt-get") is not None and hasattr(os, "geteuid") and os.geteuid() == 0


def install(package: str) -> None:
    """Install a package of the distribution. Raises ProgramMissing with apt-get's own words."""
    print(f"Installing the package {package}", file=sys.stderr, flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for arguments in (
        ["update"],
        ["install", "--yes", "--no-install-recommends", package],
    ):
        done = subprocess.run(
            ["apt-get", "--quiet", *arguments],
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=APT_MINUTES * 60,
            check=False,
        )
        if done.returncode:
            raise ProgramMissing(f"apt-get {' '.join(arguments)} failed: {done.stderr.strip()}")


def main() -> int:
    """Make sure that every program is there before the first test runs."""
    try:
        for program in (
            *(CHROMIUM, LIBREOFFICE, IMPRESS, WRITER, POPPLER),
            *(NGINX, OPENSSL, SYSTEMD),
        ):
            print(f"{program.title}: {program.require()}")
    except ProgramMissing as missing:
        print(missing, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
