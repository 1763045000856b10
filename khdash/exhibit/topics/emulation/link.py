"""A plan as a piece of a link: JSON, deflated, in letters that an address may hold."""

from __future__ import annotations

import base64
import binascii
import json
import zlib
from functools import lru_cache

from khdash.exhibit.topics.emulation.plan import Plan, example_plan
from khdash.transform.composite import Fault, SchemeError

PARAMETER = "phuong_an"
"""What a plan is called in an address."""
LONGEST_LINK = 4000
LARGEST_PLAN = 100_000
"""Bytes of JSON that a link may unfold to."""


@lru_cache(maxsize=64)
def plan_to_link(plan: Plan) -> str:
    """The plan as text for the address; '' for the example that is shipped."""
    if plan == example_plan():
        return ""
    written = json.dumps(plan.to_dict(), ensure_ascii=False, separators=(",", ":"))
    packed = zlib.compress(written.encode(), 9)
    return base64.urlsafe_b64encode(packed).decode().rstrip("=")


@lru_cache(maxsize=64)
def plan_from_link(text: str) -> Plan:
    """The plan of a link; SchemeError says what is wrong with it."""
    return Plan.from_json(_unpacked(text)) if text else example_plan()


def _unpacked(text: str) -> bytes:
    """The JSON in a link. SchemeError where it is cut off, changed or unreasonably large."""
    try:
        packed = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
        unfolding = zlib.decompressobj()
        written = unfolding.decompress(packed, LARGEST_PLAN)
    except (ValueError, binascii.Error, zlib.error) as error:
        raise _damaged() from error
    if not unfolding.eof:
        raise _damaged()
    return written


def _damaged() -> SchemeError:
    vi = "phần này của liên kết bị cắt hoặc bị sửa nên không đọc được"
    en = "this part of the link is cut off or changed and cannot be read"
    return SchemeError([Fault("phuong_an", vi, en)])
