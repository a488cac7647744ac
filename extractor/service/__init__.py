"""Gongkai as a service for one team: an HTTP API, a store, durable jobs and review pages.

::

    upload ─▶ source ─▶ job ─▶ extractor.batch ─▶ extraction ─▶ reports, cells, facts, findings
                                                                    ▲
                              person ─▶ event ─▶ extractor.reviewing ┘

Handlers and templates hold no rule of their own: what a decision means stands in ``extractor.reviewing``, what a
result is in ``schemas``, how sources are read in ``extractor.batch``.
"""
