"""The naive baseline: what most people try first, so that its figures stand beside those of two readers."""
