"""proof: every figure of a text held against ours."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser, Namespace
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from khdash.commands.command import (
    CONTENT_FAULTS,
    DONE,
    Command,
    RequestFault,
    add_places,
    given,
    open_store,
    read_dataset,
    say,
    write_output,
)
from khdash.locale.words import Words, mark
from khdash.model.catalogue import Catalogue
from khdash.model.selection import Selection
from khdash.proof import STATUSES, Finding, check_text
from khdash.proof.document import (
    REFUSALS,
    Given,
    UnusableText,
    read_file,
    with_comments,
    with_notes,
)
from khdash.proof.words import SIGNS, ProofWords


def _arguments(parser: ArgumentParser, words: Words) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help=words("tệp .docx hoặc .txt"))
    parser.add_argument("--year", type=int, help=words("năm, khi văn bản không nói năm nào"))
    parser.add_argument("--unit", help=words("mã tỉnh, khi văn bản không nói tỉnh nào"))
    parser.add_argument("--json", action="store_true", help=words("in kết quả dạng JSON"))
    parser.add_argument(
        "--out",
        type=Path,
        metavar="FILE",
        help=words("ghi văn bản đã đánh dấu vào tệp này (.docx hoặc .txt)"),
    )
    add_places(parser, words)


def _run(args: Namespace, words: Words) -> int:
    try:
        handed = read_file(given(args.file).read_bytes(), args.file.name)
    except OSError as error:
        raise RequestFault(words("Không mở được tệp {path}.", path=args.file)) from error
    except UnusableText as error:
        raise RequestFault(words(REFUSALS[error.code], **error.params)) from error
    if args.out is not None and args.out.suffix.lower() not in (".docx", ".txt"):
        raise RequestFault(words("Tệp ghi ra phải là .docx hoặc .txt."))
    with open_store(args) as database:
        dataset = read_dataset(database, None)
    selection = _selection(args, dataset.catalogue, words)
    findings = check_text(handed.text, dataset, selection, asides=handed.asides)
    told = ProofWords(words, dataset.catalogue)
    (_print_json if args.json else _print_lines)(findings, handed, told)
    if args.out is not None:
        make = with_comments if args.out.suffix.lower() == ".docx" else with_notes
        write_output(args.out, make(handed, findings, told), words)
        say(words("Đã ghi {path}.", path=args.out))
    _say_counts(findings, told)
    return CONTENT_FAULTS if any(f.status == "differs" for f in findings) else DONE


def _selection(args: Namespace, catalogue: Catalogue, words: Words) -> Selection:
    units: tuple[str, ...] = ()
    if args.unit:
        keys = [u.key for u in catalogue.units.values() if args.unit in (u.key, u.code)]
        if not keys:
            raise RequestFault(words("Không có đơn vị mang mã «{code}».", code=args.unit))
        units = (keys[0],)
    return Selection(units=units, last_year=args.year)


def _print_lines(findings: Sequence[Finding], handed: Given, told: ProofWords) -> None:
    for finding in findings:
        line = handed.text.count("\n", 0, finding.start) + 1
        sign, label = SIGNS[finding.status], told.label(finding.status)
        reading = told.reading(finding)
        about = f" [{reading}]" if reading else ""
        print(f"{line}: {sign} {label}: {finding.text}{about}. {told.sentence(finding)}")


def _print_json(findings: Sequence[Finding], _: Given, told: ProofWords) -> None:
    rows = [_row(finding, told) for finding in findings]
    print(json.dumps(rows, ensure_ascii=False, indent=1))
    sys.stdout.flush()


def _row(finding: Finding, told: ProofWords) -> dict[str, object]:
    said, beside = finding.said, finding.ours or finding.elsewhere
    return {
        "start": finding.start,
        "end": finding.end,
        "text": finding.text,
        "status": finding.status,
        "why": finding.why,
        "indicator": said.indicator,
        "unit": said.unit,
        "parts": list(said.parts),
        "year": said.year,
        "basis": said.basis,
        "value": said.value,
        "qualifier": said.qualifier,
        "change": said.change,
        "target": said.planned,
        "ours": None
        if beside is None
        else {
            "unit": beside.unit,
            "parts": list(beside.parts),
            "indicator": beside.indicator,
            "year": beside.year,
            "basis": beside.basis,
            "value": beside.value,
            "qualifier": beside.qualifier,
            "source": beside.source_id,
        },
        "sentence": told.sentence(finding),
    }


def _say_counts(findings: Sequence[Finding], told: ProofWords) -> None:
    counts = Counter(finding.status for finding in findings)
    parts = [f"{SIGNS[s]} {told.label(s)}: {counts[s]}" for s in STATUSES if counts[s]]
    found = told.words("{n} số nói về chỉ số đã biết", n=told.words.number(len(findings)))
    say(f"{found}. {'; '.join(parts)}" if parts else f"{found}.")


PROOF_COMMANDS = (
    Command(
        "proof",
        mark("Soát số trong một văn bản: từng số được đối chiếu với số liệu."),
        _arguments,
        _run,
        while_serving=True,
    ),
)
