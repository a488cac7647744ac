"""What alembic runs: the steps that are missing, on a connection whose transaction the caller began and ends."""

from __future__ import annotations

from alembic import context

from extractor.service.store.tables import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    transactional_ddl=True,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
