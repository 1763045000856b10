"""The pages as data: what st.navigation shows and what the shell draws around each of them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from khdash.locale import mark
from khdash.store.places import PROJECT


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the application.

    question: what a reader comes to the page with, shown under its title (Vietnamese message).
    uses_filters: whether the shell draws the shared filters above it.
    parameters: its own parameters in the link, beside the shared ones.
    group: the menu in the navigation that holds it; '' for a page that stands by itself.
    """

    path: str
    url_path: str
    title_vi: str
    title_en: str
    icon: str
    question: str
    uses_filters: bool = True
    parameters: tuple[str, ...] = ()
    group: str = ""

    @property
    def file(self) -> Path:
        return PROJECT / self.path


FIGURES = mark("Số liệu")

PAGES: tuple[Page, ...] = (
    Page(
        "pages/tong_quan.py",
        "tong-quan",
        "Tổng quan",
        "Overview",
        ":material/dashboard:",
        mark("Cụm đang ở đâu, tỉnh nào đi trước, tỉnh nào chưa có số liệu?"),
    ),
    Page(
        "pages/hoi_vien.py",
        "hoi-vien",
        "Hội viên và tổ chức",
        "Members and organisation",
        ":material/groups:",
        mark("Hội viên và tổ chức hội tăng hay giảm, ở tỉnh nào?"),
        parameters=("chi_so",),
    ),
    Page(
        "pages/quy.py",
        "quy",
        "Quỹ khuyến học",
        "Study promotion fund",
        ":material/savings:",
        mark("Quỹ khuyến học của từng tỉnh lớn đến đâu, bình quân mỗi người dân được bao nhiêu?"),
    ),
    Page(
        "pages/mo_hinh_hoc_tap.py",
        "mo-hinh-hoc-tap",
        "Mô hình học tập",
        "Learning models",
        ":material/school:",
        mark("Các danh hiệu học tập đạt đến đâu so với chỉ tiêu?"),
        parameters=("danh_hieu",),
    ),
    Page(
        "pages/ho_so_tinh.py",
        "ho-so-tinh",
        "Hồ sơ tỉnh",
        "Province profile",
        ":material/location_city:",
        mark("Một tỉnh có những số liệu nào, đứng ở đâu trong cụm, theo nguồn nào?"),
        parameters=("ho_so", "chu_de"),
    ),
    Page(
        "pages/so_sanh.py",
        "so-sanh",
        "So sánh",
        "Compare",
        ":material/compare_arrows:",
        mark("Các tỉnh, các năm, các chỉ số khác nhau đặt cạnh nhau thì thấy gì?"),
        parameters=("so_sanh", "xem", "truc"),
    ),
    Page(
        "pages/chi_tieu.py",
        "chi-tieu",
        "Chỉ tiêu",
        "Targets",
        ":material/flag:",
        mark("Chỉ tiêu nào đã đạt, chỉ tiêu nào cần đẩy nhanh, còn thiếu bao nhiêu?"),
        parameters=("xet",),
    ),
    Page(
        "pages/nhiem_vu.py",
        "nhiem-vu",
        "Nhiệm vụ trọng tâm",
        "Priority tasks",
        ":material/task_alt:",
        mark("Việc nào đã xong, việc nào quá hạn, tỉnh nào chưa báo cáo?"),
        uses_filters=False,
        parameters=("danh_sach", "xem_viec", "viec", "tinh_viec"),
    ),
    Page(
        "pages/thi_dua.py",
        "thi-dua",
        "Thi đua",
        "Emulation",
        ":material/trophy:",
        mark("Chấm theo tiêu chí và trọng số nào thì tỉnh nào đứng đâu, có vững không?"),
        parameters=("phuong_an",),
    ),
    Page(
        "pages/tra_cuu.py",
        "tra-cuu",
        "Tra cứu số liệu",
        "Look up figures",
        ":material/search:",
        mark("Một con số từ đâu ra, còn nguồn nào ghi khác, đã đổi những lần nào?"),
        parameters=("tim", "loc", "so"),
        group=FIGURES,
    ),
    Page(
        "pages/chat_luong.py",
        "chat-luong",
        "Chất lượng số liệu",
        "Data quality",
        ":material/fact_check:",
        mark("Số nào cần xem lại, tỉnh nào còn thiếu số liệu gì, năm nào đã khóa?"),
        parameters=("quy_tac", "muc", "nhom_so", "chi_so_du"),
        group=FIGURES,
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
    ),
    Page(
        "pages/phuong_phap.py",
        "phuong-phap",
        "Phương pháp và thuật ngữ",
        "Methods and terms",
        ":material/menu_book:",
        mark("Mỗi chỉ số nghĩa là gì, được tính và so sánh thế nào?"),
        uses_filters=False,
        group=FIGURES,
    ),
)


def page_at(url_path: str) -> Page:
    """The page of an address; the first page has the empty one."""
    return next((page for page in PAGES if page.url_path == url_path), PAGES[0])
