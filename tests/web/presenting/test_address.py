"""The address of a slide, and its code: what a phone reads is the address, dot for dot."""

from __future__ import annotations

import re

import pytest
import segno

from khdash.web.presenting.address import code_path, is_reachable

ADDRESS = "http://10.0.0.5:8501/quy?tinh=01&sai_so=4&trinh_chieu=2"


def dots(path: str) -> set[tuple[int, int]]:
    return {(int(x), int(y)) for x, y in re.findall(r"M(\d+) (\d+)h1v1h-1z", path)}


def test_the_code_is_that_of_the_address_inside_four_dots_of_border() -> None:
    path, width = code_path(ADDRESS)
    modules = segno.make(ADDRESS, error="m", micro=False).matrix
    assert width == len(modules) + 8
    assert dots(path) == {
        (x + 4, y + 4) for y, row in enumerate(modules) for x, dark in enumerate(row) if dark
    }


def test_its_corners_are_what_a_camera_looks_for() -> None:
    path, width = code_path(ADDRESS)
    dark, last = dots(path), width - 8 - 7
    for left, top in ((0, 0), (last, 0), (0, last)):
        square = {(x, y) for x in range(7) for y in range(7)}
        ring = {(x, y) for x, y in square if 0 < x < 6 and 0 < y < 6} - {
            (x, y) for x, y in square if 1 < x < 5 and 1 < y < 5
        }
        found = {(x - 4 - left, y - 4 - top) for x, y in dark} & square
        assert found == square - ring


@pytest.mark.parametrize(
    ("address", "reachable"),
    [
        ("http://localhost:8501/quy", False),
        ("http://127.0.0.1:8501/quy", False),
        ("http://127.8.9.1/quy", False),
        ("http://0.0.0.0:8501", False),
        ("http://[::1]:8501", False),
        ("http://may-chu.localhost/quy", False),
        ("", False),
        ("http://192.168.1.20:8501/quy", True),
        ("http://may-chu/quy", True),
        ("https://so-lieu.khuyenhoc.vn/quy", True),
    ],
)
def test_only_an_address_that_others_can_open_is_worth_a_code(
    address: str, reachable: bool
) -> None:
    assert is_reachable(address) is reachable
