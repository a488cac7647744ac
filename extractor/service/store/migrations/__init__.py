"""How the tables came about, one step after another; alembic runs them (``upgrade.py``)."""
