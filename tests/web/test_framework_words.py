"""Every English text that is replaced is one that the installed framework says."""

from __future__ import annotations

from pathlib import Path

import pytest
import streamlit

from khdash.web.shell.framework_words import FRAMEWORK_WORDS


@pytest.fixture(scope="module")
def scripts() -> str:
    folder = Path(streamlit.__file__).parent / "static" / "static" / "js"
    return "".join(file.read_text(encoding="utf-8") for file in folder.glob("*.js"))


@pytest.mark.parametrize("text", FRAMEWORK_WORDS)
def test_the_framework_says_it_as_it_is_replaced(text: str, scripts: str) -> None:
    def is_said(whole: str) -> bool:
        return any(f"{quote}{whole}{quote}" in scripts for quote in "`\"'")

    if "#" in text:
        # What a control does is put before what it does it to with a colon or a comma.
        assert all(part in scripts or is_said(part.rstrip(":, ")) for part in text.split("#"))
    else:
        assert is_said(text)


@pytest.mark.parametrize(("text", "ours"), FRAMEWORK_WORDS.items())
def test_what_is_taken_over_has_a_place_or_is_dropped(text: str, ours: str) -> None:
    assert ours.count("#") <= text.count("#") <= 1
