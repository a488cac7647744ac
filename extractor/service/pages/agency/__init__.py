"""One agency over the years: its numbers as charts and tables, and what must agree from one year to the next."""
