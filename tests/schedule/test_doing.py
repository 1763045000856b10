"""A duty done: files as they were made before, written whole, recorded; and what goes wrong."""

from __future__ import annotations

import io
import json
import threading
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document

from khdash.locale import Words
from khdash.schedule.apart import Maker, MakingEnded
from khdash.schedule.doing import Office, do
from khdash.schedule.duty import Duty
from khdash.schedule.product import File, Given, Product
from khdash.schedule.record import FILE, FOLDER, record, runs_of
from khdash.store.places import Places
from tests.schedule.conftest import ToldClock
from tests.schedule.smtp import mail_sink

Add = Callable[..., Duty]
NOTE = Product("tin", "Một tin", ("Lời.",), (File("tin.csv", "text/csv", b"a\n"),), tells=True)


def said(run: object) -> str:
    told = run.said  # type: ignore[attr-defined]
    return told.told(Words("vi")) if told else ""


def test_a_report_of_a_province_is_written_under_its_name_and_day(
    office: Office, add: Add, places: Places
) -> None:
    run = do(add(what="docx", scope="Nam Định", year="2024"), office)
    (path,) = (places.home / "lich").iterdir()
    assert path.name == "bao-cao-giao-ban-nam-dinh-2024-ngay-2027-03-01.docx"
    assert (run.outcome, run.files) == ("done", (str(path),))
    assert "NAM ĐỊNH" in Document(str(path)).tables[0].rows[0].cells[0].text
    assert runs_of(places) == [run]


def test_a_second_report_of_a_day_leaves_the_first(
    office: Office, add: Add, places: Places
) -> None:
    duty = add(what="xlsx", scope="34", year="2024")
    first = do(duty, office)
    before = Path(first.files[0]).read_bytes()
    second = do(duty, office)
    assert second.files[0].endswith("-ngay-2027-03-01-2.xlsx")
    assert Path(first.files[0]).read_bytes() == before


def test_the_figures_are_a_described_package(office: Office, add: Add) -> None:
    run = do(add(what="data"), office)
    assert run.files[0].endswith("so-lieu-cum-3-ngay-2027-03-01.zip")
    with zipfile.ZipFile(io.BytesIO(Path(run.files[0]).read_bytes())) as package:
        described = json.loads(package.read("datapackage.json"))
        text = package.read("DOC-TRUOC.txt").decode("utf-8-sig")
        figures = package.read("observations-with-rivals.csv").decode().splitlines()
    assert [one["path"] for one in described["resources"]] == [
        "observations-with-rivals.csv",
        "status.csv",
        "quality-findings.csv",
    ]
    dataset = office.dataset()
    members = [unit.key for unit in dataset.catalogue.members("")]
    known = [int(f["unit"].isin(members).sum()) for f in (dataset.observations, dataset.periods)]
    assert len(figures) - 1 == sum(known)
    assert "Phiên bản số liệu 1" in text


def test_another_process_makes_the_same(office: Office, add: Add) -> None:
    duty = add(what="data", scope="Nam Định")
    here = do(duty, office)
    apart = do(duty, replace(office, make=Maker()))
    assert Path(apart.files[0]).read_bytes() == Path(here.files[0]).read_bytes()


def test_a_maker_that_is_stopped_makes_nothing_and_records_nothing(
    office: Office, add: Add, places: Places
) -> None:
    maker = Maker()
    maker.stop()
    with pytest.raises(MakingEnded):
        do(add(what="zip"), replace(office, make=maker))
    assert not runs_of(places)
    maker.start()
    assert do(add(what="data"), replace(office, make=maker)).outcome == "done"


def test_a_text_stands_beside_the_file_of_what_is_told(
    office: Office, add: Add, places: Places
) -> None:
    duty = add(what="docx")
    for _ in range(2):
        do(duty, replace(office, make=lambda given: NOTE))
    found = {path.name: path.read_bytes() for path in (places.home / "lich").iterdir()}
    assert set(found) == {"tin.csv", "tin.txt", "tin-2.csv", "tin-2.txt"}
    assert found["tin.txt"].decode("utf-8-sig") == "Một tin\r\n\r\nLời.\r\n"


def test_a_folder_that_cannot_be_written_is_told_and_tried_again(
    office: Office, add: Add, places: Places
) -> None:
    (places.home / "lich").write_text("a file", encoding="utf-8")
    run = do(add(what="docx"), replace(office, make=lambda given: NOTE))
    assert (run.outcome, run.again) == ("failed", True)
    assert str(places.home / "lich") in said(run)


def test_a_fault_of_the_program_is_told_and_ends_nothing(
    office: Office, add: Add, capfd: pytest.CaptureFixture[str]
) -> None:
    def broken(given: Given) -> Product:
        raise ZeroDivisionError

    run = do(add(what="docx"), replace(office, make=broken))
    assert (run.outcome, run.again) == ("failed", True)
    assert "nhật ký của máy chủ" in said(run)
    assert "ZeroDivisionError" in capfd.readouterr().err


def test_a_faulty_plan_of_reports_is_told_with_its_place(
    office: Office, add: Add, places: Places
) -> None:
    (places.home / "report").mkdir()
    (places.home / "report" / "sections.csv").write_text(
        "section,scope,part,exhibit,query,units,years,rows,columns,title_vi,title_en,text_vi,"
        "text_en\nsummary,all,poem,,,,,,,,,,\n",
        encoding="utf-8",
    )
    run = do(add(what="docx"), office)
    assert run.outcome == "failed"
    assert "sections.csv, dòng 2, cột part" in said(run)


def test_a_mail_is_sent_and_its_addresses_recorded(
    office: Office, add: Add, places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    duty = add(what="docx", scope="36", year="2024", to="a@example.org")
    assert "Chưa đặt máy chủ thư" in said(do(duty, office))
    monkeypatch.setenv("KHDASH_PUBLIC_URL", "https://khuyenhoc.example.vn")
    with mail_sink() as sink:
        for name, value in (
            ("HOST", "localhost"),
            ("PORT", str(sink.port)),
            ("SECURITY", "none"),
            ("FROM", "lich@example.org"),
        ):
            monkeypatch.setenv(f"KHDASH_SMTP_{name}", value)
        run = do(duty, office)
    assert (run.outcome, run.to) == ("done", ("a@example.org",))
    (mail,) = sink.mails
    assert mail["Subject"] == "Tỉnh Nam Định: báo cáo giao ban, số liệu đến 2024"
    body = mail.get_body(("plain",)).get_content()
    assert "Phạm vi: Tỉnh Nam Định." in body
    assert "Phiên bản số liệu 1" in body
    assert "https://khuyenhoc.example.vn/?tinh=36&nam=" in body
    (attached,) = mail.iter_attachments()
    assert (
        "NAM ĐỊNH" in Document(io.BytesIO(attached.get_content())).tables[0].rows[0].cells[0].text
    )
    assert not (places.home / "lich").exists()


def test_never_two_at_once(office: Office, add: Add) -> None:
    duty, busy, most = add(what="docx"), [], []

    def slow(given: Given) -> Product:
        busy.append(1)
        most.append(len(busy))
        threading.Event().wait(0.05)
        busy.pop()
        return NOTE

    threads = [
        threading.Thread(target=do, args=(duty, replace(office, make=slow))) for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == [1, 1, 1, 1]


def test_a_line_that_was_cut_off_costs_no_other_run(
    office: Office, add: Add, places: Places, clock: ToldClock
) -> None:
    duty = add(what="docx")
    run = do(duty, replace(office, make=lambda given: NOTE))
    path = places.home / FOLDER / FILE
    with path.open("ab") as file:
        file.write(b'{"duty": "docx", "du')
    record(places, run)
    assert runs_of(places) == [run, run]
