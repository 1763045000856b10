"""What can go wrong with keeping what was written: a loss, a damage, a backup."""

from __future__ import annotations

from khdash.store.errors import StoreError


class RecordedNotApplied(StoreError):
    """The journal has the entry, the database could not take it up."""

    sentence_vi = (
        "Đã ghi vào nhật ký (số {entry}) nhưng chưa đưa được vào kho, nên trang chưa hiện: "
        "{reason} Không cần làm lại: khi hết trở ngại ấy, lần ghi tiếp theo hoặc lần khởi động "
        "sau tự đưa vào."
    )
    sentence_en = (
        "Recorded in the journal (entry {entry}) but not yet taken up by the database, so pages do "
        "not show it: {reason_en} Do not repeat it: once that is put right, the next change or the "
        "next start takes it up."
    )


class DatabaseReplaced(StoreError):
    """The file at the database's place is not the one that is served."""

    sentence_vi = (
        "Tệp kho {path} đã bị thay hoặc bị xóa trong khi ứng dụng đang chạy, nên chưa ghi gì nữa. "
        "Hãy khởi động lại ứng dụng; nếu tệp không còn, trước đó chạy: python -m khdash build."
    )
    sentence_en = (
        "The database file {path} was replaced or deleted while the application was running, so "
        "nothing more is written. Restart the application; if the file is gone, run first: "
        "python -m khdash build."
    )


class DatabaseClosed(StoreError):
    """The database was closed under somebody who was reading."""

    sentence_vi = "Kho {path} vừa được mở lại. Hãy tải lại trang hoặc chạy lại lệnh."
    sentence_en = "The database {path} was just opened anew. Load the page or run it again."


class JournalLost(StoreError):
    """The home knows of entries that neither journal nor database have."""

    sentence_vi = (
        "Thư mục {home} đã nhận các lần ghi đến số {written}, nhưng nhật ký chỉ còn đến số "
        "{journal} và kho không giữ phần còn lại, nên chưa dựng hay ghi gì. Hãy khôi phục từ bản "
        "sao lưu: python -m khdash restore THƯ-MỤC. Chỉ khi muốn bỏ hẳn các lần ghi ấy mới đưa "
        "tệp {path} ra chỗ khác."
    )
    sentence_en = (
        "The folder {home} took in entries up to {written}, but the journal only goes up to "
        "{journal} and no database holds the rest, so nothing was built or written. Restore a "
        "backup: python -m khdash restore DIR. Only to give those entries up for good, put the "
        "file {path} elsewhere."
    )


class JournalNotMended(StoreError):
    """A repair found no intact copy of what is damaged."""

    sentence_vi = (
        "Không sửa được {entry} của nhật ký {path}: kho không giữ bản nguyên vẹn. Hãy lấy từ bản "
        "sao lưu: python -m khdash journal repair --backup THƯ-MỤC --by HỌ-TÊN, hoặc khôi phục cả "
        "bản sao lưu: python -m khdash restore THƯ-MỤC."
    )
    sentence_en = (
        "{entry} of the journal {path} cannot be mended: the database holds no intact copy. Take "
        "it from a backup: python -m khdash journal repair --backup DIR --by NAME, or restore the "
        "whole backup: python -m khdash restore DIR."
    )


class JournalOfAnother(StoreError):
    """Journal and database were not written together: nothing is mended from one to the other."""

    sentence_vi = (
        "Kho {path} thuộc thư mục {found}, không phải {home}, nên không sửa nhật ký theo kho này. "
        "Hãy chỉ đúng cặp bằng --home và --db."
    )
    sentence_en = (
        "The database {path} belongs to the folder {found}, not to {home}, so the journal is not "
        "mended from it. Name the two that belong together with --home and --db."
    )


class BackupMissing(StoreError):
    """There is no backup at the place named."""

    sentence_vi = (
        "Không có bản sao lưu nào ở {path}. Hãy chỉ thư mục mà lệnh backup đã ghi vào, một bản "
        "trong đó, hoặc tệp .zip đã tải về."
    )
    sentence_en = (
        "There is no backup at {path}. Name the folder into which the command backup wrote, one "
        "backup in it, or a .zip file that was downloaded."
    )


class BackupDamaged(StoreError):
    """A backup is not what was written."""

    sentence_vi = (
        "Bản sao lưu {path} không còn nguyên vẹn ({entry}), nên không khôi phục gì; nơi ghi hiện "
        "có giữ nguyên. Hãy dùng một bản khác."
    )
    sentence_en = (
        "The backup {path} is not whole ({entry}), so nothing was restored and the present home is "
        "as it was. Use another backup."
    )


class BackupNewer(StoreError):
    """A newer version of the program made the backup."""

    sentence_vi = (
        "Bản sao lưu {path} do một phiên bản mới hơn của chương trình tạo ra ({found}), nên không "
        "khôi phục gì. Hãy cập nhật chương trình rồi chạy lại."
    )
    sentence_en = (
        "A newer version of the program made the backup {path} ({found}), so nothing was restored. "
        "Update the program and run again."
    )


class BackupNotWritten(StoreError):
    """A backup could not be written, or was not what had been written when it was read back."""

    sentence_vi = (
        "Chưa sao lưu được vào {path}: {reason}. Các bản cũ giữ nguyên. Hãy chọn nơi khác rồi chạy "
        "lại."
    )
    sentence_en = (
        "The backup could not be written to {path}: {reason_en}. Older backups are as they were. "
        "Choose another place and run again."
    )


class BackupInside(StoreError):
    """The place for backups would be part of what is backed up."""

    sentence_vi = (
        "Nơi sao lưu {path} nằm trong {home}, thứ cần được sao lưu. Hãy chọn một thư mục khác, tốt "
        "nhất là trên ổ đĩa khác."
    )
    sentence_en = (
        "The place {path} lies within {home}, which is what is backed up. Choose another folder, "
        "best on another disk."
    )
