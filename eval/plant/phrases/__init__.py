"""Sentences as offices write them, invented: templates whose slots are keys of ``eval.plant.ledger``."""
