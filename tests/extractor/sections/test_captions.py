"""Years directly above a report's only tables."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractor import extract
from schemas import form
from schemas.enums import FindingKind, Status

ROWS = form("2021").tables[1].blocks[0]


def _page(above: str) -> bytes:
    head = "".join(f"<td>{column.label}</td>" for column in ROWS.columns)
    rows = "".join(f"<tr><td>{row.label}</td>{'<td>0</td>' * 7}</tr>" for row in ROWS.rows)
    return (
        "<h1>青岚县水务局2023年政府信息公开工作年度报告</h1><p>一、总体情况</p><p>2023年工作有序开展。</p>"
        f"<p>三、收到和处理政府信息公开申请情况</p><p>{above}</p>"
        f"<table><tr><td>项目</td>{head}</tr>{rows}</table>"
    ).encode()


@pytest.mark.parametrize(
    ("above", "disputed"),
    [
        ("2022年", True),
        ("(2022年度)", True),
        ("(2022年1月1日至2022年12月31日)", True),
        ("2022年度收到和处理政府信息公开申请情况表", True),
        ("表2 2022年政府信息公开申请办理情况", True),
        ("2023年度", False),
        ("(2023年1月1日至2023年12月31日)", False),
        ("2022年结转的申请,均已办结。", False),
        ("单位:件", False),
    ],
)
def test_another_year_above_the_only_table_disputes_it_and_is_a_finding(
    tmp_path: Path, above: str, disputed: bool
) -> None:
    path = tmp_path / "page.html"
    path.write_bytes(_page(above))
    (report,) = extract(str(path)).reports
    assert {cell.status for key, cell in report.cells.items() if key.startswith("requests.")} == {
        Status.DISPUTED if disputed else Status.VERIFIED
    }
    assert (FindingKind.YEAR_CONTRADICTED in {found.kind for found in report.findings}) is disputed
