"""Everything the service keeps, in SQLite or PostgreSQL: rows, queries over them, migrations, backups."""
