"""khdash: the figures of the provincial associations for promoting education, checked and sourced."""

__version__ = "0.1.0"
