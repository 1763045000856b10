"""The answers that a page opens with: the questions of its reader, each with what may be said."""
