"""Every figure of a text held against ours: `check_text`."""

from khdash.proof.check import Answers, check_text
from khdash.proof.finding import STATUSES, Finding, Question, Statement, Status

__all__ = ["STATUSES", "Answers", "Finding", "Question", "Statement", "Status", "check_text"]
