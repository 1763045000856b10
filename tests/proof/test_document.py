"""Files in and marked texts out, read back with python-docx."""

from __future__ import annotations

import io

import docx
import pytest
from docx.oxml.ns import qn

from khdash.locale import Words
from khdash.model.dataset import Dataset
from khdash.model.selection import Selection
from khdash.proof import check_text
from khdash.proof.document import (
    FILE_BYTES,
    REFUSALS,
    Given,
    UnusableText,
    given_text,
    read_file,
    with_comments,
    with_notes,
)
from khdash.proof.words import ProofWords
from tests.word import add_table, document

TEXT = "Năm 2024, Hà Nội có 1.953.233 hội viên, Bắc Ninh có 542.466 hội viên."


def fill(made) -> None:
    paragraph = made.add_paragraph("Năm 2024, Hà Nội có ")
    paragraph.add_run("1.953").bold = True
    paragraph.add_run(".233 hội viên, ")
    paragraph.add_run("Bắc Ninh có 542.466 hội viên.")
    add_table(made, [["Năm 2024, Vĩnh Phúc có 373.000 hội viên"]])


def commented(data: bytes) -> list[tuple[str, str]]:
    """The words that each comment stands at, and its text."""
    opened = docx.Document(io.BytesIO(data))
    texts = {str(c.comment_id): c.text for c in opened.comments}
    found = []
    for start in opened.element.body.iter(qn("w:commentRangeStart")):
        words, element = "", start.getnext()
        while element.tag != qn("w:commentRangeEnd"):
            words += "".join(t.text or "" for t in element.iter(qn("w:t")))
            element = element.getnext()
        found.append((words, texts[start.get(qn("w:id"))]))
    return found


def marked(given: Given, dataset: Dataset) -> bytes:
    told = ProofWords(Words(), dataset.catalogue)
    return with_comments(given, check_text(given.text, dataset), told)


def test_each_figure_of_a_document_bears_its_own_comment(enlarged: Dataset):
    given = read_file(document(fill), "bài.docx")
    found = commented(marked(given, enlarged))
    assert [words for words, _ in found] == ["1.953.233", "542.466", "373.000"]
    assert found[0][1].startswith("✓ Khớp")
    assert found[1][1].startswith("✗ Khác số liệu")
    assert "542.467" in found[1][1]


def test_the_text_and_the_look_of_a_document_stay(enlarged: Dataset):
    data = document(fill)
    before = docx.Document(io.BytesIO(data))
    after = docx.Document(io.BytesIO(marked(read_file(data, "bài.docx"), enlarged)))
    assert [p.text for p in after.paragraphs] == [p.text for p in before.paragraphs]
    assert "".join(r.text for r in after.paragraphs[0].runs if r.bold) == "1.953"


def test_a_bare_text_becomes_a_document_with_comments(enlarged: Dataset):
    found = commented(marked(given_text(TEXT), enlarged))
    assert [words for words, _ in found] == ["1.953.233", "542.466"]


def test_a_bare_text_takes_notes(enlarged: Dataset):
    given = given_text(TEXT)
    told = ProofWords(Words(), enlarged.catalogue)
    made = with_notes(given, check_text(TEXT, enlarged), told).decode("utf-8-sig")
    assert made.startswith("Năm 2024, Hà Nội có 1.953.233 [1✓] hội viên, Bắc Ninh có 542.466 [2✗]")
    assert "[2✗] 542.466: ✗ Khác số liệu" in made


def test_inserted_words_are_read_and_removed_ones_are_not():
    def change(made) -> None:
        paragraph = made.add_paragraph("Hà Nội có ")
        for tag, words in (("w:ins", "1.953.233"), ("w:del", "999")):
            run = paragraph.add_run(words)._r
            change = run.makeelement(qn(tag), {})
            run.addprevious(change)
            change.append(run)

    assert read_file(document(change), "a.docx").text == "Hà Nội có 1.953.233"


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (b"PK\x03\x04 broken", "a.docx", "damaged"),
        (b"x" * (FILE_BYTES + 1), "a.txt", "too-large"),
        (b"", "a.txt", "empty"),
        (b"abc", "a.pdf", "other-kind"),
        (b"a " * 150_000, "a.txt", "too-long"),
    ],
)
def test_a_file_that_cannot_be_checked_is_refused_with_what_to_do(data, name, code):
    with pytest.raises(UnusableText) as refused:
        read_file(data, name)
    assert refused.value.code == code
    assert Words()(REFUSALS[code], **refused.value.params)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_text_file_is_read_in_its_encoding(encoding):
    assert read_file(TEXT.encode(encoding), "a.txt").text == TEXT


NOTES = """<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
<w:footnote w:id="1"><w:p><w:r><w:t>Năm 2024, Vĩnh Phúc có 373.001 hội viên.</w:t></w:r></w:p>
</w:footnote></w:footnotes>"""


def with_everything(made) -> None:
    """A head, a note, a text box and two tables of figures around one paragraph."""
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    made.sections[0].header.paragraphs[0].text = "Năm 2024, Bắc Ninh có 542.467 hội viên"
    paragraph = made.add_paragraph("Năm 2024, Hà Nội có 1.953.233 hội viên.")
    run = paragraph.add_run()
    reference = run._r.makeelement(qn("w:footnoteReference"), {qn("w:id"): "1"})
    run._r.append(reference)
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    notes = Part(PackURI("/word/footnotes.xml"), kind, NOTES.encode(), made.part.package)
    made.part.relate_to(notes, RELATIONSHIP_TYPE.FOOTNOTES)
    box = made.add_paragraph().add_run()._r
    content = box.makeelement(qn("w:txbxContent"), {})
    box.append(content)
    content.append(made.add_paragraph("Vĩnh Phúc năm 2024: 136 hội cơ sở")._p)
    add_table(
        made,
        [
            ["TT", "Tỉnh", "Số hội viên", "Quỹ khuyến học (tỷ đồng)", "Tỷ lệ hội viên/dân số (%)"],
            ["(1)", "(2)", "(3)", "(4)", "(5)"],
            ["1", "Bắc Ninh", "542.467", "185,6", "-"],
            ["2", "Vĩnh Phúc", "373.000", "trên 100", "25"],
            ["3", "Lương Tài", "542.467", "", ""],
        ],
    )
    made.add_paragraph("Toàn tỉnh có 373.000 hội viên.")


def test_heads_notes_boxes_and_tables_are_read_and_leave_nothing_behind(enlarged: Dataset):
    given = read_file(document(with_everything), "a.docx")
    selection = Selection(last_year=2024)
    found = check_text(given.text, enlarged, selection, asides=given.asides)
    assert [(f.text, f.status, f.said.unit, f.said.indicator) for f in found] == [
        ("542.467", "agrees", "27", "members"),
        ("1.953.233", "agrees", "01", "members"),
        ("373.001", "differs", "26", "members"),
        ("136", "agrees", "26", "grassroots_associations"),
        ("542.467", "agrees", "27", "members"),
        ("185,6", "agrees", "27", "fund_balance"),
        ("373.000", "agrees", "26", "members"),
        ("trên 100", "agrees", "26", "fund_balance"),
        ("25", "differs", "26", "members_population_rate"),
        ("373.000", "unclear", "", "members"),  # no row of the table names its province
    ]


def test_comments_on_heads_and_notes_stand_in_the_body(enlarged: Dataset):
    given = read_file(document(with_everything), "a.docx")
    told = ProofWords(Words(), enlarged.catalogue)
    findings = check_text(given.text, enlarged, Selection(last_year=2024), asides=given.asides)
    found = commented(with_comments(given, findings, told))
    assert len(found) == len(findings)
    notes = [note for _, note in found]
    assert any(note.startswith("Ở đầu hoặc chân trang, «542.467»: ✓") for note in notes)
    assert any(note.startswith("Ở chú thích, «373.001»: ✗") for note in notes)
    assert ("185,6", next(n for w, n in found if w == "185,6")) in found


def test_a_letterhead_in_a_table_is_what_the_text_is_of(enlarged: Dataset):
    def fill_head(made) -> None:
        add_table(made, [["HỘI KHUYẾN HỌC TỈNH BẮC NINH", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"]])
        made.add_paragraph("BÁO CÁO NĂM 2024")
        made.add_paragraph("Toàn tỉnh có 542.467 hội viên.")

    given = read_file(document(fill_head), "a.docx")
    found = check_text(given.text, enlarged, asides=given.asides)
    assert [f.status for f in found] == ["agrees"]
