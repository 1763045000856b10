"""Who may come in as what: access.csv in the home, edited by `python -m khdash access`."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from khdash.model.actor import Action, Actor, Role
from khdash.model.problem import Problem, StoreError
from khdash.store import activity
from khdash.store.activity import Activity, Deed
from khdash.store.atomic import write_whole
from khdash.store.errors import writing_to

FILE: Final = "access.csv"
COLUMNS: Final = ("identity", "name", "role", "provinces")
BETWEEN: Final = ";"
"""Stands between the provinces of a row."""
GRANTED: Final = (Role.READER, Role.PROVINCES, Role.CLUSTER, Role.ADMINISTRATOR)
SUBJECT: Final = "sub:"
"""Begins an identity that is a provider's own number for a person, and no e-mail address."""


@dataclass(frozen=True, slots=True)
class Grant:
    """What one identity may: an e-mail address, or `sub:` and a provider's number of a person.

    provinces: keys of units; only a steward of provinces has any.
    """

    identity: str
    name: str
    role: Role
    provinces: frozenset[str] = frozenset()


class AccessFaulty(StoreError):
    """A row of access.csv cannot be read; until it is mended it grants nothing."""

    sentence_vi = "{first} Dòng sai không cấp quyền gì; chưa ghi thay đổi nào."
    sentence_en = "{first_en} A faulty row grants nothing; no change was written."


class NoSuchGrant(StoreError):
    """Somebody would take back what was not granted."""

    sentence_vi = "«{identity}» chưa được cấp quyền gì. Xem: python -m khdash access list."
    sentence_en = "Nothing is granted to “{identity}”. See: python -m khdash access list."


class GrantFaulty(StoreError):
    """A grant that means nothing."""

    sentence_vi = "Chưa cấp quyền: {why}"
    sentence_en = "Nothing was granted: {why_en}"


def same(identity: str) -> str:
    """An identity as it is compared: an e-mail address knows no capitals, a number does.

    >>> same(" Lan@Hoi.VN "), same("sub:AbC")
    ('lan@hoi.vn', 'sub:AbC')
    """
    identity = identity.strip()
    return identity if identity.startswith(SUBJECT) else identity.casefold()


def grant_of(home: Path, identities: Iterable[str]) -> Grant | None:
    """What is granted to the first of these identities that stands in the file."""
    known = _known(home)[0]
    return next((known[key] for one in identities if (key := same(one)) in known), None)


def grants(home: Path) -> tuple[Mapping[str, Grant], tuple[Problem, ...]]:
    """What is granted, by identity, and what is wrong with the rest of the file."""
    return _known(home)


def grant(home: Path, actor: Actor, given: Grant) -> None:
    """Let an identity in, in place of what it was granted before.

    Raises AccessRefused, GrantFaulty, AccessFaulty or DatabaseReadOnly.
    """
    activity.require(home, actor, Action.GRANT)
    given = replace(given, identity=same(given.identity), name=given.name.strip())
    if fault := _fault(given):
        raise GrantFaulty(why=fault[0], why_en=fault[1])
    known = _sound(home)
    _write(home, {**known, given.identity: given})
    activity.record(
        home,
        actor,
        Deed.GRANT,
        to=given.identity,
        role_granted=given.role,
        provinces=sorted(given.provinces),
    )


def revoke(home: Path, actor: Actor, identity: str) -> None:
    """Take back what an identity was granted; it holds from its next click.

    Raises AccessRefused, NoSuchGrant, AccessFaulty or DatabaseReadOnly.
    """
    activity.require(home, actor, Action.GRANT)
    known, key = _sound(home), same(identity)
    if key in known:
        _write(home, {name: one for name, one in known.items() if name != key})
        activity.record(home, actor, Deed.REVOKE, to=key, role_granted=known[key].role)
    elif key in not_as_granted(home, actor):
        activity.record(home, actor, Deed.REVOKE, to=key)
    else:
        raise NoSuchGrant(identity=identity)


def not_as_granted(home: Path, actor: Actor) -> tuple[str, ...]:
    """The identities to whom a command granted what the file does not say any more: it was cut,
    emptied, removed or changed. Raises AccessRefused."""
    newest: dict[str, Activity] = {}
    for line in activity.read(home, actor):
        if line.deed in (Deed.GRANT, Deed.REVOKE):
            newest.setdefault(str(line.about.get("to", "")), line)
    known = _known(home)[0]
    return tuple(
        sorted(
            one
            for one, line in newest.items()
            if line.deed == Deed.GRANT and not _stands(known.get(one), line.about)
        )
    )


def _stands(found: Grant | None, told: Mapping[str, Any]) -> bool:
    return found is not None and (found.role, sorted(found.provinces)) == (
        told.get("role_granted"),
        told.get("provinces", []),
    )


def _sound(home: Path) -> Mapping[str, Grant]:
    known, problems = _known(home)
    if problems:
        raise AccessFaulty(first=problems[0].text("vi"), first_en=problems[0].text("en"))
    return known


def _write(home: Path, known: Mapping[str, Grant]) -> None:
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow(COLUMNS)
    for key in sorted(known):
        one = known[key]
        rows.writerow([one.identity, one.name, one.role, BETWEEN.join(sorted(one.provinces))])
    with writing_to(home / FILE):
        home.mkdir(parents=True, exist_ok=True)
        write_whole(home / FILE, text.getvalue().encode(), private=True)


def _known(home: Path) -> tuple[Mapping[str, Grant], tuple[Problem, ...]]:
    path = home / FILE
    try:
        found = path.stat()
    except OSError:
        return {}, ()
    return _read(path, found.st_mtime_ns, found.st_size, found.st_ino)


@lru_cache(8)
def _read(path: Path, *_: int) -> tuple[Mapping[str, Grant], tuple[Problem, ...]]:
    """The file as it was at a moment: asked at every click, read once a change."""
    found: dict[str, Grant] = {}
    seen: set[str] = set()
    problems: list[Problem] = []
    try:
        rows = csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline=""))
    except (OSError, UnicodeDecodeError) as error:
        return {}, (_problem(1, "", str(error), ("Lưu lại tệp dạng UTF-8.", "Save it as UTF-8.")),)
    try:
        lines = [(rows.line_num, row) for row in rows]
    except csv.Error as error:
        repair = "Từ dòng này tệp không còn đọc được.", "From this line on it cannot be read."
        return {}, (_problem(rows.line_num, "", str(error), repair),)
    if tuple(rows.fieldnames or ()) != COLUMNS:
        told = ",".join(rows.fieldnames or ())
        repair = f"Dòng đầu phải là: {','.join(COLUMNS)}.", f"Line 1 is: {','.join(COLUMNS)}."
        return {}, (_problem(1, "", told, repair),)
    for line, row in lines:
        one = _grant(row)
        fault = ("Vai trò là một trong: ", "A role is one of: ") if one is None else _fault(one)
        if one is None:
            listed = ", ".join(GRANTED)
            fault = fault[0] + listed + ".", fault[1] + listed + "."  # type: ignore[index]
        if one is not None and one.identity in seen:
            fault = "Người này đứng ở hai dòng; giữ một dòng.", "Listed twice; keep one row."
            found.pop(one.identity, None)
        if one is not None:
            seen.add(one.identity)
        if fault:
            value = row["role"] if one is None else row["identity"]
            column = "role" if one is None else "identity"
            problems.append(_problem(line, column, value or "", fault))
        elif one is not None:
            found[one.identity] = one
    return found, tuple(problems)


def _grant(row: Mapping[str, str | None]) -> Grant | None:
    told = {name: (row[name] or "").strip() for name in COLUMNS}
    if told["role"] not in GRANTED:
        return None
    provinces = frozenset(one.strip() for one in told["provinces"].split(BETWEEN) if one.strip())
    return Grant(same(told["identity"]), told["name"], Role(told["role"]), provinces)


def _fault(one: Grant) -> tuple[str, str] | None:
    """What is wrong with a grant and how to mend it, in both languages."""
    if not one.identity or one.identity == SUBJECT:
        return "Thiếu địa chỉ thư điện tử của người được cấp.", "The e-mail address is missing."
    if any(not sign.isprintable() for sign in one.identity + one.name):
        return "Có ký tự không hiển thị được.", "There are signs that cannot be seen."
    if one.role not in GRANTED:
        return "Vai trò này không cấp được.", "This role is not granted."
    if one.role is Role.PROVINCES and not one.provinces:
        return "Người phụ trách tỉnh cần ít nhất một tỉnh.", "Name at least one province."
    if one.role is not Role.PROVINCES and one.provinces:
        return "Chỉ người phụ trách tỉnh mới ghi tỉnh.", "Only a steward of provinces has any."
    return None


def _problem(line: int, column: str, value: str, repair: tuple[str, str]) -> Problem:
    return Problem(FILE, line, column, value, *repair)
