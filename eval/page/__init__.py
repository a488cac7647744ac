"""Pages: a run, or a comparison of two, as one file for a person's eyes; nothing in it asks for anything."""
