"""A home holds what was written on real figures or on generated ones, never on both."""

from __future__ import annotations

from khdash.store.errors import HomeMixed, writing_to
from khdash.store.journal import FIRST_ENTRY, Journal
from khdash.store.places import DEMO_MARKER, Places
from khdash.store.written_by import check_written_by, record_written_by

KIND_NAMES = {
    True: {"vi": "số liệu minh hoạ", "en": "demo data"},
    False: {"vi": "số liệu thật", "en": "real data"},
}


def check_home(places: Places, demo: bool) -> None:
    """Raise HomeMixed where the journal was written on figures of the other kind, or HomeNewer."""
    check_written_by(places.home)
    written = Journal(places.journal).last() >= FIRST_ENTRY
    if written and is_of_demo(places) != demo:
        raise _mixed(places, demo)


def claim_home(places: Places, demo: bool) -> None:
    """Before an entry is written: from then on the home is of one kind and of this version."""
    check_home(places, demo)
    record_written_by(places.home)
    if is_of_demo(places) == demo:
        return
    marker = places.home / DEMO_MARKER
    with writing_to(places.home):
        if demo:
            places.home.mkdir(parents=True, exist_ok=True)
            marker.touch()
        else:
            marker.unlink(missing_ok=True)
    if is_of_demo(places) != demo:
        raise _mixed(places, demo)


def is_of_demo(places: Places) -> bool:
    """Whether the home, or the folder that holds it, is marked as one of generated figures."""
    return any((folder / DEMO_MARKER).exists() for folder in (places.home, places.home.parent))


def _mixed(places: Places, demo: bool) -> HomeMixed:
    return HomeMixed(
        path=places.home,
        found=KIND_NAMES[not demo]["vi"],
        found_en=KIND_NAMES[not demo]["en"],
        wanted=KIND_NAMES[demo]["vi"],
        wanted_en=KIND_NAMES[demo]["en"],
    )
