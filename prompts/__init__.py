"""The prompts, one file a section kind; no prompt text stands in Python."""
