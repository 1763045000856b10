"""Checking what was recognised, and the report of it."""

from khdash.ingest.check.check import UPLOAD_SOURCE, Known, Store, check_recognitions, figures
from khdash.ingest.check.report import ACTIONS, CheckReport, finding_dict

__all__ = [
    "ACTIONS",
    "UPLOAD_SOURCE",
    "CheckReport",
    "Known",
    "Store",
    "check_recognitions",
    "figures",
    "finding_dict",
]
