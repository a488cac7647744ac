"""The routes of ``/v1``, a module a kind of thing."""
