"""What the browser draws of a page, whatever order the framework takes its drawings in."""

from __future__ import annotations

import pytest

from khdash.web.common.component import LOAD
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.journey

# A script that writes down what it draws and what it lets go of.
PROBE = """
export default function ({ data, parentElement }) {
  parentElement.said.push(data);
  return () => parentElement.said.push(`-${data}`);
}
"""
IN_ORDER = """async ([script, order]) => {
  const load = await import(URL.createObjectURL(new Blob([script], { type: "text/javascript" })));
  const parentElement = Object.assign(document.createElement("div"), { said: [] });
  const leave = {};
  for (const step of order) {
    if (step.startsWith("-")) leave[step.slice(1)]();
    else leave[step] = await load.default({ data: step, parentElement });
  }
  return parentElement.said;
}"""


@pytest.mark.parametrize(
    ("order", "said"),
    [
        (["old", "new", "-old"], ["old", "new", "-old"]),
        (["new", "old", "-old"], ["new", "old", "-old", "new"]),
        (["old", "-old", "new"], ["old", "-old", "new"]),
        (["old", "new", "-old", "-new"], ["old", "new", "-old", "-new"]),
    ],
    ids=["usual", "the newer taken first", "one after the other", "the page is left"],
)
def test_the_newest_drawing_stays_whichever_is_taken_first(
    visitor: Visitor, order: list[str], said: list[str]
) -> None:
    visitor.page.route(
        "**/app/static/components/probe.js",
        lambda route: route.fulfill(body=PROBE, content_type="text/javascript"),
    )
    visitor.open_page("huong-dan")
    assert visitor.page.evaluate(IN_ORDER, [LOAD.format(name="probe"), order]) == said
