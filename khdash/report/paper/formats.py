"""Every kind of document for a meeting: the command and the page offer what stands here.

The libraries that write them are imported when a document is made: the application starts without.
"""

from __future__ import annotations

from khdash.locale import mark
from khdash.report.format import Format, plain_ascii
from khdash.report.paper.paper import Paper


def _docx(paper: Paper) -> bytes:
    if paper.form:
        from khdash.report.paper.own_form.form import filled

        return filled(paper.form, paper)
    from khdash.report.paper.word.document import to_docx

    return to_docx(paper)


def _xlsx(paper: Paper) -> bytes:
    from khdash.report.paper.sheets.document import to_xlsx

    return to_xlsx(paper)


def _pptx(paper: Paper) -> bytes:
    from khdash.report.paper.slides.document import to_pptx

    return to_pptx(paper)


def _zip(paper: Paper) -> bytes:
    from khdash.report.paper.package import to_zip

    return to_zip(paper, DOCUMENTS, paper_stem(paper))


DOCUMENTS: tuple[Format[Paper], ...] = (
    Format(
        code="docx",
        extension="docx",
        mime="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        label=mark("Báo cáo (Word)"),
        help=mark("Văn bản theo Nghị định 30, sửa được lời và biểu đồ"),
        make=_docx,
    ),
    Format(
        code="xlsx",
        extension="xlsx",
        mime="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        label=mark("Bảng tính (Excel)"),
        help=mark("Mỗi hình một trang, số là số, có biểu đồ và nguồn"),
        make=_xlsx,
    ),
    Format(
        code="pptx",
        extension="pptx",
        mime="application/vnd.openxmlformats-officedocument.presentationml.presentation",
        label=mark("Trang chiếu (PowerPoint)"),
        help=mark("Mỗi trang một ý, biểu đồ sửa được, nguồn ở phần ghi chú"),
        make=_pptx,
    ),
)
PACKAGE: Format[Paper] = Format(
    code="zip",
    extension="zip",
    mime="application/zip",
    label=mark("Gói giao ban (mọi tệp)"),
    help=mark("Cả ba tài liệu trên, ảnh từng biểu đồ, số liệu dạng CSV có mô tả, nguồn"),
    make=_zip,
)
PAPERS = (*DOCUMENTS, PACKAGE)


def paper_name(paper: Paper, form: Format[Paper]) -> str:
    """bao-cao-giao-ban-nam-dinh-2024.docx; the package of all is goi-giao-ban-…"""
    stem = paper_stem(paper)
    if form is PACKAGE:
        stem = stem.replace("bao-cao", "goi", 1)
    return f"{stem}.{form.extension}"


def paper_stem(paper: Paper) -> str:
    """bao-cao-giao-ban-nam-dinh-2024; generated figures say so in the name."""
    mark = "minh-hoa-" if paper.demo else ""
    return f"{paper.stem}-{mark}{plain_ascii(paper.short)}-{paper.year}"
