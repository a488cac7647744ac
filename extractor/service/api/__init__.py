"""The HTTP API ``/v1``: parse, call, answer."""
