"""What is damaged in a home beside journal and database: who may come in, the schedule, drafts.

These files are small, people edit them, and nothing else holds what they say: a damaged one comes
from a backup, as it lies there below home/.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from khdash.ingest.draft import DraftFolder
from khdash.locale.words import Words
from khdash.model.actor import AT_THE_MACHINE
from khdash.model.catalogue import Catalogue
from khdash.schedule.duty import FILE as SCHEDULE
from khdash.schedule.keeper import gone
from khdash.schedule.record import runs_of
from khdash.schedule.table import read_schedule
from khdash.store import access
from khdash.store.places import Places
from khdash.store.plans import read_plan, saved_plans
from khdash.store.round_drafts import RoundDrafts


def home_faults(places: Places, catalogue: Catalogue, words: Words) -> list[str]:
    """A sentence for each file that is not as it was left, and for what is missing in one."""
    return [
        *_access(places, words),
        *_schedule(places, catalogue, words),
        *_plans(places, words),
        *_typed(places, words),
        *_drafts(places, words),
    ]


def _access(places: Places, words: Words) -> Iterator[str]:
    _, problems = access.grants(places.home)
    other = access.not_as_granted(places.home, AT_THE_MACHINE)
    yield from (problem.text(words.lang) for problem in problems)
    if other:
        yield words(
            "Theo nhật ký hoạt động, những người này đã được cấp quyền nhưng {file} không còn ghi"
            " đúng như đã cấp: {names}. Nếu đã sửa có chủ ý, hãy chạy access grant hay access"
            " revoke cho từng người.",
            file=access.FILE,
            names=", ".join(other),
        )
    if problems or other:
        yield _from_backup(access.FILE, words)


def _schedule(places: Places, catalogue: Catalogue, words: Words) -> Iterator[str]:
    schedule = read_schedule(places, catalogue)
    lost = gone(schedule, runs_of(places))
    yield from (problem.text(words.lang) for problem in schedule.problems)
    if lost:
        yield words(
            "Những việc này đã có trong lịch nhưng không còn trong {file}: {names}. Nếu đã bỏ có"
            " chủ ý, hãy chạy schedule remove cho từng việc.",
            file=SCHEDULE,
            names=", ".join(lost),
        )
    if schedule.problems or lost:
        yield _from_backup(SCHEDULE, words)


def _plans(places: Places, words: Words) -> Iterator[str]:
    for name in saved_plans(places.plans):
        try:
            json.loads(read_plan(places.plans, name))
        except (OSError, ValueError):
            yield words("Phương án thi đua {name} không đọc được.", name=name)
            yield _from_backup(f"{places.plans.name}/{name}.json", words)


def _typed(places: Places, words: Words) -> Iterator[str]:
    """What provinces typed into a form and have not sent."""
    for name in RoundDrafts(places.home, AT_THE_MACHINE).unreadable():
        yield words("Biểu đang nhập dở {name} không đọc được.", name=name)
        yield _from_backup(name, words)


def _drafts(places: Places, words: Words) -> Iterator[str]:
    """The drafts whose file or decisions are not as they were left."""
    folder = DraftFolder(places.drafts)
    lost = folder.unreadable()
    for draft in folder.open_drafts():
        try:
            folder.content(draft)
        except OSError:
            lost.append(f"{draft.sha256} ({draft.file_name})")
    for name in lost:
        yield words(
            "Bản nháp {name} không còn nguyên vẹn. Hãy lấy lại tệp từ bản sao lưu, hoặc bỏ bản"
            " nháp ở trang Nạp số liệu rồi tải tệp lên lại.",
            name=name,
        )


def _from_backup(name: str, words: Words) -> str:
    return words(
        "Hãy sửa tệp {name}, hoặc chép lại từ bản sao lưu: tệp home/{name} trong đó.", name=name
    )
