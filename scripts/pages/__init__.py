"""The pages of ``docs/`` that are made from code, one function each."""
