"""What the API says and takes, as types; results themselves are those of ``schemas.result``."""
