"""Parts that a sentence enumerates and the whole that it states."""

from __future__ import annotations

import pytest
from checks_cases import assert_same_in_both_languages, of_prose, page, truth

from schemas.enums import Blame, FindingKind, Severity

KIND = FindingKind.PROSE_SUM

WRONG = (
    "发布政策解读材料43篇，其中文字解读22篇、图片解读17篇、视频解读7篇。",
    "主动公开政府信息44条，其中门户网站27条，微信公众号12条，其他渠道4条。",
    "收到申请75件，其中自然人申请70件、法人或其他组织申请6件。",
    "收到申请75件，其中当面申请15件、网络申请40件、信函申请21件。",
    "新收申请75件。从渠道看，网络提交40件，信函提交20件，当面提交16件。",
    "办结76件，其中予以公开20件、部分公开5件、不予公开10件、无法提供30件、不予处理8件、其他处理2件。",
    "受理申请78件，其中新收74件、上年结转3件。",
    "从申请人看，自然人70件，法人6件，共收到申请75件。",
    "行政诉讼2件，其中未经复议直接起诉2件、复议后起诉1件。",
    "行政复议3件，其中结果维持2件、结果纠正2件、其他结果0件、尚未审结0件。",
    "主动公开政府信息500条，其中政策类300条、业务类150条、其他类60条。",
    "主动公开信息42条，其中机构职能1条，义务教育28条，行政权力运行12条，政策解读1条，政府开放日1条，法治建设1条。",
)
RIGHT = (
    "已办结政府信息公开申请76件。新收申请75件，上年结转3件，合计78件。",
    "发布政策解读12篇，其中文字解读12篇、图片解读5篇、视频解读1篇。",
    "主动公开政府信息44条，其中门户网站27条，微信公众号22条，其他渠道4条。",
    "收到申请75件，其中自然人申请70件、法人或其他组织申请5件。",
    "收到申请75件，通过网络提交40件、信函20件、当面15件。",
    "收到申请75件，其中网络申请40件，信函申请20件。",
    "受理申请78件（其中新收75件，上年结转3件），予以公开20件、部分公开5件、不予公开10件、无法提供30件、"
    "不予处理8件、其他处理3件。",
    "收到申请75件，上年结转3件，予以公开20件、部分公开5件、不予公开10件、无法提供30件、不予处理8件、其他处理3件，"
    "结转下年度2件。",
    "办结76件，其中予以公开20件、部分公开5件。",
    "主动公开政府信息1684条。其中，网站1572条，微信244条，其他方式235条。",
    "网站发布信息2000条，其中公示公告300条，新闻动态1500条。",
    "主动公开政府信息147条（行政许可类8条，科教类26条，其他类113条），不予公开信息数105条。",
    "主动公开政府信息1600余条，其中政策类800条、业务类1000条、其他类7条。",
    "收到申请75件，比上年增加15件，其中网络申请40件，信函申请20件。",
    "行政复议3件，其中维持2件。",
)


@pytest.mark.parametrize("prose", WRONG)
def test_parts_that_do_not_add_up(prose: str) -> None:
    (found,) = of_prose(prose, KIND)
    assert (found.severity, found.blame) == (Severity.WARNING, Blame.SOURCE)
    assert len(found.terms) >= 3
    assert found.span is not None


@pytest.mark.parametrize("prose", RIGHT)
def test_parts_that_do_or_need_not(prose: str) -> None:
    assert of_prose(prose, KIND) == []


def test_both_languages() -> None:
    assert_same_in_both_languages(page(truth(WRONG[0])), KIND)
