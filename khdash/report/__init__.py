"""Everything that becomes a file: exhibits, forms to fill, rejected cells."""
