"""Results made into something else: text for a person, tables for a program, the forms' codebook.

Everything here takes results and returns text or rows; writing it somewhere is the caller's part.
"""
