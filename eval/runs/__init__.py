"""Runs: every reading of a gold set in one self-describing file, that can be scored again without a model."""
