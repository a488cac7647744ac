"""Measuring: gold sets, outcomes of every cell against its label, scores with their n, gates."""
