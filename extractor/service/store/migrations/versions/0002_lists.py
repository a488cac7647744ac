"""Lists of many reports: an index for each order, and what they go by and show of each report in columns of its own."""

from __future__ import annotations

import json

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_ORDERS = {
    "doubts": ["open_doubts", "errors", "number"],
    "organization": ["name_key", "year_key", "number"],
    "year": ["year_key", "name_key", "number"],
    "verified": ["share", "number"],
    "findings": ["errors", "warnings", "notes", "number"],
    "updated": ["updated_at", "number"],
}
_NO_NAME, _NO_YEAR = "\U0010ffff", 99999
_BATCH = 500


def upgrade() -> None:
    """Make it so."""
    ordered = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
    for column in (
        sa.Column("open_samples", sa.Integer(), server_default="0", nullable=False),
        sa.Column("name_key", ordered, server_default=_NO_NAME, nullable=False),
        sa.Column("year_key", sa.Integer(), server_default=str(_NO_YEAR), nullable=False),
        sa.Column("share", sa.Double(), server_default="1", nullable=False),
    ):
        op.add_column("reports", column)
    _fill(op.get_bind())
    op.drop_index("ix_reports_facets", "reports")
    _index("ix_reports_facets", ["year", "form", "ordinal", "present"])
    for order, keys in _ORDERS.items():
        _index(f"ix_reports_by_{order}", keys)
    failed = sa.text("error_kind is not null")
    op.create_index("ix_extractions_failed", "extractions", ["id"], sqlite_where=failed, postgresql_where=failed)


def downgrade() -> None:
    """Undo it."""
    op.drop_index("ix_extractions_failed", "extractions")
    for order in _ORDERS:
        op.drop_index(f"ix_reports_by_{order}", "reports")
    op.drop_index("ix_reports_facets", "reports")
    _index("ix_reports_facets", ["year", "form", "present"])
    for column in ("open_samples", "name_key", "year_key", "share"):
        op.drop_column("reports", column)


def _index(name: str, keys: list[str]) -> None:
    present, sqlite_present = sa.text("present"), sa.text("present = 1")
    op.create_index(name, "reports", keys, unique=False, sqlite_where=sqlite_present, postgresql_where=present)


def _fill(connection: sa.Connection) -> None:
    keys = sa.text(
        "update reports set name_key = coalesce(organization, :no_name), year_key = coalesce(year, :no_year), "
        "share = case when printed > 0 then printed_verified * 1.0 / printed else 1.0 end"
    )
    connection.execute(keys, {"no_name": _NO_NAME, "no_year": _NO_YEAR})
    _count_samples(connection)


def _count_samples(connection: sa.Connection) -> None:
    """Count what is open of each queue's sample; a queue's entry is path, reason and whether it is settled."""
    queues = sa.text(
        "select report_number, looks from report_records where report_number > :after order by report_number limit :most"
    )
    keep = sa.text("update reports set open_samples = :n where number = :number")
    after = -1
    while rows := connection.execute(queues, {"after": after, "most": _BATCH}).all():
        for number, queue in rows:
            looks = json.loads(queue) if isinstance(queue, str) else queue  # SQLite has text
            open_samples = sum(reason == "sample" and not settled for _, reason, settled in looks)
            if open_samples:
                connection.execute(keep, {"n": open_samples, "number": number})
        after = rows[-1][0]
