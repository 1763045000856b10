"""What the pages share: the reader's data, exhibits shown, names, signatures."""
