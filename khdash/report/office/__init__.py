"""Native, editable Office charts of an exhibit: for Word, PowerPoint and Excel alike."""
