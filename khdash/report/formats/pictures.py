"""SVG and PNG: the picture of an exhibit that is drawn, on its sheet."""

from __future__ import annotations

from collections.abc import Callable

from khdash.exhibit.core.drawing import is_drawn
from khdash.exhibit.core.exhibit import Exhibit
from khdash.locale import mark
from khdash.report.format import Format
from khdash.report.picture import picture, picture_png
from khdash.report.picture.sheet import NARROW, PAGE, WIDE, Size


def _png(size: Size) -> Callable[[Exhibit], bytes]:
    return lambda exhibit: picture_png(exhibit, size)


SVG = Format(
    code="svg",
    extension="svg",
    mime="image/svg+xml",
    label="SVG",
    help=mark("Hình vẽ nét, phóng to không vỡ, sửa được chữ"),
    make=lambda exhibit: picture(exhibit).encode(),
    fits=is_drawn,
)
PNG = Format(
    code="png",
    extension="png",
    mime="image/png",
    label="PNG",
    help=mark("Ảnh có đủ nhận định, ghi chú và nguồn, để dán vào báo cáo"),
    make=_png(PAGE),
    fits=is_drawn,
)
PNG_WIDE = Format(
    code="png-wide",
    extension="png",
    mime="image/png",
    label="PNG 16:9",
    help=mark("Ảnh vừa khổ trang trình chiếu"),
    make=_png(WIDE),
    fits=is_drawn,
)
PNG_NARROW = Format(
    code="png-narrow",
    extension="png",
    mime="image/png",
    label="PNG",
    help=mark("Ảnh khổ hẹp, vừa màn hình điện thoại"),
    make=_png(NARROW),
    fits=is_drawn,
    for_readers=False,
)
