"""The version stands at the foot of every page, with what is new in it in the reader's language."""

from __future__ import annotations

import re

import pytest

import khdash
from khdash.web.shell.version import FILE, news_text


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_what_is_new_begins_with_the_running_version(lang: str) -> None:
    assert news_text(lang).startswith(f"### {khdash.__version__} (")


def test_both_languages_tell_the_same_versions_and_as_many_things_of_each() -> None:
    told = [
        [
            (part.split("\n")[0], part.count("\n- "))
            for part in re.split(r"(?m)^### ", news_text(lang))[1:]
        ]
        for lang in ("vi", "en")
    ]
    assert told[0] == told[1]
    assert len(told[0]) >= 2
    assert FILE.read_text(encoding="utf-8").count("<!-- lang: ") == 2
