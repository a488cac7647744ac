"""Which numbers speak of disclosure work and which of the agency's business, where no wording of the table says so."""

from __future__ import annotations

import re

from extractor.rules.facts.clauses import Setting
from extractor.rules.facts.quantities import PERCENT

__all__ = ["DONE", "is_business", "speaks_of_disclosure"]

DONE = re.compile(
    r"开展|组织|召开|举办|制定|修订|建立|设立|发放|印发|报送|整改|清理|完成|邀请|检查|征集|形成|编制|打造|建成|优化|开设|评选|受理|办理|明确|配备|聘请|安排|指定|落实|选聘|制发|印制|出版|利用|设置|配置|新建|新设|接受|参加|拍摄|录制"
)
"""Verbs of work done, which begin something of their own."""
_BUSINESS = re.compile(
    r"惠及|补贴|奖补|改造|拆除|清运|巡逻|出动|执法|车辆|立案|查处|查获|整治|种植|养殖|投产|签约|招商|就业|创业|失业|救助|慰问|住房|安置|学位|床位|患者|参保"
    r"|市场主体|农户|脱贫|村庄|道路|绿化|消防|隐患|治安|纠纷|演出|志愿|产业|工程|实施|监测|监管|检疫|检验|巡护|植树|捐|贷款|人口|面积|违法|违规|事故|处罚案|案件|渣土|垃圾|收入|产值|财政|发生率|证书|不动产|下辖|所辖|户籍"
)
"""Words of the agency's business, whose numbers say nothing of disclosure."""
_DISCLOSING = re.compile(
    r"公开|信息|政务|网站|公众号|发布|解读|申请|培训|答复|意见|热线|满意|专栏|栏目|专区|访谈|征集|查阅|监督|办件|网办|公示"
)
"""Words that no business has."""
_ASIDE = re.compile(r"[^,;]{0,4}(?:覆盖|涉及|进驻|入驻|[日月年人]均|平均|由$|力争)")
"""Words that speak of how wide something is, not of what was done."""
_OF_DISCLOSURE = re.compile(
    r"公开|信息|政务|网|发布|解读|申请|培训|栏|公报|公众|群众|政策|意见|监督|督[查导]|[检自抽核评]查|评议|答复|代表|媒体|账号|专区|指南|目录"
    r"|制度|通报|机制|查阅|查询|宣传|联络|责任|办事|社情民意"
)
"""Words of disclosure work; other numbers are the agency's business."""
_NEAR = 40


def is_business(setting: Setting) -> bool:
    """Return True where the words beside a number speak of the agency's business, and none near them of disclosure."""
    beside = setting.left + setting.right
    if _DISCLOSING.search(beside):
        return False
    rate = setting.quantity.unit == PERCENT and not _DISCLOSING.search(setting.before)
    return bool(_BUSINESS.search(setting.before + beside if rate else beside))


def speaks_of_disclosure(setting: Setting) -> bool:
    """Return True where words of disclosure work stand beside a number, or near it before a verb of work done."""
    beside = setting.left + setting.right
    if _OF_DISCLOSURE.search(beside):
        return True
    near = setting.before[-_NEAR:] + beside
    return bool(DONE.search(beside) and _OF_DISCLOSURE.search(near)) and not _ASIDE.match(setting.left)
