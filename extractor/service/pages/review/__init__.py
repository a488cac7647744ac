"""The page on which a person settles the doubtful cells of one report, its source beside its form."""
