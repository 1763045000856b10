"""The names of the fields of a form."""

PLAIN = ("ten", "nam", "phien_ban", "cap_nhat", "lien_ket", "minh_hoa")
"""Fields that are one text each."""
LISTS = ("nguon", "cach_doc")
FIGURES, SENTENCES, TABLES, HEADS = "so", "loi", "bang", "dau"
"""Fields with a name after the point: of an indicator, a section, a line of the letterhead."""
