"""Wordings of documents, of their interpretations, and of government services."""

from __future__ import annotations

from extractor.rules.facts.topics import Topic
from extractor.rules.facts.units import CASES, ITEMS, MATTERS
from extractor.rules.facts.wording import Cue, Role, cue
from schemas.facts import Metric

__all__ = ["DOCUMENT_CUES"]

DOCUMENT_CUES: tuple[Cue, ...] = (
    cue(
        Metric.NORMATIVE_DOCUMENTS,
        r"(?:规范性文件|规范文件)(?!类|备案率)[^,;]{0,6}",
        frozenset("件份个部篇条项"),
        right=r"[^,;。、]{0,6}规范性文件(?!类)",
    ),
    cue(
        Metric.NORMATIVE_DOCUMENTS,
        r"(?:修订|修改|废止|宣布失效|失效|继续有效|现行有效|有效|保留|制定|制发|新制定|新出台)(?:的|了)?(?=[共计有为]*$)",
        frozenset("件份个部"),
        before=r"规范性文件",
        right=r"(?:予以)?(?:废止|失效|修订|修改|继续有效)",
        role=Role.SCOPED,
    ),
    cue(
        Metric.POLICY_INTERPRETATIONS,
        r"(?:政策)?(?:文件)?(?:解读|简明问答|政策问答|一图读懂|答记者问|政策图说)(?!率)[^,;]{0,10}|图解[^,;]{0,6}",
        ITEMS | {"场"},
        right=r"[^,;。、]{0,8}(?:解读|简明问答|政策问答|图解|一图读懂)",
    ),
    cue(Metric.GAZETTE_ISSUES, r"公报[^,;]{0,14}", frozenset("期"), right=r"[^,;。、]{0,8}公报"),
    # Services.
    cue(
        Metric.SERVICE_ITEMS,
        r"(?:政务服务|行政审批|行政许可|公共服务|权责|权力|职权|责任|高频|办事|审批|办理|许可|服务|监管|依申请|证明|便民|网办|通办|帮办|代办|一次办|一次|即办|马上办|容缺|承诺制?|秒批|下放|承接|取消|主题|套餐)[^,;]{0,8}(?:事项|清单|项目)[^,;]{0,10}",
        MATTERS,
        right=r"[^,;。、]{0,10}(?<!重点)(?:事项|服务项目)",
    ),
    cue(
        Metric.SERVICE_CASES,
        r"(?:窗口|大厅|服务中心|便民服务(?!热线)|网上办|业务|办件|审批件|许可件|一网通办)[^,;]{0,12}?(?:受理|办理|办结|接件|登记|办件|量)[^,;]{0,8}"
        r"|(?:受理|办理|办结)[^,;]{0,8}(?:审批|许可|政务|服务)(?:服务)?(?:事项|业务|申请)|办件[^,;]{0,4}",
        CASES | {"条", "次", "人次"},
        right=r"[^,;。、]{0,6}办件|[^,;。、]{0,6}业务(?=[,;。、]|$)",
    ),
    cue(
        Metric.SERVICE_CASES,
        r"(?:受理|办理|办结|接件|收件|承办)(?:了|各类|各种|业务|事项|服务|件|[共合总]?计|共)*(?=[共计达约有为]*$)",
        (CASES | {"次", "人次"}) - {None},
        topics=(Topic.SERVICE,),
        right=None,
    ),
)
"""About documents and services."""
