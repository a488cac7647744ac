"""One file a family of errors; each defines ``PLANTERS``."""
