"""A form of an office, filled with what a paper says."""

from __future__ import annotations

import io

from khdash.report.paper.form_check import opened_form, sandbox
from khdash.report.paper.own_form.fields import fields_of
from khdash.report.paper.paper import Paper


def filled(form: bytes, paper: Paper) -> bytes:
    """The form with the fields of a paper."""
    template = opened_form(form)
    template.render(fields_of(paper), sandbox(), autoescape=True)
    core = template.docx.core_properties
    core.comments = paper.link[:255]
    out = io.BytesIO()
    template.save(out)
    return out.getvalue()
