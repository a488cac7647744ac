"""One file a mode; each defines ``MODES``."""
