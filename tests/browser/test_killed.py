"""The application is ended hard while people write, or told to stop: nothing is lost."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from threading import Thread

from benchmarks.killing import killed
from khdash.commands.door import FILE, ask
from khdash.store.database import Database
from khdash.store.places import DATABASE, Places
from tests.browser.server import (
    PROJECT,
    Server,
    build_database,
    free_port,
    serve,
    wait_until_healthy,
)

FILE_OF_ANOTHER = (
    b'--x\r\nContent-Disposition: form-data; name="f"; filename="a.csv"\r\n\r\n1\r\n--x--\r\n'
)


def test_what_was_acknowledged_is_there_after_a_kill(tmp_path: Path) -> None:
    outcome = killed(tmp_path, 3, random.Random(7))
    assert outcome.faults == []
    assert (outcome.kills, outcome.lost) == (3, 0)
    assert outcome.replayed > 0
    assert outcome.counts.done["import"] > 0
    assert outcome.counts.refused["import"] == 0


def test_a_stop_lets_what_is_being_written_come_to_its_end(tmp_path: Path) -> None:
    variables = build_database(tmp_path / "home")
    places = Places(Path(variables["KHDASH_DATA"]), tmp_path / "home", tmp_path / "home" / DATABASE)
    port = free_port()
    log = tmp_path / "server.log"
    with log.open("w") as output:
        process = subprocess.Popen(
            [
                *(sys.executable, "-m", "streamlit", "run", "app.py"),
                *("--server.port", str(port), "--server.address", "127.0.0.1"),
            ],
            cwd=PROJECT,
            env={**os.environ, **variables},
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    wait_until_healthy(f"http://127.0.0.1:{port}", process, log)
    statuses: list[int | None] = []

    def write(number: int) -> None:
        file = tmp_path / f"{number}.csv"
        file.write_text(f"Tỉnh;Năm;Số hội viên\nHà Nam;200{number};{90_000 + number}\n")
        told = ["import", str(file), "--by", "Thư ký"]
        statuses.append(ask(places, told, lambda kind, said: None))

    writers = [Thread(target=write, args=(number,)) for number in range(2)]
    for writer in writers:
        writer.start()
    time.sleep(0.2)
    process.send_signal(signal.SIGTERM)
    for writer in writers:
        writer.join()
    process.wait(timeout=60)
    assert statuses == [0, 0]
    assert not (places.home / FILE).exists()
    with Database.open(places) as database:
        assert database.version() == 3
        assert database.journal_faults(whole=True) == []
    said = log.read_text(encoding="utf-8")
    assert said.count("event=recorded") == 2
    assert "event=stopped" in said
    assert "Traceback" not in said


def test_a_forged_upload_without_its_token_is_refused(tmp_path: Path) -> None:
    variables = build_database(tmp_path / "home")
    with serve(PROJECT / "app.py", tmp_path / "server.log", variables) as server:
        assert forged(server, {}) == 403
        assert forged(server, {"Cookie": "_streamlit_xsrf=2|a|b|1", "X-Xsrftoken": "x"}) == 403


def forged(server: Server, headers: dict[str, str]) -> int:
    """The answer to a file that another site sends in the name of a reader."""
    asked = urllib.request.Request(
        f"{server.address}/_stcore/upload_file/session/file",
        data=FILE_OF_ANOTHER,
        headers={
            "Content-Type": "multipart/form-data; boundary=x",
            "Origin": "https://elsewhere.example",
            **headers,
        },
        method="PUT",
    )
    try:
        with urllib.request.urlopen(asked, timeout=30) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code
