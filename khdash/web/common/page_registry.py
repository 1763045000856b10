"""The pages as data: what st.navigation shows and what the shell draws around each of them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from khdash.exhibit.defaults import one_count, one_titled
from khdash.exhibit.topics.emulation.link import LONGEST_LINK, PARAMETER
from khdash.locale import mark
from khdash.report.paper.formats import PAPERS
from khdash.store.places import PROJECT
from khdash.web.common import choices
from khdash.web.common.parameter import Parameter


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the application.

    question: what a reader comes to the page with, shown under its title (Vietnamese message).
    uses_filters: whether the shell draws the shared filters above it.
    acts: which of the filters that not every page needs act on it: a reference to compare with
    (so_voi), a province that stands out (tieu_diem).
    parameters: its own parameters in the link, beside the shared ones; a name is used once.
    theme: the theme of indicators that it shows; '' for a page of several or none.
    group: the menu in the navigation that holds it; '' for a page that stands by itself.
    presents: whether it has exhibits to show to a meeting, one a screen.
    by_link: whether only those who came by a link of their own find it in the navigation.
    """

    path: str
    url_path: str
    title_vi: str
    title_en: str
    icon: str
    question: str
    uses_filters: bool = True
    acts: tuple[str, ...] = ("so_voi", "tieu_diem")
    parameters: tuple[Parameter, ...] = ()
    group: str = ""
    theme: str = ""
    presents: bool = True
    by_link: bool = False

    @property
    def file(self) -> Path:
        return PROJECT / self.path

    @property
    def linked(self) -> tuple[Parameter, ...]:
        """Everything that a link to it may say beside the shared filters."""
        return (*self.parameters, SLIDE) if self.presents else self.parameters


FIGURES = mark("Số liệu")
SLIDE = Parameter("trinh_chieu", mark("Trình chiếu"), longest=4)
"""Which exhibit of a page is shown to a meeting, counted from 1; '' while nobody presents."""

SEEN = Parameter("tu_lan", mark("Từ lần xem trước"), longest=9)
"""The version of the data since which the first page lists what is new; '' for no list."""

ROUND = Parameter("dot", mark("Đợt thu thập"), longest=6)
"""Which round of collection is shown; '' for the newest."""

GIVING = "gui-so-lieu"
"""The page that a link for one province leads to."""

TOOLS = "cong-cu"
GUIDES = {
    "lanh-dao": mark("Lãnh đạo"),
    "chuyen-vien": mark("Chuyên viên"),
    "can-bo-so-lieu": mark("Cán bộ số liệu"),
    TOOLS: mark("Công cụ ở mọi trang"),
}
"""The guides by whom they are for, and the one to the tools of every page."""

PAGES: tuple[Page, ...] = (
    Page(
        "pages/tong_quan.py",
        "tong-quan",
        "Tổng quan",
        "Overview",
        ":material/dashboard:",
        mark("Cụm đang ở đâu, tỉnh nào đi trước, tỉnh nào chưa có số liệu?"),
        acts=("tieu_diem",),
        parameters=(SEEN,),
    ),
    Page(
        "pages/hoi_vien.py",
        "hoi-vien",
        "Hội viên và tổ chức",
        "Members and organisation",
        ":material/groups:",
        mark("Hội viên và tổ chức hội tăng hay giảm, ở tỉnh nào?"),
        parameters=(
            Parameter(
                "chi_so",
                mark("Chỉ số"),
                choices.of_theme("members"),
                choices.opened_with("members"),
            ),
        ),
        theme="members",
    ),
    Page(
        "pages/quy.py",
        "quy",
        "Quỹ khuyến học",
        "Study promotion fund",
        ":material/savings:",
        mark("Quỹ khuyến học của từng tỉnh lớn đến đâu, bình quân mỗi người dân được bao nhiêu?"),
        parameters=(
            Parameter(
                "chi_so_quy",
                mark("Chỉ số"),
                choices.of_theme("fund"),
                choices.opened_with("fund"),
            ),
        ),
        theme="fund",
    ),
    Page(
        "pages/mo_hinh_hoc_tap.py",
        "mo-hinh-hoc-tap",
        "Mô hình học tập",
        "Learning models",
        ":material/school:",
        mark("Các danh hiệu học tập đạt đến đâu so với chỉ tiêu?"),
        parameters=(
            Parameter("danh_hieu", mark("Danh hiệu"), choices.titles),
            Parameter(
                "chi_so_khac",
                mark("Chỉ số"),
                choices.of_theme("learning"),
                choices.opened_with("learning"),
            ),
        ),
        theme="learning",
    ),
    Page(
        "pages/ho_so_tinh.py",
        "ho-so-tinh",
        "Hồ sơ tỉnh",
        "Province profile",
        ":material/location_city:",
        mark("Một tỉnh có những số liệu nào, đứng ở đâu trong cụm, theo nguồn nào?"),
        acts=("so_voi",),
        parameters=(
            Parameter(
                "ho_so",
                mark("Tỉnh của hồ sơ"),
                choices.members,
                lambda catalogue: (catalogue.cluster.default_unit,),
                names_unit=True,
            ),
            Parameter("chu_de", mark("Chủ đề"), choices.reported_themes),
            Parameter("chi_so_xa", mark("Chỉ số của các xã, phường"), choices.indicators),
        ),
    ),
    Page(
        "pages/so_sanh.py",
        "so-sanh",
        "So sánh",
        "Compare",
        ":material/compare_arrows:",
        mark("Các tỉnh, các năm, các chỉ số khác nhau đặt cạnh nhau thì thấy gì?"),
        parameters=(
            Parameter(
                "so_sanh", mark("Chỉ số so sánh"), choices.indicators, one_count, several=True
            ),
            Parameter(
                "xem",
                mark("Cách xem"),
                choices.one_of(
                    "dien_bien",
                    "cot",
                    "ban_do",
                    "ban_do_nam",
                    "tung_tinh",
                    "hai_nam",
                    "thu_hang",
                    "hai_chi_so",
                    "bang",
                ),
            ),
            Parameter("truc", mark("Trục"), choices.one_of("chung", "rieng")),
        ),
    ),
    Page(
        "pages/chi_tieu.py",
        "chi-tieu",
        "Chỉ tiêu",
        "Targets",
        ":material/flag:",
        mark("Chỉ tiêu nào đã đạt, chỉ tiêu nào cần đẩy nhanh, còn thiếu bao nhiêu?"),
        acts=("tieu_diem",),
        parameters=(
            Parameter("xet", mark("Chỉ số xét chỉ tiêu"), choices.with_target, one_titled),
        ),
    ),
    Page(
        "pages/nhiem_vu.py",
        "nhiem-vu",
        "Nhiệm vụ trọng tâm",
        "Priority tasks",
        ":material/task_alt:",
        mark("Việc nào đã xong, việc nào quá hạn, tỉnh nào chưa báo cáo?"),
        uses_filters=False,
        parameters=(
            Parameter("danh_sach", mark("Danh sách nhiệm vụ"), choices.task_lists),
            Parameter(
                "xem_viec",
                mark("Cách xem"),
                choices.one_of("bang", "viec", "tinh", "han", "thang"),
            ),
            Parameter("viec", mark("Nhiệm vụ"), choices.tasks),
            Parameter("tinh_viec", mark("Tỉnh, thành phố"), choices.any_member),
        ),
    ),
    Page(
        "pages/thi_dua.py",
        "thi-dua",
        "Thi đua",
        "Emulation",
        ":material/trophy:",
        mark("Chấm theo tiêu chí và trọng số nào thì tỉnh nào đứng đâu, có vững không?"),
        acts=(),
        parameters=(Parameter(PARAMETER, mark("Phương án"), longest=LONGEST_LINK),),
    ),
    Page(
        "pages/bao_cao.py",
        "bao-cao",
        "Báo cáo",
        "Report",
        ":material/description:",
        mark("Mang gì đi họp: báo cáo, bảng tính, trang chiếu của cụm hay của một tỉnh?"),
        uses_filters=False,
        parameters=(
            Parameter("pham_vi", mark("Phạm vi báo cáo"), choices.member_or_all),
            Parameter(
                "dang_tep", mark("Loại tài liệu"), choices.one_of(*(one.code for one in PAPERS))
            ),
        ),
        presents=False,
    ),
    Page(
        "pages/tra_cuu.py",
        "tra-cuu",
        "Tra cứu số liệu",
        "Look up figures",
        ":material/search:",
        mark("Một con số từ đâu ra, còn nguồn nào ghi khác, đã đổi những lần nào?"),
        acts=(),
        parameters=(Parameter("tim"), Parameter("loc"), Parameter("so")),
        group=FIGURES,
        presents=False,
    ),
    Page(
        "pages/chat_luong.py",
        "chat-luong",
        "Chất lượng số liệu",
        "Data quality",
        ":material/fact_check:",
        mark("Số nào cần xem lại, tỉnh nào còn thiếu số liệu gì, năm nào đã khóa?"),
        acts=(),
        parameters=(
            Parameter("quy_tac", mark("Quy tắc"), choices.rules),
            Parameter("muc", mark("Mức"), choices.severities),
            Parameter("nhom_so", mark("Nhóm"), choices.themes),
            Parameter("chi_so_du", mark("Chỉ số"), choices.any_indicator),
        ),
        group=FIGURES,
    ),
    Page(
        "pages/soat_so.py",
        "soat-so",
        "Soát số",
        "Check a text",
        ":material/rule:",
        mark("Các con số trong bài phát biểu, báo cáo có khớp với số liệu không?"),
        uses_filters=False,
        group=FIGURES,
        presents=False,
    ),
    Page(
        "pages/nap_so_lieu.py",
        "nap-so-lieu",
        "Nạp số liệu",
        "Load data",
        ":material/upload_file:",
        mark("Tệp của tỉnh có đọc được không, ghi vào thì thay đổi những số nào?"),
        uses_filters=False,
        group=FIGURES,
        presents=False,
    ),
    Page(
        "pages/dot_thu_thap.py",
        "dot-thu-thap",
        "Đợt thu thập",
        "Collection rounds",
        ":material/mark_email_read:",
        mark("Đã hỏi tỉnh nào những số gì, tỉnh nào đã gửi, tỉnh nào còn nợ?"),
        uses_filters=False,
        parameters=(ROUND,),
        group=FIGURES,
        presents=False,
    ),
    Page(
        "pages/gui_so_lieu.py",
        GIVING,
        "Gửi số liệu",
        "Send figures",
        ":material/send:",
        mark("Cụm đang hỏi tỉnh mình những số gì, và gửi thế nào?"),
        uses_filters=False,
        group=FIGURES,
        presents=False,
        by_link=True,
    ),
    Page(
        "pages/nhat_ky.py",
        "nhat-ky",
        "Nhật ký",
        "Journal",
        ":material/history:",
        mark("Ai đã ghi những số nào, khi nào, từ tệp nào, và làm sao lấy lại như trước?"),
        uses_filters=False,
        group=FIGURES,
        presents=False,
    ),
    Page(
        "pages/phuong_phap.py",
        "phuong-phap",
        "Phương pháp và thuật ngữ",
        "Methods and terms",
        ":material/menu_book:",
        mark("Mỗi chỉ số nghĩa là gì, được tính và so sánh thế nào?"),
        uses_filters=False,
        parameters=(Parameter("thuat_ngu"),),
        group=FIGURES,
        presents=False,
    ),
    Page(
        "pages/huong_dan.py",
        "huong-dan",
        "Hướng dẫn",
        "Guide",
        ":material/help:",
        mark("Làm việc ấy ở đâu, bấm gì, đọc con số thế nào?"),
        uses_filters=False,
        parameters=(Parameter("danh_cho", mark("Dành cho"), choices.one_of(*GUIDES)),),
        presents=False,
    ),
)


def page_at(url_path: str) -> Page:
    """The page of an address; the first page has the empty one. Raises LookupError."""
    if not url_path:
        return PAGES[0]
    for page in PAGES:
        if page.url_path == url_path:
            return page
    raise LookupError(f"No page in PAGES has the address «{url_path}».")


def page_of_theme(theme: str) -> Page | None:
    """The page that shows a theme."""
    return next((page for page in PAGES if page.theme == theme), None)


def own_parameters() -> dict[str, Parameter]:
    """The parameters of every page by name: a link is carried from page to page."""
    return {one.name: one for page in PAGES for one in page.linked}
