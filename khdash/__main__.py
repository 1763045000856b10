"""`python -m khdash`."""

from __future__ import annotations

from khdash.cli import main

raise SystemExit(main())
