"""Which figures no sentence may speak of: they break a hard bound and nobody confirmed them."""

from __future__ import annotations

import numpy as np
import pandas as pd

from khdash.model.catalogue import Catalogue
from khdash.rules.confirmation import with_confirmations
from khdash.rules.finding import FIGURE_KEY, as_frame, figures_of
from khdash.rules.review import reviewed


def implausible(
    figures: pd.DataFrame, catalogue: Catalogue, confirmations: pd.DataFrame
) -> pd.Series:
    """True for each figure that no headline, tile or sentence may rest on.

    figures: ObservationFrame, whole (Dataset.observations or Dataset.current with its computed
    rows), since the people of a unit are looked up in it. confirmations: ConfirmationFrame. A
    published figure is implausible where a rule with `hard` names it and no person confirmed
    that; a computed one where its numerator or denominator of that unit and year is. The answer
    has the index of `figures`; ask once for each version of the data.
    """
    judged = figures_of(figures, catalogue)
    found = as_frame(judged, list(reviewed(judged, lambda rule: rule.hard)))
    told = with_confirmations(found, confirmations)
    open_findings = told.loc[~told["confirmed"], FIGURE_KEY]
    keys = pd.MultiIndex.from_frame(figures[FIGURE_KEY])
    broken = keys.isin(pd.MultiIndex.from_frame(open_findings))
    broken &= (figures["standing"] == "current").to_numpy()
    return pd.Series(
        np.where(figures["origin"] == "published", broken, _rests_on(figures, catalogue, broken)),
        index=figures.index,
        dtype=bool,
    )


def _rests_on(figures: pd.DataFrame, catalogue: Catalogue, broken: np.ndarray) -> np.ndarray:
    """Which figures have a part of theirs among the broken ones of their unit and year."""
    place = ["unit", "year", "indicator"]
    wrong = set(map(tuple, figures.loc[broken, place].to_numpy(dtype=object)))
    if not wrong:
        return np.zeros(len(figures), dtype=bool)
    parts = {
        code: (entry.numerator, entry.denominator_on("all"), entry.denominator_registered)
        for code, entry in catalogue.indicators.items()
    }
    return np.array(
        [
            any((unit, year, part) in wrong for part in parts.get(code, ()))
            for unit, year, code in figures[place].to_numpy(dtype=object)
        ],
        dtype=bool,
    )
