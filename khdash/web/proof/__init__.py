"""The page "Soát số": a text given, its figures marked, questions answered, the text taken away."""
