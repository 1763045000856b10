"""The commands of `python -m khdash`, one module per area; khdash/cli.py lists them."""
