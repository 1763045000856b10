"""Bytes to tables of understood cells; knows no catalogue."""
