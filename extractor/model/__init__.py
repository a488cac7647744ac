"""The model reader: a language model constrained to schemas, given each section by a renderer of its own."""
