"""khdash: figures of the associations for promoting education, checked and sourced."""

import pandas as pd

__version__ = "0.2.0"

# Text as Python strings: on frames of some hundred rows twice as fast as Arrow's.
pd.set_option("mode.string_storage", "python")
