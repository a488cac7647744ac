"""A source to its reports, and a report to its sections: where each part stands, whose it is and of which year."""
