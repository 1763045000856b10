"""Every rule of plausibility, once: bounded figures in, findings out; none changes a value."""
