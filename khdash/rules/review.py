"""Every rule asked of the same figures; a figure is named once for its size."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
import pandas as pd

from khdash.rules import registry
from khdash.rules.figures import Figures
from khdash.rules.found import beside_of
from khdash.rules.rule import Rule


def reviewed(
    figures: Figures, asked: Callable[[Rule], bool] = lambda rule: True
) -> Iterator[tuple[Rule, pd.DataFrame]]:
    """The rules that found something, in the order of the registry, with what they found.

    Of the rules about size the first names a figure. What such a rule holds against a figure that
    is itself named for its size (a fall after a peak) is that figure's doing and not told again.
    """
    named = np.zeros(len(figures.frame), dtype=bool)
    for rule in registry.RULES:
        if not asked(rule):
            continue
        findings = rule.judge(figures)
        if rule.about_size and len(findings):
            own = findings["figure"].to_numpy()
            told = named[own]
            for first in beside_of(findings)[:1]:
                told = told | named[findings[first].to_numpy()]
            named[own] = True
            findings = findings[~told]
        if len(findings):
            yield rule, findings
