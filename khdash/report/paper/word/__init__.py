"""DOCX: a report as an administrative document (Decree 30/2020/NĐ-CP)."""
