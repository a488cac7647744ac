"""Words of requests and the cells of table three, and of the annex, that they speak of: data."""

from __future__ import annotations

import re
from dataclasses import replace

from extractor.crosscheck.checks.cue import CASES, OF_RESULTS, PART, REASON, Cue, Depth, cue, sum_of
from schemas.facts import Metric

__all__ = ["RESULT_CUES", "WHOLE_CUES"]

_RECEIVED = sum_of("requests.received.total")
_ACCEPTED = sum_of("requests.received.total", "requests.carried_in.total")
_ANNEX_RECEIVED = sum_of("statistics.requests.received")
_CONCLUDED = sum_of("requests.outcome_total.total")
_CARRIED_IN = sum_of("requests.carried_in.total")
_CARRIED_OUT = sum_of("requests.carried_out.total")
_OTHER = ("requests.other_handling.*.total",)
_OUTCOMES = (
    cue(
        "carried_in",
        r"(?:上|去)一?年度?(?:结转|转结|遗留|转入|留存|未办结)[^,;\d]{0,12}"
        r"|(?:结转|转结|转)(?:至|到|入)?(?:本|今)一?年度?[^,;\d]{0,12}|(?:结转|转结|遗留|转)自(?:上|去)一?年度?",
        (_CARRIED_IN,),
        Metric.REQUESTS_CARRIED_OVER,
        right=r"(?:申请)?(?:为|是|系)?(?:上|去)一?年度?(?:结转|遗留|转入)",
        sure=True,
    ),
    cue(
        "carried_out",
        r"(?:结转|转|留|顺延|延续|延)(?:至|到|入)?(?:下|次|明|翌|第二)一?年度?(?:继续)?[^,;\d]{0,8}",
        (_CARRIED_OUT,),
        Metric.REQUESTS_CARRIED_OVER,
        right=r"(?:申请)?(?:将|依法|按规定|需|因[^,;]{0,12})*(?:结转|转|顺延|留)(?:至|到|入)?(?:下|次|明)一?年度?|(?:尚|仍|正)在(?:办理|法定|答复)|(?:尚|仍|还)未(?:办结|答复)",
        sure=True,
    ),
    cue("carried_over", r"^(?:其余|剩余)?结转", (_CARRIED_OUT, _CARRIED_IN), Metric.REQUESTS_CARRIED_OVER),
    cue(
        "granted_at_all",
        r"(?:予以|同意)?公开(?:[和及与、]|以及)(?:予以)?部分公开",
        (
            sum_of("requests.granted.total", "requests.partially_granted.total"),
            sum_of("statistics.requests.answered.granted", "statistics.requests.answered.partially_granted"),
        ),
        Metric.REQUESTS_GRANTED,
        unless=re.compile(r"不予"),
        sure=True,
    ),
    cue(
        "partially_granted",
        r"部分公开",
        (sum_of("requests.partially_granted.total"), sum_of("statistics.requests.answered.partially_granted")),
        Metric.REQUESTS_GRANTED,
        right=r"(?:予以|同意)?部分公开",
        unless=OF_RESULTS,
        sure=True,
    ),
    cue(
        "granted",
        r"(?<!不)(?:予以|同意|给予|准予)(?:全部)?(?:公开|提供)|(?<![已均都])(?:全部|全文)公开",
        (
            sum_of("requests.granted.total"),
            sum_of("statistics.requests.answered.granted"),
        ),
        Metric.REQUESTS_GRANTED,
        right=r"(?:予以|同意|给予|准予)(?:全部)?公开",
        unless=re.compile(rf"不予|不同意|部分|和部分|{OF_RESULTS.pattern}"),
        sure=True,
    ),
    cue(
        "denied",
        r"(?:不予|不同意)公开",
        (sum_of("requests.denied.*.total"), sum_of("statistics.requests.answered.denied")),
        Metric.REQUESTS_DENIED,
        right=r"(?:依法)?(?:不予|不同意)公开",
        unless=re.compile(rf"{REASON}|属|秘密|第三方|过程|内部|查询|案卷|三安全|{OF_RESULTS.pattern}"),
        units=CASES - {"条"},
        sure=True,
    ),
    cue(
        "unavailable",
        r"无法提供",
        (sum_of("requests.unavailable.*.total"),),
        Metric.REQUESTS_ANSWERED,
        right=r"无法提供",
        unless=re.compile(rf"不掌握|不存在|现成|制作|补正|明确|{REASON}"),
        sure=True,
    ),
    cue(
        "not_processed",
        r"不予处理",
        (sum_of("requests.not_processed.*.total"),),
        Metric.REQUESTS_ANSWERED,
        right=r"不予处理",
        unless=re.compile(rf"信访|举报|投诉|重复|出版物|反复|确认|{REASON}"),
        sure=True,
    ),
    cue(
        "other_handling",
        r"(?:^|其中|答复|决定|的|作)其[他它]处理",
        (sum_of(*_OTHER), sum_of("requests.other_handling.total")),
        Metric.REQUESTS_ANSWERED,
        right=r"(?:作|做)?其[他它]处理",
        unless=re.compile(rf"逾期|缴|补正|{REASON}"),
        sure=True,
    ),
)

_APPLICANTS = tuple(
    cue(
        name,
        left,
        tuple(
            sum_of(*(f"requests.{row}.{key}" for row in rows for key in keys))
            for rows in (("received",), ("received", "carried_in"), ("outcome_total",))
        ),
        Metric.REQUESTS_RECEIVED,
        unless=re.compile(r"予以|不予|无法|处理|复议|诉讼|公开的|答复"),
    )
    for name, left, keys in (
        ("natural_person", r"自然人(?:提交|提出)?(?:的)?", ("natural_person",)),
        (
            "legal_persons",
            r"法人(?:[和或及、与]|以及)?(?:其[他它])?组织(?:提交|提出)?(?:的)?",
            ("business", "research", "nonprofit", "legal_service", "other"),
        ),
    )
)

RESULT_CUES: tuple[Cue, ...] = (*_OUTCOMES, *_APPLICANTS)
"""Parts of the requests: what is carried over, what became of them, who asked."""

_CONCLUDING = re.compile(rf"按[时期]|上年|无法|不予|予以(?!答复|回复|办[理结])|同意|{PART.pattern}")
_VERBS = tuple(
    replace(
        cue(
            name,
            left,
            readings,
            Metric.REQUESTS_RECEIVED,
            Metric.REQUESTS_ANSWERED,
            right=right,
            unless=unless,
        ),
        depth=Depth.VERB,
    )
    for name, left, readings, right, unless in (
        (
            "received",
            r"(?:新收到?|新接|新增|收到|接收|接到|收悉|收件|提出|提交)[^,;\d]{0,30}",
            (_RECEIVED, _ANNEX_RECEIVED),
            None,
            PART,
        ),
        (
            "accepted",
            r"(?:受理|收办|承接|登记)[^,;\d]{0,30}",
            (_RECEIVED, _ACCEPTED, _ANNEX_RECEIVED),
            None,
            PART,
        ),
        (
            "concluded",
            r"(?:办结|审结|办毕|办理完毕|办复)[^,;\d]{0,24}",
            (_CONCLUDED, sum_of("statistics.requests.concluded")),
            r"(?:按[期时])?办结",
            _CONCLUDING,
        ),
        (
            "answered",
            r"(?:答复|回复)[^,;\d]{0,24}",
            (
                _CONCLUDED,
                sum_of("requests.outcome_total.total", less=(*_OTHER, "requests.other_handling.total")),
                sum_of("statistics.requests.answered"),
            ),
            r"(?:按[期时])?答复",
            _CONCLUDING,
        ),
        (
            "handled",
            r"(?:办理(?!完毕)|处理)[^,;\d]{0,30}",
            (_CONCLUDED, _ACCEPTED, _RECEIVED, sum_of("statistics.requests.concluded"), _ANNEX_RECEIVED),
            None,
            re.compile(rf"不予|其[他它]|按[时期]|上年|{PART.pattern}"),
        ),
    )
)

WHOLE_CUES: tuple[Cue, ...] = (
    *_VERBS,
    replace(
        cue(
            "received",
            r"申请[^,;\d]{0,30}",
            (_RECEIVED, _ANNEX_RECEIVED),
            Metric.REQUESTS_RECEIVED,
            unless=PART,
        ),
        depth=Depth.NOUN,
    ),
)
"""All requests that came in, and all that were concluded; 受理 and 办理 may count those carried in."""
