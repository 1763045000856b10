"""What the pages share: the shell, the filters, the link, and how an exhibit is shown."""
