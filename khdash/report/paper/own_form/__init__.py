"""DOCX by an office's own form: a document with named fields and tables, filled from a paper."""
