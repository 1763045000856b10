"""`python -m khdash`, and the script `khdash` of an installed program."""

from __future__ import annotations

from khdash.cli import main


def run() -> None:
    """The command line of this process, to its exit status."""
    raise SystemExit(main())


if __name__ == "__main__":
    run()
