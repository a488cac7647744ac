"""Many sources at once: one that fails, hangs or kills its reader never costs the others, and nothing is read twice.

::

    sources ─▶ task ─▶ readers (processes or threads) ─▶ outcome ─▶ journal ─▶ results, in the order of the sources

What became of a source is an ``Outcome``: its line of the result file and the few counts that a summary needs. Outcomes
come in the order in which sources are done; without a file they wait for their turn, with one they are added to a
journal beside it, which a killed run leaves whole, and put in order when all are there.
"""
