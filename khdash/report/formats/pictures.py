"""SVG and PNG: the picture of an exhibit that is drawn, on its sheet."""

from __future__ import annotations

from khdash.exhibit.core.drawing import is_drawn
from khdash.exhibit.core.exhibit import Exhibit
from khdash.locale import mark
from khdash.report.format import Format
from khdash.report.picture import picture, picture_png
from khdash.report.picture.sheet import NARROW, PAGE, WIDE, Size


def _png(
    size: Size, which: str, label: str, told: str, *, for_readers: bool = True
) -> Format[Exhibit]:
    """The picture of one size; which: what its code has behind `png`."""
    return Format(
        code=f"png{which}",
        extension="png",
        mime="image/png",
        label=label,
        help=told,
        make=lambda exhibit: picture_png(exhibit, size),
        fits=is_drawn,
        for_readers=for_readers,
    )


SVG = Format(
    code="svg",
    extension="svg",
    mime="image/svg+xml",
    label="SVG",
    help=mark("Hình vẽ nét, phóng to không vỡ, sửa được chữ"),
    make=lambda exhibit: picture(exhibit).encode(),
    fits=is_drawn,
)
PNG = _png(PAGE, "", "PNG", mark("Ảnh có đủ nhận định, ghi chú và nguồn, để dán vào báo cáo"))
PNG_WIDE = _png(WIDE, "-wide", "PNG 16:9", mark("Ảnh vừa khổ trang trình chiếu"))
PNG_NARROW = _png(
    NARROW, "-narrow", "PNG", mark("Ảnh khổ hẹp, vừa màn hình điện thoại"), for_readers=False
)
