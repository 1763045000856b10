"""XLSX: a workbook with a sheet an exhibit."""
