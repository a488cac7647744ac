"""``contradiction``: a statement without a number beside a table that says otherwise, such as 均已办结."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractor.crosscheck.checks.bodies import is_of_another_body
from extractor.crosscheck.checks.issue import Issue
from extractor.crosscheck.checks.said import Said, said_in
from extractor.crosscheck.checks.view import ReportView, Sentence
from schemas.enums import FindingKind
from schemas.facts import REQUEST_METRICS, Metric

__all__ = ["STATEMENTS", "Statement", "contradiction"]

_REQUESTS = re.compile(r"申请|依申请")
_ELSEWHERE = re.compile(
    r"热线|信访|工单|投诉|举报|提案|建议|议案|来信|信箱|留言|咨询|诉求|行政许可|办件|证明事项|复议|诉讼|处罚|整改|问题|转办"
)
_REVIEW = re.compile(r"复议")
_LITIGATION = re.compile(r"诉讼|应诉")
_ALL = r"(?:均|全部|都|皆|一律|悉数|无一例外|所有[^,;。]{0,16}?均?)"
_HOW = r"(?:已经?|及时|依法|依规|规范|按规定|按照?要求|按[时期]|如期|在[^,;。]{0,14}(?:期限|时限|时间)内|予以|作出|得到|妥善|圆满|高效)*+"
_DONE = r"(?:办结|办毕|办理完毕|办理完成|办理完结|处理完毕|处理完成|答复完毕|办复|结案)"


@dataclass(frozen=True, slots=True)
class Statement:
    """Words that say that something is 0, and the cells that then must be."""

    name: str
    words: re.Pattern[str]
    cells: tuple[str, ...]
    about: re.Pattern[str]
    """What the sentence, or its sub-heading, must speak of."""
    not_about: re.Pattern[str] | None
    metrics: frozenset[Metric] | None = None
    """What the number nearest in front must count, where it is known; None for any."""


_CARRIED_OUT = ("requests.carried_out.total",)
_UNFINISHED = re.compile(
    r"结转(?:至|到|入)?(?:下|次|明)|转(?:至|到|入)?下一?年|未(?:办结|答复|审结|到期)|(?:正|尚|仍)在(?:办理|法定|答复|审理)|其余|其[他它](?:均|全部|已)|除[^,;。]{1,30}外|延期|顺延|跨年|待"
)
_NO_NEXT = re.compile(
    r"(?:无|没有|未有|不存在|零)(?:申请)?(?:件)?(?:需)?(?:要)?结转"
    r"|(?:无|没有|未)[^,;。\d]{0,12}结转(?:至|到|入)?(?:下|次)|结转(?:下|次)一?年度?[^,;。\d]{0,8}(?:为零|的?没有)"
)

STATEMENTS: tuple[Statement, ...] = (
    Statement(
        "all concluded",
        re.compile(
            rf"{_ALL}{_HOW}{_DONE}|{_ALL}(?:已|已经)(?:{_HOW})(?:答复|回复)|全部(?:{_HOW})(?:答复|回复)"
            r"|(?<![时期内])(?:办结率|答复率)(?:均)?(?:达到?|为|保持|实现)?(?:了)?(?:100%|百分之百|百分百)"
        ),
        _CARRIED_OUT,
        _REQUESTS,
        _ELSEWHERE,
        REQUEST_METRICS,
    ),
    Statement(
        "nothing carried out", _NO_NEXT, _CARRIED_OUT, re.compile(r""), re.compile(r"复议|诉讼|热线|工单|资金|经费")
    ),
    Statement(
        "all reviews upheld",
        re.compile(rf"{_ALL}(?:被|获|获得|予以|得到|为|是|结果|已|由[^,;。]{{0,10}})*维持"),
        (
            "review_and_litigation.review.corrected",
            "review_and_litigation.review.other",
            "review_and_litigation.review.pending",
        ),
        _REVIEW,
        _LITIGATION,
        frozenset({Metric.REVIEWS}),
    ),
    Statement(
        "no review corrected",
        re.compile(
            r"(?:无|未|没有)(?:发生)?(?:被|一件|一例|有|出现)*(?:行政复议)?(?:[^,;。]{0,10}机关)?(?:依法)?(?:纠正|纠错)"
        ),
        ("review_and_litigation.review.corrected",),
        _REVIEW,
        _LITIGATION,
    ),
    Statement(
        "all reviews concluded",
        re.compile(rf"{_ALL}{_HOW}审结"),
        ("review_and_litigation.review.pending",),
        _REVIEW,
        _LITIGATION,
    ),
    Statement(
        "all lawsuits concluded",
        re.compile(rf"{_ALL}{_HOW}审结"),
        ("review_and_litigation.direct_litigation.pending", "review_and_litigation.litigation_after_review.pending"),
        _LITIGATION,
        _REVIEW,
    ),
)
"""A number that says so is ``prose_table``; these say it without one."""

_CARRIED_IN = re.compile(r"(?:上|去)一?年度?(?:结转|遗留|转入)")
_RECEIVED = re.compile(r"收到|新收|受理|接到|接收|收办|新增|共有|处理|办理")
_PLAN = re.compile(r"确保|力争|做到|要求|努力|争取|保证|计划|下一步|将(?!近)|去年|上年(?!结转|度结转)|往年")


def contradiction(view: ReportView) -> Iterator[Issue]:
    """Yield statements that a table contradicts; a statement about a part of the requests says nothing of the rest."""
    for sentence in view.sentences:
        for statement in STATEMENTS:
            value = view.total(statement.cells)
            match = statement.words.search(sentence.text) if value else None
            if match is None or not value or not _is_of_the_whole(view, statement, sentence, match):
                continue
            yield Issue(
                FindingKind.CONTRADICTION,
                "contradiction",
                key=(*statement.cells, str(value)),
                values={"quote": _quote(sentence.text, match), "value": value},
                paths=tuple(path for path in statement.cells if view.number(path)),
                terms=tuple((path, view.number(path)) for path in statement.cells),
                span=sentence.span(match.start(), match.end()),
            )


def _is_of_the_whole(view: ReportView, statement: Statement, sentence: Sentence, match: re.Match[str]) -> bool:
    lead = sentence.text[: match.start()]
    own_year = view.year is None or all(
        int(year) == view.year for year in re.findall(r"((?:19|20)\d\d)年(?!度?结转)", lead)[-1:]
    )
    if not own_year or _PLAN.search(lead) or is_of_another_body(lead, view.organization):
        return False
    clause = re.split(r"[;。]", lead)[-1] + match.group()
    near = clause if statement.about.search(clause) else clause + sentence.heading
    if not statement.about.search(near) or (statement.not_about and statement.not_about.search(clause)):
        return False
    if statement.cells != _CARRIED_OUT or statement.name != "all concluded":
        return True
    return not _UNFINISHED.search(sentence.text) and _counts_all(view, statement, sentence, match)


def _counts_all(view: ReportView, statement: Statement, sentence: Sentence, match: re.Match[str]) -> bool:
    """True where the numbers in front are the whole's: 上年结转的3件均已办结 speaks of three, 其中30件 of a part."""
    numbers = [said for said in said_in(view, sentence) if said.figure.end <= match.start() and said.figure.unit != "%"]
    if not numbers:
        return True
    last = numbers[-1]
    if last.fact is not None and statement.metrics is not None and last.fact.metric not in statement.metrics:
        return False
    clause = re.split(r"[,;:]", sentence.text[: match.start()])[-1]
    if "其中" in clause or ("其中" in last.lead and "所有" not in match.group() and _is_part(last)):
        return False
    if _CARRIED_IN.search(last.left):
        return any(_RECEIVED.search(said.left) and not _CARRIED_IN.search(said.left) for said in numbers[:-1])
    return True


def _is_part(said: Said) -> bool:
    """True for a number behind 其中 in the same clause."""
    return "其中" in said.lead[said.lead.rfind(";") + 1 :]


def _quote(text: str, match: re.Match[str]) -> str:
    begin = max(text.rfind(mark, 0, match.start()) for mark in ",;:。") + 1
    return text[begin : match.end()][-60:]
