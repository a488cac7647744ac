"""The prose states another number than the table: found in many wordings, and nowhere where a reading fits."""

from __future__ import annotations

import pytest
from checks_cases import DISTRICT, FIRST, assert_same_in_both_languages, of_prose, page, read, truth

from schemas.enums import Blame, FindingKind, Severity

KIND = FindingKind.PROSE_TABLE
REVIEW = "review_and_litigation"

WRONG = {
    "全年新收政府信息公开申请76件。": "requests.received.total",
    "2023年，我局共收到政府信息公开申请85件，上年结转3件。": "requests.received.total",
    "本年度收到公民、法人或者其他组织提出的政府信息公开申请57件，均按时答复。": "requests.received.total",
    "全年共收到公开申请1,075件。": "requests.received.total",
    "新收政府信息公开申请一百件。": "requests.received.total",
    "收到政府信息公开申请100余件。": "requests.received.total",
    "全年共受理政府信息公开申请80件。": "requests.received.total",
    "未收到公民、法人或其他组织提出的政府信息公开申请。": "requests.received.total",
    "其中自然人申请65件，法人或其他组织申请5件。": "requests.received.natural_person",
    "上年度结转政府信息公开申请5件。": "requests.carried_in.total",
    "2023年，我局办结政府信息公开申请75件。": "requests.outcome_total.total",
    "共答复政府信息公开申请78件。": "requests.outcome_total.total",
    "我局共办理政府信息公开申请99件。": "requests.outcome_total.total",
    "作出予以公开决定25件，部分公开决定5件。": "requests.granted.total",
    "部分公开6件。": "requests.partially_granted.total",
    "其中不予公开11件。": "requests.denied.state_secret.total",
    "作出无法提供答复33件。": "requests.unavailable.not_held.total",
    "不予处理9件。": "requests.not_processed.petition.total",
    "其他处理4件。": "requests.other_handling.not_corrected_in_time.total",
    "予以公开和部分公开26件。": "requests.granted.total",
    "转入下年度办理的4件。": "requests.carried_out.total",
    "3件结转至下一年度办理。": "requests.carried_out.total",
    "因政府信息公开工作被申请行政复议4起。": f"{REVIEW}.review.total",
    "全年无行政复议。": f"{REVIEW}.review.total",
    "共发生信息公开行政诉讼案件4起。": f"{REVIEW}.direct_litigation.total",
    "未经复议直接起诉3件。": f"{REVIEW}.direct_litigation.total",
    "复议后起诉3件。": f"{REVIEW}.litigation_after_review.total",
    "出台行政规范性文件13件。": f"{FIRST}.issued",
    "废止规范性文件12件。": f"{FIRST}.repealed",
    "现行有效行政规范性文件26件。": f"{FIRST}.in_force",
    "作出行政许可决定1204件。": "proactive_disclosure.article_20_5.licensing.decisions",
    "2023年行政处罚处理决定数量为75件。": "proactive_disclosure.article_20_6.penalties.decisions",
    "依法不予公开的政府信息公开申请75件。": "requests.denied.state_secret.total",
    "决定予以公开的政府信息公开申请75件。": "requests.granted.total",
    "对76件申请作出予以公开的决定。": "requests.granted.total",
    "因各种原因无法提供的政府信息公开申请76件。": "requests.unavailable.not_held.total",
    "转入下一年度继续办理的政府信息公开申请76件。": "requests.carried_out.total",
    "未办结的4件申请结转至2024年继续办理。": "requests.carried_out.total",
    "从2022年结转至本年继续办理的申请76件。": "requests.carried_in.total",
    "结转自上年度的政府信息公开申请有76件。": "requests.carried_in.total",
    "我局全年答复依申请公开75件。": "requests.outcome_total.total",
    "本年度共办结依申请公开事项75件。": "requests.outcome_total.total",
    "对公众提出的申请，本年度予以答复75件。": "requests.outcome_total.total",
    "实施行政强制13件。": "proactive_disclosure.article_20_6.coercion.decisions",
}

RIGHT = (
    "全年新收政府信息公开申请75件，上年结转3件，办结76件，结转下年度继续办理2件。",
    "全年受理政府信息公开申请78件（其中新收75件，上年结转3件），予以公开20件、部分公开5件、不予公开10件。",
    "共受理申请75件，处理申请78件，办理76件。",
    "依法不予公开的政府信息公开申请10件，决定予以公开的政府信息公开申请20件。",
    "转入下一年度继续办理的政府信息公开申请2件，从2022年结转至本年继续办理的申请3件。",
    "我局全年答复依申请公开76件，本年度共办结依申请公开事项76件。",
    "因第三方不同意，不予公开的申请3件。",
    "被申请行政复议3件，发生行政诉讼2件，其中未经复议直接起诉1起、复议后起诉1起。",
    "制发行政规范性文件3件，废止行政规范性文件2件，现行有效行政规范性文件25件。",
    "作出行政许可决定1203件，行政处罚57件，行政强制12件。",
    "收到政府信息公开申请70余件，近80件申请得到答复。",
    "收到申请75件，其中自然人70件，法人或其他组织5件。",
)

ANOTHER_THING = (
    "全区共收到政府信息公开申请500件，我局收到75件。",
    "各镇街受理申请30件。",
    "去年收到申请60件。",
    "申请数量由2022年的60件增加到75件。",
    "2022年结转的3件申请已办结。",
    "历年累计受理政府信息公开申请877件，本年度75件。",
    "计划明年收到政府信息公开申请100件以内。",
    "收到申请75件，其中涉及土地征收30件，房屋拆迁12件。",
    "申请内容为人口数据的3件。",
    "通过网络收到申请40件。",
    "重复申请13件，不予处理。",
    "属于内部事务信息不予公开6件。",
    "作为复议机构，全年办理行政复议案件120件。",
    "被申请行政复议3件（含上年结转1件），纠正1件。",
    "公开行政许可信息2000条、行政处罚信息100条。",
    "行政许可事项5项、行政处罚事项120项全部公开。",
    "清理规范性文件36件，对25件规范性文件进行合法性审查。",
    "办理12345热线工单384件。",
    "代县政府答复申请10件。",
    "本机关不予公开信息105条。",
    "未收到逾期申请。",
    "去年未收到政府信息公开申请。",
    "全年接到依申请公开咨询电话120次。",
    "按照〔2022〕30号文件要求答复申请人，两次征求意见。",
)


@pytest.mark.parametrize("prose", WRONG)
def test_another_number_than_the_table(prose: str) -> None:
    (found,) = of_prose(prose, KIND)
    assert found.paths[0] == WRONG[prose]
    assert (found.severity, found.blame) == (Severity.WARNING, Blame.SOURCE)
    assert found.terms[0].path == "prose"
    assert found.span is not None


@pytest.mark.parametrize("prose", [*RIGHT, *ANOTHER_THING])
def test_what_a_legitimate_reading_explains_is_no_finding(prose: str) -> None:
    assert of_prose(prose, KIND, FindingKind.CONTRADICTION) == []


def test_a_district_speaks_of_all_its_bodies_and_not_of_one_of_them() -> None:
    for said in (
        "全区各级行政机关新收申请75件。",
        "区政府办公室收到申请17件，区住建局收到申请20件。",
        "全市收到申请5000件。",
    ):
        assert of_prose(said, KIND, organization=DISTRICT) == []
    assert len(of_prose("全区新收政府信息公开申请85件。", KIND, organization=DISTRICT)) == 1


@pytest.mark.parametrize(
    ("prose", "path"),
    [
        ("全年主动公开政府信息501条。", "disclosed"),
        ("政府网站公开政府信息310条。", "channels.website"),
        ("全年收到申请35件。", "requests.received"),
        ("办结申请34件。", "requests.concluded"),
        ("举办培训班3期。", "training.courses"),
        ("召开工作会议5次。", "training.meetings"),
        ("接受培训119人次。", "training.attendees"),
        ("配备专职人员3名。", "organization.staff.full_time"),
        ("收到行政复议3件。", "review"),
    ],
)
def test_the_annex_is_a_table_too(prose: str, path: str) -> None:
    (found,) = of_prose(prose, KIND, form="statistics")
    assert found.paths[0] == f"statistics.{path}"


def test_the_annex_that_agrees() -> None:
    said = "主动公开政府信息500条，其中网站300条、微信120条。收到申请34件，办结33件，举办培训班2期，118人次参加。"
    assert of_prose(said, KIND, form="statistics") == []


def test_a_table_that_its_own_sums_oppose_is_well_read_all_the_same() -> None:
    (found,) = of_prose("办结76件。", KIND, cells={"requests.outcome_total.total": 79})
    assert found.blame is Blame.SOURCE


def test_text_that_nobody_knows_the_origin_of_blames_nobody() -> None:
    html = page(truth("全年新收政府信息公开申请76件。"))
    rows = [cell for cell in read(html).findings if cell.kind is KIND]
    assert rows[0].blame is Blame.SOURCE
    text = "青泽县林业局2023年政府信息公开工作年度报告\n三、收到和处理政府信息公开申请情况\n" + "\n".join(
        (
            "自然人\t商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他\t总计",
            "一、本年新收政府信息公开申请数量\t70\t5\t0\t0\t0\t0\t75",
            "二、上年结转政府信息公开申请数量\t3\t0\t0\t0\t0\t0\t3",
            "五、存在的主要问题及改进情况",
            "全年新收政府信息公开申请76件。",
        )
    )
    (plain,) = [item for item in read(text, name="a.txt").findings if item.kind is KIND]
    assert plain.blame is Blame.UNKNOWN


def test_said_twice_is_found_once_and_wherever_it_stands() -> None:
    said = "全年新收政府信息公开申请76件。"
    (once,) = of_prose(said, KIND)
    (twice,) = of_prose(f"持续优化服务。{said}{said}", KIND)
    assert once.fingerprint == twice.fingerprint
    assert once.span != twice.span


def test_both_languages() -> None:
    assert_same_in_both_languages(page(truth("全年新收政府信息公开申请76件，不予公开11件。")), KIND)
