"""Agreement of two annotations, against pairs that were counted by hand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from eval.agreement import compare, load_annotations, open_questions
from eval.agreement.compare import Agreement
from eval.agreement.kappa import cohen_kappa
from eval.agreement.quotes import plain, shared
from eval.commands.agreement import command
from eval.label_format import Label
from extractor.errors import UsageError

from .agreement_cases import CELLS, fact, label, number, without


def counted(agreement: Agreement, measure: str) -> tuple[int, int]:
    figure = agreement.figure(measure)
    return figure.count, figure.n


def compared(one: Label, other: Label) -> Agreement:
    return compare({"a": one}, {"a": other})["a"]


def test_cells_by_hand() -> None:
    # right number; 0 against blank; another number; one that only the second lists
    agreement = compared(
        label(number(3), number(0), number(12), None), label(number(3), without("blank"), number(21), number(5))
    )
    assert counted(agreement, "cells") == (1, 4)
    assert counted(agreement, "non-zero cells") == (1, 3)  # 0 against blank is none of them
    assert counted(agreement, "states") == (2, 4)  # number, number; absent against number does not agree
    assert [(item.path, item.said) for item in agreement.differences] == [
        (CELLS[1], ({"printed": "0", "value": 0, "state": "number"}, {"printed": "", "value": None, "state": "blank"})),
        (
            CELLS[2],
            ({"printed": "12", "value": 12, "state": "number"}, {"printed": "21", "value": 21, "state": "number"}),
        ),
        (CELLS[3], (None, {"printed": "5", "value": 5, "state": "number"})),
    ]


def test_a_cell_of_which_nobody_is_sure_is_counted_apart() -> None:
    agreement = compared(
        label(number(1, certain=False), number(2, certain=False)), label(without("lost", certain=False), number(2))
    )
    assert counted(agreement, "cells") == (0, 2)
    assert counted(agreement, "cells either is sure of") == (0, 1)


def test_facts_by_hand() -> None:
    ones = (
        fact("requests_received", 6, "收到申请6件"),
        fact("requests_answered", 6, "答复6件", optional=True),
        fact("requests_granted", 2, "部分公开2件"),
        fact("other", 9, "设栏目9个"),
    )
    others = (
        fact("requests_received", 6, "全年收到申请6件", unit=None),
        fact("requests_answered", 6, "已答复6件", scope="答复"),
        fact("requests_answered", 2, "部分公开2件"),
        fact("reviews", 0, "未发生行政复议", unit=None),
    )
    agreement = compared(label(facts=ones), label(facts=others))
    # two are the same; granted, answered, columns and reviews are had by one each
    assert counted(agreement, "facts") == (2, 6)
    assert counted(agreement, "weight") == (1, 2)
    assert counted(agreement, "unit") == (1, 2)
    assert counted(agreement, "scope") == (1, 2)
    assert counted(agreement, "approximate") == (2, 2)
    said = [(item.field, item.said) for item in agreement.differences]
    assert said == [
        ("unit", ("件", None)),
        ("fact", ("requests_answered, optional", "requests_answered")),
        ("scope", (None, "答复")),
        ("fact", ("requests_granted", "requests_answered")),
        ("fact", ("other", None)),
        ("fact", (None, "reviews")),
    ]


def test_the_same_number_twice_is_paired_by_metric_and_words() -> None:
    ones = (fact("reviews", 1, "行政复议1件"), fact("litigations", 1, "行政诉讼1件"))
    agreement = compared(label(facts=ones), label(facts=ones[::-1]))
    assert counted(agreement, "facts") == (2, 2)
    assert agreement.differences == []


def test_spelling_is_no_difference() -> None:
    residue = "收費(fèi)標(biāo)準類"
    one = label(
        facts=(fact("disclosed_items", 9, residue + "9條", scope=residue, unit="條"),), title="云溪縣水利局2022 年报告"
    )
    other = label(facts=(fact("disclosed_items", 9, "收费标准类9条", scope="收费标准类", unit="条"),))
    assert compared(one, other).differences == []


def test_reports_answer_each_other_in_printed_order_and_one_too_many_has_no_partner() -> None:
    one = label(number(1))
    two = Label(source="source.txt", reports=(*one.reports, *label(number(4), year=2021).reports))
    agreement = compared(one, two)
    assert counted(agreement, "cells") == (1, 2)
    assert counted(agreement, "year") == (1, 2)
    assert {(item.report, item.said[0]) for item in agreement.differences} == {(1, None)}


@pytest.mark.parametrize(
    ("one", "other", "overlap"),
    [
        ("收到申请6件", "全年收到申请6件", True),
        ("上年结转4件", "4件", True),
        ("行政复议1件", "行政诉讼1件", False),  # they share 行政 and 1件, two of six
        ("发布\n信息 18 条", "发布信息18条", True),
        ("主动公开信息1684条", "增加到2015年的1684条", False),
    ],
)
def test_quotes_overlap_where_half_of_the_shorter_one_is_shared(one: str, other: str, overlap: bool) -> None:
    assert (shared(one, other) > 0) is overlap
    assert shared(one, other) == shared(other, one)


def test_plain_takes_out_residue_and_blanks_and_nothing_else() -> None:
    assert plain("網(wǎng)上 查閱（一）率(2021)") == "网上查阅（一）率(2021)"
    assert plain(None) is None


def test_kappa_by_hand() -> None:
    # 50 texts: 20 yes-yes, 5 yes-no, 10 no-yes, 15 no-no: observed 0.7, expected 0.5, kappa 0.4
    table = {("yes", "yes"): 20, ("yes", "no"): 5, ("no", "yes"): 10, ("no", "no"): 15}
    assert cohen_kappa(table) == pytest.approx(0.4)
    assert cohen_kappa({("a", "b"): 3, ("b", "a"): 3}) == -1.0
    assert cohen_kappa({("a", "a"): 2, ("b", "b"): 5, ("c", "c"): 1}) == 1.0
    assert cohen_kappa({("a", "a"): 7}) is None
    assert cohen_kappa({}) is None


def test_what_is_to_be_settled_is_where_the_three_are_not_one() -> None:
    a, b = label(number(1), number(2), number(3)), label(number(1), number(5), number(3))
    questions = open_questions({"x": a, "only-a": a}, {"x": b}, {"x": label(number(1), number(2), number(4))})
    values = [[cell.value if cell else None for cell in item.cells] for item in questions]
    assert [(item.path, told) for item, told in zip(questions, values, strict=True)] == [
        (CELLS[1], [2, 2, 5]),
        (CELLS[2], [4, 3, 3]),
    ]


def write(folder: Path, **labels: Label) -> Path:
    folder.mkdir()
    for name, one in labels.items():
        (folder / f"{name}.json").write_text(one.model_dump_json(), encoding="utf-8")
    return folder


def test_the_command_prints_figures_differences_and_what_it_left_out(tmp_path: Path) -> None:
    a = write(tmp_path / "a", x=label(number(1), number(2)), y=label(number(1)))
    b = write(tmp_path / "b", x=label(number(1), number(7)))
    ended = CliRunner().invoke(command, [str(a), str(b)])
    assert (ended.exit_code, ended.stderr) == (0, "")
    assert "cells                    1/2 50.0 %" in ended.stdout
    assert "facts                    undefined" in ended.stdout
    assert f"x: {CELLS[1]}" in ended.stdout
    assert "not compared: y" in ended.stdout
    data = json.loads(CliRunner().invoke(command, [str(a), str(b), "--json"]).stdout)
    assert data["overall"]["cells"] == {"count": 1, "n": 2, "share": 0.5}
    assert data["overall"]["facts"]["share"] is None
    assert data["overall"]["kappa"] is None
    assert data["alone"] == ["y"]
    assert [(one["path"], one["a"]["value"], one["b"]["value"]) for one in data["differences"]] == [(CELLS[1], 2, 7)]
    gold = CliRunner().invoke(command, [str(a), str(b), "--gold", str(a)])
    assert [json.loads(line)["label"]["value"] for line in gold.stdout.splitlines()] == [2]


def test_folders_that_cannot_be_compared_say_why(tmp_path: Path) -> None:
    a, b = write(tmp_path / "a", x=label()), write(tmp_path / "b", y=label())
    with pytest.raises(UsageError, match="no annotations at"):
        load_annotations(tmp_path / "absent")
    with pytest.raises(UsageError, match=r"neither <id>\.json nor"):
        load_annotations(write(tmp_path / "empty"))
    for arguments in ([str(a), str(b)], [str(a), str(a), "--json", "--gold", str(a)]):
        assert isinstance(CliRunner().invoke(command, arguments).exception, UsageError)
