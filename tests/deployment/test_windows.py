"""The zip for Windows: of what it is made, how the runtime is checked, what batch files run."""

from __future__ import annotations

import hashlib
import json
import re
import shlex
import zipfile
from pathlib import Path

import pytest

from deploy.windows import make_zip, runtime
from deploy.windows.make_zip import HERE, PATHS, SHOWN, windows_requirements
from deploy.windows.runtime import ARCHIVE, PARTS, RuntimeNotTrusted
from khdash.cli import make_parser
from khdash.locale.words import Words
from tests.published import PROJECT

BATCH = sorted(HERE.glob("*.bat"))


def parts(sha256: str, location: str = f"https://www.python.org/ftp/python/x/{ARCHIVE}") -> str:
    """A list of parts as the publisher writes it."""
    checksum = {"algorithm": "SHA256", "checksumValue": sha256}
    own = {"name": "CPython", "downloadLocation": location, "checksums": [checksum]}
    other = {"name": "zlib", "downloadLocation": "https://zlib.net/x.tar.gz", "checksums": []}
    return json.dumps({"packages": [other, own]})


@pytest.fixture
def fetched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with an archive and its list, fetched before: the network is not asked."""
    monkeypatch.setattr(runtime, "urlopen", None)
    (tmp_path / ARCHIVE).write_bytes(b"a runtime")
    digest = hashlib.sha256(b"a runtime").hexdigest().upper()
    (tmp_path / PARTS).write_text(parts(digest), encoding="utf-8")
    return tmp_path


def test_a_runtime_is_taken_that_is_what_its_publisher_says(fetched: Path) -> None:
    assert runtime.runtime(fetched) == fetched / ARCHIVE


def test_a_runtime_that_differs_by_a_byte_is_refused(fetched: Path) -> None:
    (fetched / ARCHIVE).write_bytes(b"a runtime.")
    with pytest.raises(RuntimeNotTrusted, match="publisher says"):
        runtime.runtime(fetched)


@pytest.mark.parametrize(
    "said", [json.dumps({"packages": []}), parts("0" * 64, "https://example.org/other.zip")]
)
def test_where_the_publisher_says_nothing_no_runtime_is_taken(fetched: Path, said: str) -> None:
    (fetched / PARTS).write_text(said, encoding="utf-8")
    with pytest.raises(RuntimeNotTrusted, match="states no SHA-256"):
        runtime.runtime(fetched)


def test_the_pins_are_read_as_windows_reads_them() -> None:
    pins = "a==1\n    # via b\nc==2 ; sys_platform == 'win32'\nd==3 ; sys_platform == 'linux'\n"
    assert windows_requirements(pins) == ["a==1", "c==2"]
    own = windows_requirements((PROJECT / "requirements.txt").read_text(encoding="utf-8"))
    names = [re.split(r"==", one)[0] for one in own]
    assert len(names) == len(set(names))
    assert {"streamlit", "duckdb", "numpy", "pandas", "watchdog"} <= set(names)


def test_the_runtime_looks_in_the_zip_alone() -> None:
    lines = PATHS.splitlines()
    assert lines[1:] == [".", "..\\packages"]
    assert lines[0] == f"python{''.join(runtime.VERSION.split('.')[:2])}.zip"
    assert "import site" not in PATHS


def test_every_file_that_a_person_sees_is_there() -> None:
    assert {path.name for path in HERE.iterdir() if path.suffix in (".bat", ".txt")} == set(SHOWN)


@pytest.mark.parametrize("path", BATCH, ids=lambda path: path.name)
def test_a_batch_file_is_plain_and_runs_a_command_that_there_is(path: Path) -> None:
    text = path.read_bytes().decode("ascii")  # a window of another code page shows it too
    assert text.startswith("@echo off")
    (line,) = re.findall(r'(?m)^"%~dp0app\\python\\python\.exe" -m khdash ?(.*?)\r?$', text)
    words = line.replace("%OLD%", "old").replace("%TO%", "to").replace("%~dp0.", "new")
    given = [word for word in shlex.split(words) if word != "%*"]
    if given:
        assert make_parser(Words("vi")).parse_args(given).command.name == given[0]
    else:
        assert path.name == "khdash.bat"


def test_backups_and_data_lie_in_the_user_s_folder_and_the_guide_says_what_to_try() -> None:
    assert "%LOCALAPPDATA%\\khdash-backups" in (HERE / "Sao luu.bat").read_text(encoding="utf-8")
    guide = (HERE / "DOC TRUOC.txt").read_text(encoding="utf-8")
    assert "CHƯA được chạy thử trên máy Windows" in guide
    assert "%LOCALAPPDATA%\\khdash," in guide
    for name in SHOWN[:4]:
        assert name in guide
    assert len(re.findall(r"(?m)^ \d\. ", guide)) >= 6
    readme = (PROJECT / "README.md").read_text(encoding="utf-8")
    assert "chưa được chạy thử trên\nWindows" in readme


def test_the_zip_of_the_same_folder_is_the_same(tmp_path: Path) -> None:
    root = tmp_path / "khdash-1"
    (root / "app").mkdir(parents=True)
    (root / "app" / "a.txt").write_text("a")
    one = make_zip.make_zip(root, tmp_path / "one.zip").read_bytes()
    (root / "app" / "a.txt").touch()
    assert make_zip.make_zip(root, tmp_path / "two.zip").read_bytes() == one
    with zipfile.ZipFile(tmp_path / "one.zip") as archive:
        assert archive.namelist() == ["khdash-1/app/a.txt"]


def test_without_a_network_it_says_what_to_put_where(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(make_zip, "fetch_wheels", lambda folder: None)
    monkeypatch.setattr(runtime, "ADDRESS", "http://127.0.0.1:9")
    monkeypatch.setattr("sys.argv", ["make_zip", "--cache", str(tmp_path)])
    assert make_zip.main() == 1
    said = capsys.readouterr().err
    assert "Traceback" not in said
    assert ARCHIVE in said
    assert str(tmp_path / "runtime") in said


def test_what_needs_a_newer_python_than_this_one_is_laid_out_for_the_one_inside(
    tmp_path: Path,
) -> None:
    python, wheels = tmp_path / ARCHIVE, tmp_path / "wheels"
    with zipfile.ZipFile(python, "w") as archive:
        archive.writestr("python313._pth", "python313.zip\n")
    wheels.mkdir()
    about = "newer-1.dist-info"
    with zipfile.ZipFile(wheels / "newer-1-py3-none-any.whl", "w") as archive:
        archive.writestr("newer.py", "")
        archive.writestr(
            f"{about}/METADATA",
            "Metadata-Version: 2.1\nName: newer\nVersion: 1\nRequires-Python: >=3.99\n",
        )
        archive.writestr(
            f"{about}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        )
        archive.writestr(f"{about}/RECORD", f"newer.py,,\n{about}/METADATA,,\n{about}/WHEEL,,\n")
    root = tmp_path / "khdash"
    make_zip.lay_out(root, python, wheels)
    assert (root / "app" / "packages" / "newer.py").exists()
    assert (root / "app" / "python" / "python313._pth").read_text("utf-8") == PATHS
    assert {path.name for path in root.iterdir()} == {"app", *SHOWN}
