"""How each generated indicator relates to the size of its province."""

from __future__ import annotations

from dataclasses import dataclass

FIRST_YEAR, LAST_YEAR = 2010, 2024
MODELS_FROM, CRITERIA_FROM, CITIZENS_FROM = 2016, 2022, 2022


@dataclass(frozen=True, slots=True)
class Share:
    """An indicator as a share of another, moving evenly from the first to the last year.

    noise: standard deviation of the yearly deviation, relative to the value.
    from_year, to_year: the years in which the indicator is reported.
    """

    of: str
    first: float
    last: float
    noise: float = 0.01
    from_year: int = FIRST_YEAR
    to_year: int = LAST_YEAR
    follows_strength: bool = True


SHARES: dict[str, Share] = {
    "households": Share("population", 0.272, 0.285, 0.002, follows_strength=False),
    "families": Share("households", 0.985, 0.985, 0.001, follows_strength=False),
    "adults": Share("population", 0.72, 0.70, 0.002, follows_strength=False),
    "workers": Share("adults", 0.78, 0.76, 0.002, follows_strength=False),
    "clans": Share("families", 0.0085, 0.0079, 0.002, follows_strength=False),
    "units_total": Share("population", 0.00068, 0.00074, 0.003, follows_strength=False),
    "members": Share("population", 0.135, 0.305, 0.008),
    "members_new": Share("members", 0.060, 0.045, 0.10),
    "chapters": Share("villages", 1.02, 1.35, 0.01),
    "school_committees": Share("communes", 2.7, 3.1, 0.01),
    "clan_committees": Share("clans", 0.34, 0.62, 0.02),
    "committees": Share("clan_committees", 1.9, 1.75, 0.01, follows_strength=False),
    "association_bodies_new": Share("chapters", 0.012, 0.02, 0.2),
    "member_cards_issued": Share("members_new", 0.55, 0.92, 0.05),
    "fund_balance": Share("population", 0.0105, 0.098, 0.02),
    "fund_raised": Share("fund_balance", 0.34, 0.24, 0.06),
    "fund_spent": Share("fund_raised", 0.82, 0.80, 0.04),
    "scholarships_value": Share("fund_spent", 0.16, 0.18, 0.05),
    "rewards_value": Share("fund_spent", 0.46, 0.44, 0.04),
    "scholarships_awarded": Share("scholarships_value", 2.4, 1.5, 0.05, follows_strength=False),
    "rewards_students": Share("rewards_value", 11.0, 7.5, 0.05, follows_strength=False),
    "rewards_teachers": Share("rewards_students", 0.055, 0.06, 0.05, follows_strength=False),
    "membership_fees_collected": Share("members", 0.006, 0.0105, 0.03, follows_strength=False),
    "studious_family_registered": Share("families", 0.62, 0.72, 0.01, to_year=2015),
    "studious_family_recognised": Share(
        "studious_family_registered", 0.66, 0.76, 0.01, to_year=2015
    ),
    "studious_clan_registered": Share("clans", 0.52, 0.66, 0.01, to_year=2015),
    "studious_clan_recognised": Share("studious_clan_registered", 0.55, 0.66, 0.01, to_year=2015),
    "studious_community_registered": Share("villages", 0.55, 0.74, 0.01, to_year=2015),
    "studious_community_recognised": Share(
        "studious_community_registered", 0.60, 0.70, 0.01, to_year=2015
    ),
    "studious_unit_registered": Share("units_total", 0.60, 0.80, 0.01, to_year=2015),
    "studious_unit_recognised": Share("studious_unit_registered", 0.70, 0.82, 0.01, to_year=2015),
    "learning_citizen_registered": Share("adults", 0.44, 0.66, 0.01, from_year=CITIZENS_FROM),
    "learning_citizen_recognised": Share(
        "learning_citizen_registered", 0.62, 0.80, 0.01, from_year=CITIZENS_FROM
    ),
    "learning_centre_attendances": Share("adults", 0.42, 0.78, 0.06),
    "connectivity_devices": Share("population", 0.0021, 0.0004, 0.10, from_year=2021),
    "connectivity_value": Share("connectivity_devices", 2.6, 2.9, 0.05, from_year=2021),
    "training_sessions": Share("districts", 3.0, 5.5, 0.10),
    "training_participants": Share("training_sessions", 85, 95, 0.05, follows_strength=False),
    "inspections": Share("districts", 1.2, 2.1, 0.15),
}
"""Each indicator stands after those it is a share of."""

LEARNING = {
    # title: (denominator, registered and recognised share: first, last before 2022, first, last)
    "family": ("families", (0.74, 0.86), (0.80, 0.89), (0.77, 0.88), (0.76, 0.89)),
    "clan": ("clans", (0.66, 0.80), (0.70, 0.86), (0.70, 0.84), (0.74, 0.87)),
    "community": ("villages", (0.76, 0.88), (0.80, 0.90), (0.78, 0.90), (0.80, 0.92)),
    "unit": ("units_total", (0.80, 0.93), (0.86, 0.95), (0.84, 0.95), (0.88, 0.97)),
    "commune": ("communes", (0.80, 0.96), (0.85, 0.96), (0.85, 0.98), (0.88, 0.99)),
}
"""Shares of the whole that registered, and of the registered that were recognised."""

FUND_LEVELS = {
    "fund_balance_province_level": 0.08,
    "fund_balance_district_level": 0.16,
    "fund_balance_commune_level": 0.19,
    "fund_balance_villages": 0.17,
    "fund_balance_clans": 0.21,
    "fund_balance_schools_offices": 0.13,
    "fund_balance_family_savings": 0.06,
}
"""The fund by level, as shares that add up to one."""

RATES = {
    "members_with_card_rate": (52.0, 88.0),
    "members_paying_fee_rate": (48.0, 83.0),
    "learning_centre_coverage_rate": (96.0, 100.0),
    "learning_centres_sustainable_rate": (46.0, 78.0),
    "learning_centres_digital_rate": (18.0, 66.0),
}
"""Rates whose counts no one reports: first and last value in %."""

NOT_OF_COMMUNES = frozenset(
    {
        "district_associations",
        "fund_balance_province_level",
        "fund_balance_district_level",
        "learning_commune_registered",
        "learning_commune_recognised",
        "population_resolution",
        "communes",
    }
)
"""What exists at higher levels only."""

UNREPORTED = 0.04
"""The share of communes and years without any figure."""
