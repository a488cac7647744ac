"""Small programs for the people who work on gongkai; not part of the wheel."""
