"""Real files of other programs, made once for all tests."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

_VIETNAMESE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse">
<value>vi-VN</value></prop></item></oor:items>"""


@pytest.fixture(scope="session")
def convert(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path, str], Path]:
    """Save a file in another format with LibreOffice in a Vietnamese locale."""
    program = shutil.which("soffice")
    if program is None:
        pytest.fail("LibreOffice (soffice) is needed to make the files of these tests")
    profile = tmp_path_factory.mktemp("profile")
    (profile / "user").mkdir()
    (profile / "user" / "registrymodifications.xcu").write_text(_VIETNAMESE, encoding="utf-8")
    made: dict[tuple[Path, str], Path] = {}

    def save_as(source: Path, extension: str) -> Path:
        if (source, extension) not in made:
            folder = tmp_path_factory.mktemp(extension.split(":")[0])
            command = [
                program,
                "--headless",
                f"-env:UserInstallation={profile.as_uri()}",
                "--convert-to",
                extension,
                "--outdir",
                str(folder),
                str(source),
            ]
            done = subprocess.run(command, capture_output=True, timeout=180, check=False)
            target = folder / f"{source.stem}.{extension.split(':')[0]}"
            assert target.exists(), done.stderr.decode()
            made[source, extension] = target
        return made[source, extension]

    return save_as
