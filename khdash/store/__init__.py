"""The one place that speaks SQL: an append-only log of batches in one DuckDB file."""
