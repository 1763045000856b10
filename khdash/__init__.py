"""khdash: figures of the associations for promoting education, checked and sourced."""

__version__ = "0.1.0"
