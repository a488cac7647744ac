"""The language in which an official form is declared: tables of blocks of rows and columns, and their sums.

A form is declared once, in one file under ``schemas/forms/``. Paths, label vocabulary, identities,
export columns and codebook are derived from that declaration by the functions of this package.
Source: FORMS.md, which names each cell; 国办公开办函〔2019〕60号 and 〔2021〕30号, which print them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from pydantic import BaseModel, ConfigDict

from schemas.enums import Quantity, TableKind, Witness

__all__ = ["Block", "Column", "Form", "Frozen", "Group", "Row", "SumRule", "Table"]


class Frozen(BaseModel):
    """A declared value: immutable, hashable, no unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Labelled(Frozen):
    """What a form prints a label for."""

    label: str
    """As the form prints it, simplified Chinese."""
    aliases: tuple[str, ...] = ()
    """Other prints of the same label that real reports show."""

    @property
    def prints(self) -> tuple[str, ...]:
        """Every known print of the label, the official one first."""
        return (self.label, *self.aliases)


class Column(Labelled):
    """One column of a block."""

    key: str
    """Last part of the path; empty where the block has only one column and the row alone names the cell."""
    quantity: Quantity = Quantity.COUNT
    unit: str = "件"
    """Official unit of the print; money is converted to 元 in the value."""
    printed_unit: str | None = None
    """The unit that the form's own header prints for this column (``万元``), if it prints one."""
    spanner: str = ""
    """Key of the group whose label the header prints above this column and its neighbours."""


class Group(Labelled):
    """A label that stands above or beside several rows and holds no number of its own."""

    key: str


class Row(Labelled):
    """One row of a block: a label and one number a column."""

    key: str
    groups: tuple[str, ...] = ()
    """Keys of the groups above this row, outermost first."""
    optional: bool = False
    """Due only where it is printed (local additions)."""
    quantity: Quantity | None = None
    """Overrides the column's quantity (the annex mixes counts and money in one column)."""
    unit: str | None = None
    """Overrides the column's unit."""


class Block(Labelled):
    """Rows under one header. 主动公开 has a block for each 第二十条第(…)项; the other tables have one or three."""

    key: str = ""
    """Second part of the path; empty where the table has one block."""
    label: str = ""
    """The line that the form prints above the block, such as 第二十条第(一)项."""
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


class SumRule(Frozen):
    """A sum that the form asserts (勾稽关系): the ``left`` keys add up to what the ``right`` keys add up to.

    On axis ``row`` the keys are columns and the rule holds in every row; on axis ``column`` the keys are rows
    and the rule holds in every column. Where a key and its children (``key.child``) are both printed, the
    children are summed and the parent is checked apart.
    """

    kind: Witness
    axis: Literal["row", "column"]
    left: tuple[str, ...]
    right: tuple[str, ...]


class Table(Frozen):
    """One table of a form."""

    kind: TableKind
    label: str
    """The heading of the section that holds it."""
    blocks: tuple[Block, ...]
    groups: tuple[Group, ...] = ()
    sums: tuple[SumRule, ...] = ()
    one_line: bool = False
    """True where the form prints all rows one after another in a single line of numbers."""

    def path(self, block: Block, row: Row, column: Column) -> str:
        """Return the cell's path, such as ``requests.denied.state_secret.total``."""
        return ".".join(part for part in (self.kind.value, block.key, row.key, column.key) if part)

    def cells(self) -> Iterator[tuple[str, Block, Row, Column]]:
        """Yield every cell with its path, in the form's own order."""
        for block in self.blocks:
            for row in block.rows:
                for column in block.columns:
                    yield self.path(block, row, column), block, row, column


class Form(Frozen):
    """One official form."""

    id: str
    label: str
    issued: str
    """The document that issued it."""
    first_year: int | None
    last_year: int | None
    """Report years it was meant for; None is open. The form that is printed decides, not the year."""
    tables: tuple[Table, ...]

    def table(self, kind: TableKind) -> Table | None:
        """Return the table of that kind, or None where the form has none."""
        return next((table for table in self.tables if table.kind is kind), None)

    def paths(self) -> tuple[str, ...]:
        """Return every path of the form in printed order."""
        return tuple(path for table in self.tables for path, *_ in table.cells())
