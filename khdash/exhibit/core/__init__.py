"""What every exhibit is made of: the Exhibit, its scope, notes, sentences and assembly."""
