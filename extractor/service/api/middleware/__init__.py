"""What every request goes through, outermost first: failures and measures, headers, limits."""
