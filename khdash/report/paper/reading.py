"""What every document says of how its figures are to be read, and where they come from."""

from __future__ import annotations

from khdash.exhibit.core.exhibit import SourceLine
from khdash.locale import Words
from khdash.report.paper.paper import Paper


def source_title(source: SourceLine, words: Words) -> str:
    """A source by its title, and who said it first."""
    if not source.original_source:
        return source.title
    return words("{title} (theo {original})", title=source.title, original=source.original_source)


def how_to_reopen(paper: Paper) -> str:
    """The address of the same view; without that of the application only what follows it."""
    words = paper.words
    if paper.link.startswith("?"):
        return words(
            "Mở lại đúng các số liệu này: viết {link} vào sau địa chỉ của ứng dụng.",
            link=paper.link,
        )
    return words("Mở lại đúng các số liệu này: {link}", link=paper.link)


def reading_notes(paper: Paper) -> list[str]:
    """Filters, signs, data version and link: what every document carries."""
    words = paper.words
    notes = list(paper.filters)
    notes.append(words("Dấu cạnh số: ≥ nguồn ghi hơn, trên; ≲ nguồn ghi gần; ≈ nguồn ghi khoảng."))
    notes.append(
        words(
            "Cạnh tỷ lệ: (đk) tính trên số đăng ký; (?) nguồn không ghi mẫu số; "
            "không có dấu là trên tổng số. Ba loại không so với nhau."
        )
    )
    notes.append(
        words("Thiếu số liệu không phải là bằng 0: ô trống, chỗ đứt của đường là chưa có số.")
    )
    notes.append(
        words(
            "Phiên bản số liệu {version}, cập nhật {day}.",
            version=paper.data_version,
            day=words.date(paper.updated_at),
        )
    )
    notes.append(how_to_reopen(paper))
    if paper.demo:
        notes.insert(0, words("Mọi số trong tài liệu này là số liệu minh hoạ, không phải số thật."))
    return notes
