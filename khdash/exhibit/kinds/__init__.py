"""Exhibits by what they show: a trend, a comparison, a map, a total, two years, a ranking."""
