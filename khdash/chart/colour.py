"""Arithmetic of colours: mixed, taken from a ramp, compared for legibility."""

from __future__ import annotations

from collections.abc import Sequence


def blend(colour: str, ground: str, share: float) -> str:
    """`share` of a colour over the ground.

    >>> blend("#000000", "#FFFFFF", 0.5)
    '#808080'
    """
    parts = [
        round(int(colour[i : i + 2], 16) * share + int(ground[i : i + 2], 16) * (1 - share) + 1e-9)
        for i in (1, 3, 5)
    ]
    return "#" + "".join(f"{part:02X}" for part in parts)


def ramp_at(ramp: Sequence[str], share: float) -> str:
    """The colour at a place of an evenly spaced ramp, 0 its first and 1 its last.

    >>> ramp_at(("#000000", "#FFFFFF"), 0.5)
    '#808080'
    """
    place = min(max(share, 0.0), 1.0) * (len(ramp) - 1)
    low = min(int(place), len(ramp) - 2)
    return blend(ramp[low + 1], ramp[low], place - low)


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2, from 1 to 21.

    >>> round(contrast("#FFFFFF", "#000000"), 2)
    21.0
    """
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
