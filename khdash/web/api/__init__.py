"""The data API, /api/v1/: what the pages show, for programs, by the filters of the addresses."""
