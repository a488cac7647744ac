"""Drafts of invented agencies as small text files, for what ``gongkai check`` says of several."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner, Result

from extractor.cli import cli

__all__ = ["draft", "run", "write"]

_ZERO_ROWS = (
    "（二）部分公开",
    "1.属于国家秘密",
    "2.其他法律行政法规禁止公开",
    "3.危及“三安全一稳定”",
    "4.保护第三方合法权益",
    "5.属于三类内部事务信息",
    "6.属于四类过程性信息",
    "7.属于行政执法案卷",
    "8.属于行政查询事项",
    "1.本机关不掌握相关政府信息",
    "2.没有现成信息需要另行制作",
    "3.补正后申请内容仍不明确",
    "1.信访举报投诉类申请",
    "2.重复申请",
    "3.要求提供公开出版物",
    "4.无正当理由大量反复申请",
    "5.要求行政机关确认或重新出具已获取信息",
    "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
    "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
    "3.其他",
)


def draft(name: str, year: int, *, carried_in: int, carried_out: int, misprint: int = 0) -> str:
    """A page with table three alone: ten requests of natural persons received, the total of 予以公开 off by ``misprint``."""
    granted = 10 + carried_in - carried_out
    rows = [
        _row("一、本年新收政府信息公开申请数量", 10),
        _row("二、上年结转政府信息公开申请数量", carried_in),
        _row("（一）予以公开", granted, misprint),
        *(_row(label, 0) for label in _ZERO_ROWS),
        _row("（七）总计", granted),
        _row("四、结转下年度继续办理", carried_out),
    ]
    columns = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计")
    head = "".join(f"<td>{label}</td>" for label in ("（本列数据的勾稽关系）", *columns))
    return (
        f"<html><body><h1>{name}{year}年政府信息公开工作年度报告</h1><p>本报告所列数据的统计期限为{year}年1月1日至{year}年12月31日。</p>"
        f"<h2>三、收到和处理政府信息公开申请情况</h2><table><tr>{head}</tr>{''.join(rows)}</table></body></html>"
    )


def _row(label: str, value: int, misprint: int = 0) -> str:
    numbers = [value, 0, 0, 0, 0, 0, value + misprint]
    return f"<tr><td>{label}</td>{''.join(f'<td>{number}</td>' for number in numbers)}</tr>"


def write(folder: Path, name: str, text: str) -> str:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return str(path)


def run(*arguments: str, environ: dict[str, str] | None = None) -> Result:
    return CliRunner().invoke(cli, ["check", *arguments], env=environ or {})
