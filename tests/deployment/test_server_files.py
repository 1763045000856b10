"""Dockerfile, compose.yaml, unit and proxies: what they say is so, and their programs read them."""

from __future__ import annotations

import configparser
import json
import re
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

import khdash
from khdash.cli import make_parser
from khdash.locale.words import Words
from tests.browser.programs import OPENSSL, SYSTEMD
from tests.deployment.proxy import SHIPPED, nginx, shown
from tests.published import PROJECT

DEPLOY = PROJECT / "deploy"
GUIDE = (PROJECT / "docs" / "server.md").read_text(encoding="utf-8")


def instructions() -> list[tuple[str, str]]:
    """(instruction, what it says) of the Dockerfile, continued lines joined."""
    text = (DEPLOY / "Dockerfile").read_text(encoding="utf-8").replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return [(word, rest.strip()) for word, _, rest in (line.partition(" ") for line in lines)]


def said(word: str) -> list[str]:
    return [rest for name, rest in instructions() if name == word]


def last_stage(word: str) -> list[str]:
    kept: list[str] = []
    for name, rest in instructions():
        kept = [] if name == "FROM" else kept + [rest] * (name == word)
    return kept


def command_line(words: list[str]) -> Any:
    """The options that the program reads of a command line; SystemExit where it refuses."""
    return make_parser(Words("vi")).parse_args(words)


def test_the_image_is_of_a_named_python_that_the_project_runs_on() -> None:
    for image in said("FROM"):
        assert re.match(r"python:3\.\d+-slim-\w+( AS \w+)?$", image), image
    minor = int(re.findall(r"python:3\.(\d+)", said("FROM")[-1])[0])
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert minor >= int(project["requires-python"].removeprefix(">=3."))


def test_the_image_is_built_of_pins_without_a_cache_and_downloads_nothing_else() -> None:
    assert said("ADD") == []
    runs = [command for run in said("RUN") for command in run.split("&&")]
    for command in runs:
        assert not re.search(r"\b(sudo|curl|wget|apt-get)\b", command), command
        if "pip" in command:
            assert "--no-cache-dir" in command, command
    (backend,) = (run for run in runs if "hatchling" in run)
    pins = (PROJECT / "requirements-dev.txt").read_text(encoding="utf-8")
    assert f"\n{shlex.split(backend)[-1]}\n" in pins
    assert any("--requirement" in run for run in runs)


def copied() -> set[str]:
    return {
        source for rest in said("COPY") if "--from=" not in rest for source in rest.split()[:-1]
    }


def test_everything_that_the_wheel_is_made_of_is_copied_and_nothing_ignored_that_is() -> None:
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))
    wheel = project["tool"]["hatch"]["build"]["targets"]["wheel"]
    needed = {*wheel["force-include"], *wheel["packages"], project["project"]["readme"]}
    for path in {*needed, "pyproject.toml", "requirements.txt"}:
        assert any(path == one or path.startswith(f"{one}/") for one in copied()), path
        assert (PROJECT / path).exists()
    ignore = (DEPLOY / "Dockerfile.dockerignore").read_text(encoding="utf-8").splitlines()
    allowed = {line[1:] for line in ignore if line.startswith("!")}
    assert "*" in ignore
    for path in needed:
        assert any(path == one or path.startswith(f"{one}/") for one in allowed), path
    assert not any(one.startswith(("home", "data/journal", "tests", ".git")) for one in allowed)


def test_the_process_has_no_rights_writes_to_the_volume_and_is_asked_for_its_health() -> None:
    (user,) = last_stage("USER")
    assert int(user) > 0
    assert last_stage("VOLUME") == ["/data"]
    assert "KHDASH_HOME=/data" in last_stage("ENV")[0]
    (health,) = last_stage("HEALTHCHECK")
    command = json.loads(health.partition("CMD ")[2])
    assert command[0] == "python"
    compile(command[2], "health", "exec")
    assert "http://127.0.0.1:8501/healthz" in command[2]


def test_the_program_is_started_as_its_own_options_allow() -> None:
    start = json.loads(last_stage("ENTRYPOINT")[0]) + json.loads(last_stage("CMD")[0])
    assert start[0] == "khdash"
    read = command_line(start[1:])
    assert (read.command.name, read.address, read.port, read.no_browser) == (
        "run",
        "0.0.0.0",
        8501,
        True,
    )
    assert last_stage("EXPOSE") == [str(read.port)]


def test_compose_has_one_service_and_one_volume_and_opens_to_this_machine_only() -> None:
    told = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))
    (service,) = told["services"].values()
    read = command_line(service["command"])
    assert (read.command.name, read.address, read.no_browser) == ("run", "0.0.0.0", True)
    assert [f"https://{name}" for name in read.host] == [
        service["environment"]["KHDASH_PUBLIC_URL"]
    ]
    assert service["volumes"] == [f"{name}:/data" for name in told["volumes"]]
    assert len(told["volumes"]) == 1
    assert service["ports"] == ["127.0.0.1:8501:8501"]
    assert service["read_only"]
    assert service["cap_drop"] == ["ALL"]
    assert "no-new-privileges:true" in service["security_opt"]
    context = DEPLOY / service["build"]["context"]
    assert context.resolve() == PROJECT
    assert (context / service["build"]["dockerfile"]).resolve() == DEPLOY / "Dockerfile"


def unit() -> configparser.ConfigParser:
    parser = configparser.ConfigParser(strict=False, interpolation=None)
    parser.optionxform = str  # type: ignore[assignment, method-assign]
    parser.read(DEPLOY / "khdash.service", encoding="utf-8")
    return parser


def test_the_unit_starts_the_program_as_a_user_of_its_own_behind_the_proxy() -> None:
    service = unit()["Service"]
    words = shlex.split(service["ExecStart"])
    read = command_line(words[1:])
    assert (read.command.name, read.address, read.no_browser) == ("run", "127.0.0.1", True)
    text = (DEPLOY / "khdash.service").read_text(encoding="utf-8")
    assert [f"KHDASH_PUBLIC_URL=https://{name}" in text for name in read.host] == [True]
    assert f"proxy_pass http://{read.address}:{read.port};" in SHIPPED.read_text(encoding="utf-8")
    assert service["User"] == service["StateDirectory"] == "khdash"
    assert "ProtectSystem=strict" in (DEPLOY / "khdash.service").read_text(encoding="utf-8")
    assert f"KHDASH_HOME=/var/lib/{service['StateDirectory']}" in (
        DEPLOY / "khdash.service"
    ).read_text(encoding="utf-8")


def test_systemd_finds_no_fault_in_the_unit(tmp_path: Path) -> None:
    text = (DEPLOY / "khdash.service").read_text(encoding="utf-8")
    own = tmp_path / "khdash.service"
    own.write_text(text.replace("/opt/khdash/bin/khdash", sys.executable), encoding="utf-8")
    done = subprocess.run(
        [SYSTEMD.require(), "verify", "--man=no", str(own)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")


@pytest.fixture
def certificate(tmp_path: Path) -> tuple[Path, Path]:
    """A certificate that nobody trusts, and its key."""
    paths = (tmp_path / "own.pem", tmp_path / "own.key")
    command = [OPENSSL.require(), "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1"]
    command += ["-subj", "/CN=so-lieu.example.vn", "-out", str(paths[0]), "-keyout", str(paths[1])]
    subprocess.run(command, check=True, capture_output=True)
    return paths


def test_nginx_finds_no_fault_in_its_file(tmp_path: Path, certificate: tuple[Path, Path]) -> None:
    text = SHIPPED.read_text(encoding="utf-8")
    for name, path in zip(("certs/so-lieu.pem", "private/so-lieu.key"), certificate, strict=True):
        assert f"/etc/ssl/{name}" in text
        text = text.replace(f"/etc/ssl/{name}", str(path))
    assert nginx(tmp_path, shown(text), "-t").wait(timeout=30) == 0, (tmp_path / "said").read_text()


def test_the_largest_upload_passes_the_proxies() -> None:
    config = tomllib.loads((PROJECT / ".streamlit/config.toml").read_text(encoding="utf-8"))
    most = config["server"]["maxUploadSize"]
    for name, pattern in (
        ("nginx.conf", r"client_max_body_size (\d+)m;"),
        ("Caddyfile", r"max_size (\d+)MB"),
    ):
        (size,) = re.findall(pattern, (DEPLOY / name).read_text(encoding="utf-8"))
        assert int(size) > most, name


def test_the_caddyfile_passes_one_site_on_to_the_program() -> None:
    text = (DEPLOY / "Caddyfile").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    assert text.count("{") == text.count("}") == 2
    assert lines[0] == "so-lieu.example.vn {"
    assert "\treverse_proxy 127.0.0.1:8501" in lines


def test_the_guide_names_files_that_are_there_and_the_version() -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", GUIDE):
        assert (PROJECT / "docs" / target).exists(), target
    for path in re.findall(r"deploy/[\w.]+", GUIDE):
        assert (PROJECT / path).exists(), path
    assert f"khdash-{khdash.__version__}-py3-none-any.whl" in GUIDE
    readme = (PROJECT / "README.md").read_text(encoding="utf-8")
    assert f"khdash-{khdash.__version__}-py3-none-any.whl" in readme
