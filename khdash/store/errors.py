"""What can go wrong with the store: one class a decision of the caller, one sentence a class."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from khdash.model.problem import Problem, StoreError
from khdash.store.refusal import REPAIR, reasons


class DatabaseMissing(StoreError):
    """There is no database file yet."""

    sentence_vi = "Chưa có kho số liệu ở {path}. Hãy chạy: python -m khdash build."
    sentence_en = "There is no database at {path} yet. Run: python -m khdash build."


class DataMissing(StoreError):
    """The data folder is not there, or no data folder."""

    sentence_vi = (
        "Thư mục dữ liệu {path} không dùng được: {why}. Danh mục tỉnh, chỉ số và số liệu công bố "
        "nằm trong thư mục này. Hãy kiểm tra đường dẫn ở --data hay KHDASH_DATA, hoặc bỏ đi để "
        "dùng dữ liệu đi kèm chương trình."
    )
    sentence_en = (
        "The data folder {path} cannot be used: {why_en}. The lists of provinces and indicators "
        "and the published figures are kept in it. Check the path in --data or KHDASH_DATA, or "
        "leave it out to use the data that come with the program."
    )


class DatabaseLocked(StoreError):
    """Another process has the database open."""

    sentence_vi = (
        "Kho số liệu {path} đang được một chương trình khác mở, thường là chính ứng dụng. "
        "Hãy đóng chương trình đó rồi thử lại."
    )
    sentence_en = (
        "Another program, usually the application itself, has the database {path} open. "
        "Close it and try again."
    )


class DatabaseNewer(StoreError):
    """A newer version of the program made the database."""

    sentence_vi = (
        "Kho số liệu {path} do một phiên bản mới hơn của chương trình tạo ra ({found}). "
        "Hãy cập nhật chương trình, hoặc chỉ ra tệp khác bằng --db hay KHDASH_DB."
    )
    sentence_en = (
        "A newer version of the program made the database {path} ({found}). "
        "Update the program, or name another file with --db or KHDASH_DB."
    )


class DatabaseCorrupt(StoreError):
    """The file is damaged or no database of this program."""

    sentence_vi = (
        "Tệp {path} bị hỏng hoặc không phải kho số liệu của chương trình này. Số liệu gốc vẫn "
        "còn trong thư mục dữ liệu và nhật ký; hãy dựng lại kho (tệp cũ được giữ riêng): "
        "python -m khdash build --from-scratch."
    )
    sentence_en = (
        "The file {path} is damaged or no database of this program. The data themselves are safe "
        "in the data folder and the journal; rebuild (the old file is kept aside): "
        "python -m khdash build --from-scratch."
    )


class DatabaseReadOnly(StoreError):
    """The disk or the folder does not let the program write."""

    sentence_vi = "Không ghi được vào {path}: {reason}. {repair}"
    sentence_en = "{path} cannot be written: {reason_en}. {repair_en}"

    def __init__(self, **values: object) -> None:
        repair_vi, repair_en = REPAIR
        super().__init__(**{"repair": repair_vi, "repair_en": repair_en, **values})


@contextmanager
def writing_to(path: Path) -> Iterator[None]:
    """Raise DatabaseReadOnly where the operating system refuses what is done at a place."""
    try:
        yield
    except OSError as error:
        raise DatabaseReadOnly(path=path, **reasons(error)) from error


class DemoMixed(StoreError):
    """Generated and real data would meet in one database."""

    sentence_vi = (
        "Kho {path} chứa {found}, còn thư mục {data} là {wanted}; hai loại không được trộn lẫn. "
        "Hãy dùng một tệp khác: --db hay KHDASH_DB."
    )
    sentence_en = (
        "The database {path} holds {found_en}, the folder {data} holds {wanted_en}; the two are "
        "never mixed. Use another file: --db or KHDASH_DB."
    )


class HomeMixed(StoreError):
    """What was written on generated figures would meet real ones, or the other way round."""

    sentence_vi = (
        "Thư mục {path} dành cho những gì ghi trên {found}, còn kho là {wanted}; hai loại không "
        "được trộn lẫn. Hãy chỉ ra thư mục khác: --home hay KHDASH_HOME."
    )
    sentence_en = (
        "The folder {path} keeps what is written on {found_en}, the database holds {wanted_en}; "
        "the two are never mixed. Name another folder: --home or KHDASH_HOME."
    )


class HomeNewer(StoreError):
    """A newer version of the program wrote to the home; an older one would misread it."""

    sentence_vi = (
        "Thư mục {path} đã được phiên bản {found} của chương trình ghi vào, mới hơn phiên bản đang "
        "chạy ({own}), nên chưa mở gì. Hãy cài lại phiên bản {found} hoặc mới hơn; muốn dùng bản "
        "cũ, hãy khôi phục bản sao lưu làm trước khi nâng cấp vào thư mục khác: --home hay "
        "KHDASH_HOME."
    )
    sentence_en = (
        "Version {found} of the program has written to the folder {path}; the running version "
        "({own}) is older, so nothing was opened. Install version {found} or newer; to use the old "
        "one, restore the backup made before the upgrade into another folder: --home or "
        "KHDASH_HOME."
    )


class HomeConflict(StoreError):
    """The old folder and the home both hold something of one kind; nothing was moved."""

    sentence_vi = (
        "Cả {old} lẫn {new} đều có nội dung; chương trình không chuyển gì để khỏi ghi đè. Hãy đưa "
        "một trong hai ra chỗ khác (đừng xóa), hoặc chỉ ra nơi ghi khác bằng --home hay "
        "KHDASH_HOME, rồi chạy lại."
    )
    sentence_en = (
        "Both {old} and {new} hold something; nothing was moved, so that nothing is overwritten. "
        "Put one of the two elsewhere (do not delete it), or name another home with --home or "
        "KHDASH_HOME, and run again."
    )


class NoOlderHome(StoreError):
    """A folder that a person named holds nothing that users wrote."""

    sentence_vi = (
        "Trong {path} không có gì do người dùng ghi (không có thư mục journal hay tệp kho). Hãy "
        "chỉ ra thư mục của bản cũ, hoặc thư mục home của nó."
    )
    sentence_en = (
        "{path} holds nothing that users wrote (no folder journal, no database). Name the folder "
        "of the old program, or its folder home."
    )


class JournalDamaged(StoreError):
    """An entry of the journal is missing or was changed."""

    sentence_vi = (
        "Nhật ký ở {path} bị thiếu hoặc bị sửa: {entry}. Đọc vẫn được, nhưng chưa ghi gì cho đến "
        "khi nhật ký được sửa theo kho: python -m khdash journal repair --by HỌ-TÊN."
    )
    sentence_en = (
        "The journal at {path} is incomplete or was changed: {entry}. Reading goes on, but nothing "
        "is written until it is mended from the database: "
        "python -m khdash journal repair --by NAME."
    )


class JournalDiffers(JournalDamaged):
    """The newest entry that the database knows is of another moment in the journal."""

    sentence_vi = (
        "Nhật ký ở {path} không khớp với kho {database}: {entry} là của lúc khác. Hãy chỉ đúng cặp "
        "bằng --home và --db; nếu đúng cặp thì nhật ký đã bị sửa, hãy chạy: "
        "python -m khdash journal repair --by HỌ-TÊN."
    )
    sentence_en = (
        "The journal at {path} does not belong to the database {database}: {entry} is of another "
        "moment. Name the two that belong together with --home and --db; if they do, the journal "
        "was changed, run: python -m khdash journal repair --by NAME."
    )


class JournalBehind(StoreError):
    """The database holds entries that the journal lacks: a rebuild would lose them."""

    sentence_vi = (
        "Kho {path} có các lần ghi đến số {database}, nhật ký chỉ đến số {journal}; dựng lại sẽ "
        "mất các lần ghi đó. Hãy kiểm tra --home hay KHDASH_HOME; nếu đúng, chép lại nhật ký từ "
        "kho: python -m khdash journal repair --by HỌ-TÊN."
    )
    sentence_en = (
        "The database {path} holds entries up to {database}, the journal only up to {journal}; a "
        "rebuild would lose them. Check --home or KHDASH_HOME; if it is right, write the journal "
        "again from the database: python -m khdash journal repair --by NAME."
    )


class SnapshotMissing(StoreError):
    """Nothing was published at the address."""

    sentence_vi = (
        "Chưa có bản công bố nào ở {path}. Trên máy nhận số liệu, hãy chạy: "
        "python -m khdash publish {path}."
    )
    sentence_en = (
        "Nothing has been published at {path} yet. On the machine that takes figures in, run: "
        "python -m khdash publish {path}."
    )


class SnapshotIncomplete(StoreError):
    """The pointer names a snapshot of which files are missing."""

    sentence_vi = (
        "Bản công bố {name} ở {path} còn thiếu tệp {file}: chép chưa xong hoặc đã bị xóa bớt. "
        "Nếu thư mục đang được đồng bộ, hãy chờ xong; nếu không, công bố lại: "
        "python -m khdash publish {path}."
    )
    sentence_en = (
        "The snapshot {name} at {path} lacks the file {file}: it is half copied, or a part was "
        "deleted. If the folder is being synchronised, wait for it to finish; if not, publish "
        "again: python -m khdash publish {path}."
    )


class SnapshotDamaged(StoreError):
    """A file of a snapshot is not what was written, or is none of this program."""

    sentence_vi = (
        "Tệp {file} của bản công bố ở {path} đã bị hỏng hoặc bị sửa, nên không dùng. Số liệu gốc "
        "vẫn nguyên trên máy nhận số liệu; hãy công bố lại: python -m khdash publish {path}."
    )
    sentence_en = (
        "The file {file} of the snapshot at {path} is damaged or was changed and is not used. The "
        "data themselves are safe on the machine that takes figures in; publish again: "
        "python -m khdash publish {path}."
    )


class SnapshotNewer(StoreError):
    """A newer version of the program published it."""

    sentence_vi = (
        "Bản công bố ở {path} do một phiên bản mới hơn của chương trình tạo ra ({found}). "
        "Hãy cập nhật chương trình trên máy này."
    )
    sentence_en = (
        "A newer version of the program made the snapshot at {path} ({found}). "
        "Update the program on this machine."
    )


class SnapshotUnreachable(StoreError):
    """The folder or the object store cannot be read or written."""

    sentence_vi = (
        "Không vào được nơi công bố {path}: {reason}. Hãy kiểm tra địa chỉ, quyền truy cập và "
        "đường mạng."
    )
    sentence_en = (
        "The place {path} cannot be used: {reason_en}. Check the address, the permissions and "
        "the network."
    )


class ReadingCopy(StoreError):
    """Somebody would write where a snapshot is served."""

    sentence_vi = (
        "Đây là bản để đọc nên chưa ghi gì. Muốn nạp số liệu, sửa hay hoàn tác, hãy làm ở {where}."
    )
    sentence_en = (
        "This is a copy for reading, so nothing was written. To hand in, change or undo figures, "
        "use {where_en}."
    )


class NoSuchBatch(StoreError):
    sentence_vi = "Không có lần nạp số {batch}. Xem danh sách: python -m khdash history."
    sentence_en = "There is no batch {batch}. See the list: python -m khdash history."


class AlreadyUndone(StoreError):
    sentence_vi = "Lần nạp số {batch} đã được hoàn tác trước đó; không có gì thay đổi."
    sentence_en = "Batch {batch} was undone before; nothing has changed."


class NotUndone(StoreError):
    sentence_vi = "Lần nạp số {batch} đang có hiệu lực, không cần khôi phục."
    sentence_en = "Batch {batch} is in force; there is nothing to redo."


class PublishedBatch(StoreError):
    """The published figures come from files, not from an upload."""

    sentence_vi = (
        "Lần nạp số 1 là số liệu đã công bố đi kèm chương trình, không hoàn tác được; "
        "hãy sửa tệp trong thư mục published rồi dựng lại kho."
    )
    sentence_en = (
        "Batch 1 is the published figures that come with the program and cannot be undone; "
        "edit the files in the folder published and rebuild."
    )


class YearLocked(StoreError):
    """The year is closed: a change needs a reason."""

    sentence_vi = (
        "Số liệu năm {years} đã khóa. Muốn thay đổi phải ghi lý do, hoặc mở khóa năm đó trước."
    )
    sentence_en = "Figures of {years} are locked. Give a reason for the change, or unlock first."


class NoSuchFigure(StoreError):
    """A preference names a figure that the store does not hold."""

    sentence_vi = "Không tìm thấy số liệu cần ưu tiên (nguồn {source}, giá trị {value})."
    sentence_en = "The figure to prefer (source {source}, value {value}) is not in the database."


class FigureChanged(StoreError):
    """An explanation is of a figure that no source states any more."""

    sentence_vi = "Số này vừa thay đổi, chưa ghi thuyết minh. Hãy mở lại thẻ và xem số mới."
    sentence_en = (
        "This figure has just changed, the explanation was not saved. Open its card again and look "
        "at the new figure."
    )


class ExplanationTooLong(StoreError):
    """An explanation that could not be read at a glance."""

    sentence_vi = (
        "Thuyết minh dài {length} chữ cái, chỉ nhận đến {longest}. Hãy nói gọn lại; phần chi tiết "
        "để trong văn bản gốc."
    )
    sentence_en = (
        "The explanation has {length} letters; up to {longest} are taken. Shorten it and leave the "
        "details to the document."
    )


class RowsRefused(StoreError):
    """Rows that the catalogue does not allow; `problems` names each, nothing was written."""

    sentence_vi = "Có {count} chỗ sai trong số liệu, chưa ghi gì vào kho. {first}"
    sentence_en = "The data have {count} faults, nothing was written. {first_en}"

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(
            count=len(self.problems),
            first=self.problems[0].text("vi"),
            first_en=self.problems[0].text("en"),
        )
