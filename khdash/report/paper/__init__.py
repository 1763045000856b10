"""Documents for a meeting, made of many exhibits at once: DOCX, XLSX, PPTX."""
