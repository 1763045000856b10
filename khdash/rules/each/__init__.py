"""One rule a file: how it judges, its words, and a sample that it names."""
