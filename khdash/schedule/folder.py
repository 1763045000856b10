"""A product as files in a folder, each whole or not there; no file is ever written over."""

from __future__ import annotations

from itertools import count
from pathlib import Path, PurePath

from khdash.locale import mark
from khdash.schedule.fault import NotDone
from khdash.schedule.product import File, Product
from khdash.store.atomic import write_whole
from khdash.store.refusal import reasons


def to_folder(product: Product, folder: Path) -> tuple[str, ...]:
    """Write the files; the paths they got: a name that is taken gets the next number.

    A product that tells something has its text beside its files. Raises NotDone.
    """
    files = product.files
    if product.tells:
        text = "\r\n".join([product.title, "", *product.text, ""])
        files = (File(f"{product.stem}.txt", "text/plain", text.encode("utf-8-sig")), *files)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return tuple(str(_written(folder, file)) for file in files)
    except OSError as error:
        raise _refused(folder, error) from error


def _written(folder: Path, file: File) -> Path:
    name = PurePath(file.name)
    for number in count(1):
        path = folder / (f"{name.stem}-{number}{name.suffix}" if number > 1 else file.name)
        try:
            write_whole(path, file.content, replace=False)
        except FileExistsError:
            continue
        return path
    raise AssertionError("count has no end")


def _refused(folder: Path, error: OSError) -> NotDone:
    why = reasons(error)
    return NotDone(
        mark("Không ghi được vào thư mục {folder}: {reason}. Hãy xem thư mục còn chỗ và cho ghi."),
        again=True,
        folder=str(folder),
        reason=(why["reason"], why["reason_en"]),
    )
