"""Prose of invented reports: sentences with plausible numbers and the facts that they state (MESS.md 8)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from random import Random

from eval.truth.model import Sentence, TruthFact
from eval.truth.numbers import magnitude

__all__ = ["draw_other_matters", "draw_overview", "draw_problems", "request_sentences"]

_PROBLEMS = (
    "政策解读的形式还不够丰富",
    "部分栏目信息更新不够及时",
    "政务公开工作人员业务能力有待提升",
    "信息公开的主动性还需加强",
    "公开内容与群众期待仍有差距",
    "基层政务公开标准化规范化水平不够均衡",
    "依申请公开答复的规范性有待提高",
    "政务新媒体管理不够到位",
)
_IMPROVEMENTS = (
    "加强对政务公开工作人员的业务培训",
    "丰富政策解读形式",
    "健全信息发布审核机制",
    "进一步规范依申请公开办理流程",
    "及时更新政府网站各公开栏目",
    "拓宽群众参与政务公开的渠道",
    "完善政务公开考核制度",
    "加大重点领域信息公开力度",
)
_FILLERS = (
    "{voice}高度重视政府信息公开工作，坚持以公开为常态、不公开为例外。",
    "进一步健全主要领导负总责、分管领导具体抓的工作机制。",
    "严格落实信息发布“三审三校”制度，确保信息准确权威。",
    "认真贯彻落实上级关于政务公开工作的各项部署。",
    "持续加强政府信息公开平台建设，优化栏目设置。",
    "将政务公开纳入年度绩效考核，强化监督保障。",
    "围绕中心工作，及时回应社会关切。",
)


def _one(text: str, metric: str, unit: str | None, approximate: bool = False, scope: str | None = None) -> _Template:
    """A sentence of one fact: the quote stands between ``<`` and ``>``, the number at ``{n}``."""

    def build(number: int) -> Sentence:
        filled = text.replace("{n}", str(number))
        quote = filled[filled.index("<") + 1 : filled.index(">")]
        fact = TruthFact(metric, number, unit, quote, scope, approximate)
        return Sentence(filled.replace("<", "").replace(">", ""), (fact,))

    return build


_Template = Callable[[int], Sentence]

_NUMBERED: tuple[tuple[_Template, int], ...] = (
    (_one("全年通过各类渠道<主动公开政府信息{n}条>。", "disclosed_items", "条"), 5),
    (_one("本年度<主动公开政府信息{n}余条>，公开质量稳步提升。", "disclosed_items", "条", approximate=True), 4),
    (_one("通过<政府门户网站发布信息{n}条>，栏目建设不断完善。", "website_posts", "条"), 4),
    (_one("利用<微信公众号发布信息{n}条>，及时传递工作动态。", "wechat_posts", "条"), 4),
    (_one("<政务微博发布信息{n}条>。", "weibo_posts", "条"), 3),
    (_one("<发布政策解读材料{n}篇>，解读率明显提高。", "policy_interpretations", "篇"), 2),
    (_one("<召开新闻发布会{n}场>，主动回应社会关切。", "press_conferences", "场"), 1),
    (_one("<办理12345热线工单{n}件>，均按时答复。", "hotline_cases", "件"), 4),
    (_one("<组织政务公开业务培训{n}次>。", "training_sessions", "次"), 1),
    (_one("<召开政务公开工作会议{n}次>，研究部署重点任务。", "meetings", "次"), 1),
    (_one("<接受群众咨询{n}人次>。", "consultations", "人次"), 4),
    (_one("配备政务公开<专职人员{n}名>。", "staff_full_time", "名"), 1),
)

_SUBHEADINGS: tuple[tuple[str, ...], ...] = (
    ("（一）主动公开", "（二）依申请公开", "（三）政府信息管理", "（四）平台建设", "（五）监督保障"),
    ("(一)主动公开情况", "(二)依申请公开情况", "(三)政府信息管理情况", "(四)平台建设情况", "(五)监督保障情况"),
    ("",),
)


def request_sentences(received: int | None, reviews: int | None) -> list[Sentence]:
    """Return what the prose says of requests and reviews; None leaves the number out.

    Args:
        received: requests newly received over all applicants.
        reviews: administrative reviews.
    """
    sentences: list[Sentence] = []
    if received == 0:
        fact = TruthFact("requests_received", 0, None, "未收到政府信息公开申请")
        sentences.append(Sentence("本年度未收到政府信息公开申请。", (fact,)))
    elif received is not None:
        sentences.append(_one("全年<收到政府信息公开申请{n}件>，均依法依规办理。", "requests_received", "件")(received))
    if reviews == 0:
        fact = TruthFact("reviews", 0, None, "未发生因政府信息公开引起的行政复议")
        sentences.append(Sentence("未发生因政府信息公开引起的行政复议。", (fact,)))
    return sentences


def draw_overview(
    random: Random, who: str, voice: str, year: int, of_requests: list[Sentence], counted: Mapping[str, int]
) -> tuple[tuple[str, tuple[Sentence, ...]], ...]:
    """Return section one: sub-headings and their sentences; the first sentence names the agency and the year.

    Args:
        random: the source of chance.
        who: the agency's name.
        voice: how it speaks of itself.
        year: of the report.
        of_requests: what is said of requests.
        counted: by metric what a table of the report counts, which the prose then repeats.
    """
    lead = Sentence(f"{year}年，{who}认真贯彻落实《中华人民共和国政府信息公开条例》，扎实推进政府信息公开各项工作。")
    headings = random.choice(_SUBHEADINGS)
    numbered = [
        _as_counted(template, template(max(1, magnitude(random, digits, zero=0.0))), counted)
        for template, digits in random.sample(_NUMBERED, random.randint(2, 6))
    ]
    fillers = [Sentence(text.format(voice=voice)) for text in random.sample(_FILLERS, random.randint(1, 4))]
    if len(headings) == 1:
        return (("", (lead, *fillers, *numbered, *of_requests)),)
    bodies: list[list[Sentence]] = [[] for _ in headings]
    for sentence in [*numbered, *fillers]:
        bodies[random.choice((0, 2, 3, 4))].append(sentence)
    bodies[1] = [*of_requests] or [Sentence("依法依规做好依申请公开工作。")]
    parts = [(head, tuple(body)) for head, body in zip(headings, bodies, strict=True) if body]
    return (("", (lead,)), *parts)


def _as_counted(template: _Template, drawn: Sentence, counted: Mapping[str, int]) -> Sentence:
    """The sentence with the table's number for the one drawn, where a table counts the same."""
    number = counted.get(drawn.facts[0].metric)
    return drawn if number is None else template(number)


def draw_problems(random: Random) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Return problems, improvements, and the paragraphs of section five that hold them verbatim."""
    problems = tuple(random.sample(_PROBLEMS, random.randint(1, 3)))
    improvements = tuple(random.sample(_IMPROVEMENTS, random.randint(1, 3)))
    ordinals = ("一是", "二是", "三是")
    said = "；".join(o + p for o, p in zip(ordinals, problems, strict=False))
    planned = "；".join(o + p for o, p in zip(ordinals, improvements, strict=False))
    text: tuple[str, ...]
    if random.random() < 0.5:
        text = ("（一）存在的主要问题", f"当前工作中还存在一些不足：{said}。", "（二）改进情况", f"下一步，{planned}。")
    else:
        text = (f"一年来，政府信息公开工作取得了一定成效，但还存在以下问题：{said}。下一步改进措施：{planned}。",)
    return problems, improvements, text


def draw_other_matters(random: Random) -> tuple[Sentence, ...] | None:
    """Return section six, or None where the report has none."""
    none_charged = TruthFact("fees_charged", 0, None, "未收取政府信息公开信息处理费")
    return random.choice(
        (
            None,
            (Sentence("无。"),),
            (Sentence("本单位没有其他需要报告的事项。"),),
            (Sentence("本年度未收取政府信息公开信息处理费。", (none_charged,)),),
            (Sentence("除上述内容外，无其他需要报告的事项。"),),
        )
    )
