"""Every encoding that Vietnamese offices have used reads to the same letters."""

from __future__ import annotations

import unicodedata

import pytest

from khdash.reading.table import Table, read_bytes

TEXT = (
    "Tỉnh;Số hội viên;Tỷ lệ;Ghi chú\r\n"
    "Hà Nội;1.953.233;22,9;đã kiểm tra, đủ cả huyện\r\n"
    "Vĩnh Phúc;303.000;25,1;ước của sở\r\n"
    "Bắc Ninh;204.516;14,4;không đổi\r\n"
)
HEADER = ["Tỉnh", "Số hội viên", "Tỷ lệ", "Ghi chú"]
ROWS = [
    ["Hà Nội", "1.953.233", "22,9", "đã kiểm tra, đủ cả huyện"],
    ["Vĩnh Phúc", "303.000", "25,1", "ước của sở"],
    ["Bắc Ninh", "204.516", "14,4", "không đổi"],
]
# The words of TEXT in two old code pages, byte by byte from their published tables.
TCVN3 = {
    "Tỉnh": b"T\xd8nh",
    "Số hội viên": b"S\xe8 h\xe9i vi\xaan",
    "Tỷ lệ": b"T\xfb l\xd6",
    "Ghi chú": b"Ghi ch\xf3",
    "Hà Nội": b"H\xb5 N\xe9i",
    "Vĩnh Phúc": b"V\xdcnh Ph\xf3c",
    "Bắc Ninh": b"B\xbec Ninh",
    "đã kiểm tra, đủ cả huyện": b"\xae\xb7 ki\xd3m tra, \xae\xf1 c\xb6 huy\xd6n",
    "ước của sở": b"\xad\xedc c\xf1a s\xeb",
    "không đổi": b"kh\xabng \xae\xe6i",
}
VNI = {
    "Tỉnh": b"T\xe6nh",
    "Số hội viên": b"So\xe1 ho\xe4i vie\xe2n",
    "Tỷ lệ": b"Ty\xfb le\xe4",
    "Ghi chú": b"Ghi chu\xf9",
    "Hà Nội": b"Ha\xf8 No\xe4i",
    "Vĩnh Phúc": b"V\xf3nh Phu\xf9c",
    "Bắc Ninh": b"Ba\xe9c Ninh",
    "đã kiểm tra, đủ cả huyện": b"\xf1a\xf5 kie\xe5m tra, \xf1u\xfb ca\xfb huye\xe4n",
    "ước của sở": b"\xf6\xf4\xf9c cu\xfba s\xf4\xfb",
    "không đổi": b"kho\xe2ng \xf1o\xe5i",
}


def old_bytes(words: dict[str, bytes]) -> bytes:
    data = TEXT
    for word in sorted(words, key=len, reverse=True):
        data = data.replace(word, f"\ue000{list(words).index(word)}\ue001")
    out = data.encode("utf-8")
    for index, old in enumerate(words.values()):
        out = out.replace(f"\ue000{index}\ue001".encode(), old)
    return out


def windows_1258() -> bytes:
    """Letters with a tone are a base letter and a combining mark, as Windows writes them."""
    out = b""
    for letter in TEXT:
        try:
            out += letter.encode("cp1258")
        except UnicodeEncodeError:
            marks = unicodedata.normalize("NFD", letter)
            tone = next(mark for mark in marks if mark in "\u0300\u0301\u0303\u0309\u0323")
            base = unicodedata.normalize("NFC", marks.replace(tone, ""))
            out += (base + tone).encode("cp1258")
    return out


def codes(table: Table) -> list[tuple[str, object]]:
    return [(a.code, a.params.get("encoding")) for a in table.assumptions]


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TEXT.encode(), "utf-8"),
        (TEXT.encode("utf-8-sig"), "utf-8"),
        (TEXT.encode("utf-16"), "utf-16-le"),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), "utf-16-be"),
        (TEXT.encode("utf-16-le"), "utf-16-le"),
        (TEXT.encode("utf-16-be"), "utf-16-be"),
        (windows_1258(), "windows-1258"),
        (old_bytes(TCVN3), "tcvn3"),
        (old_bytes(VNI), "vni"),
        (unicodedata.normalize("NFD", TEXT).encode(), "utf-8"),
    ],
    ids=[
        "utf8",
        "bom",
        "utf16",
        "utf16be",
        "utf16le-bare",
        "utf16be-bare",
        "1258",
        "abc",
        "vni",
        "nfd",
    ],
)
def test_the_same_table_reads_from_every_encoding(data: bytes, encoding: str) -> None:
    table = read_bytes(data, "hv.csv")
    assert table.header == HEADER
    assert table.rows == ROWS
    assert table.encoding == encoding


def test_a_guessed_encoding_is_reported() -> None:
    assert ("encoding-guessed", "tcvn3") in codes(read_bytes(old_bytes(TCVN3), "hv.csv"))


def test_letters_of_an_old_font_saved_as_unicode_are_converted_and_reported() -> None:
    table = read_bytes(old_bytes(TCVN3).decode("cp1252").encode(), "hv.csv")
    assert table.rows == ROWS
    assert ("legacy-font-converted", "tcvn3") in codes(table)


def test_capitals_typed_for_a_capitals_font_are_restored() -> None:
    table = read_bytes(b"T\xd8NH;H\xe9I VI\xaaN\nH\xb5 N\xe9I;12\nH\xb5 Nam;13\n", "hv.csv")
    assert table.header == ["TỈNH", "HỘI VIÊN"]
    assert [row[0] for row in table.rows] == ["HÀ NỘI", "Hà Nam"]


def test_western_names_never_become_vietnamese_letters() -> None:
    text = "name;city;n\nJosé;Málaga;1\nFrançois;Orléans;2\nMüller;Köln;3\n"
    table = read_bytes(text.encode("latin-1"), "x.csv")
    assert table.rows == [
        ["José", "Málaga", "1"],
        ["François", "Orléans", "2"],
        ["Müller", "Köln", "3"],
    ]
    assert read_bytes(text.encode(), "x.csv").rows == table.rows


def test_a_few_broken_bytes_are_counted_not_hidden() -> None:
    data = (TEXT * 3).encode().replace("đủ".encode(), b"\xc4\x91\xfe", 1)
    table = read_bytes(data, "hv.csv")
    assert [a.params for a in table.assumptions if a.code == "undecodable-bytes"] == [
        {"count": 1, "line": 2}
    ]


def test_an_encoding_can_be_named() -> None:
    from khdash.reading.table import Request, UnusableFile

    assert read_bytes(old_bytes(VNI), "hv.csv", Request(encoding="VNI")).rows == ROWS
    with pytest.raises(UnusableFile) as refusal:
        read_bytes(b"a,b\n1,2\n", "x.csv", Request(encoding="klingon"))
    assert refusal.value.code == "unknown-encoding"
