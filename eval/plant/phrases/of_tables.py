"""What section one says of table two, and what the reports before 2019 say of their annex."""

from __future__ import annotations

from eval.plant.phrases.phrase import Phrase, of

__all__ = ["OF_ANNEX", "OF_DISCLOSURE"]

OF_DISCLOSURE: tuple[Phrase, ...] = (
    *of(
        "issued",
        "本年制发行政规范性文件{issued}件。",
        "全年共制发规范性文件{issued}件，均按要求公开。",
        "{y}年制定出台行政规范性文件{issued}件。",
    ),
    *of("repealed", "本年废止行政规范性文件{repealed}件。", "全年共废止规范性文件{repealed}件。"),
    *of(
        "in_force",
        "现行有效行政规范性文件{in_force}件。",
        "截至年底，现行有效的行政规范性文件共{in_force}件。",
    ),
    *of("regulations_issued", "本年制发规章{regulations_issued}件。", "全年制定规章{regulations_issued}件。"),
    *of("made", "本年新制作规范性文件{made}件。"),
    *of("total_disclosed", "对外公开规范性文件总数{total_disclosed}件。"),
    *of(
        "licensing",
        "全年作出行政许可处理决定{licensing}件。",
        "{y}年，{we}作出行政许可决定{licensing}件。",
        "本年度行政许可决定数量为{licensing}件，均按时公示。",
    ),
    *of(
        "penalties",
        "全年作出行政处罚决定{penalties}件。",
        "本年度行政处罚处理决定{penalties}件。",
        "{we}依法作出行政处罚决定{penalties}件，处罚信息全部公开。",
    ),
    *of("coercion", "全年作出行政强制决定{coercion}件。", "本年度行政强制处理决定{coercion}件。"),
)

OF_ANNEX: tuple[Phrase, ...] = (
    *of(
        "disclosed",
        "全年共主动公开政府信息{disclosed}条。",
        "{y}年，{we}主动公开政府信息{disclosed}条。",
        "本年度主动公开各类政府信息共计{disclosed}条。",
        "一年来，主动公开政府信息{disclosed:余}条。",
        "主动公开政府信息总数为{disclosed}条。",
        "坚持以公开为常态，全年主动公开信息{disclosed}条。",
    ),
    *of("website", "通过政府网站公开政府信息{website}条。", "全年在政府网站公开政府信息{website}条。"),
    *of("wechat", "通过政务微信公开政府信息{wechat}条。", "政务微信全年公开政府信息{wechat}条。"),
    *of("weibo", "通过政务微博公开政府信息{weibo}条。", "政务微博全年公开政府信息{weibo}条。"),
    *of("articles", "全年发布政策解读稿件{articles}篇。"),
    *of("press", "全年举办新闻发布会{press}次。", "参加或举办新闻发布会{press}次。"),
    *of(
        "received",
        "全年共收到政府信息公开申请{received}件。",
        "{y}年收到依申请公开政府信息申请{received}件。",
        "{we}全年收到公开申请{received}件，均已登记。",
        "依申请公开情况：本年度共收到政府信息公开申请{received}件。",
    ),
    *of("answered", "全年答复政府信息公开申请{answered}件。", "本年度共答复申请{answered}件。"),
    *of("concluded", "全年办结政府信息公开申请{concluded}件。", "申请办结数为{concluded}件。"),
    *of("granted", "同意公开的答复{granted}件。"),
    *of("denied", "不同意公开的答复{denied}件。"),
    *of(
        "reviews",
        "因政府信息公开引发的行政复议{reviews}件。",
        "全年发生针对政府信息公开的行政复议{reviews}件。",
    ),
    *of(
        "litigations", "因政府信息公开引发的行政诉讼{litigations}件。", "全年政府信息公开行政诉讼案件{litigations}件。"
    ),
    *of(
        "meetings",
        "全年召开政府信息公开工作会议或专题会议{meetings}次。",
        "召开政府信息公开工作会议{meetings}次，研究部署重点任务。",
    ),
    *of("courses", "举办政府信息公开各类培训班{courses}次。", "全年组织政府信息公开培训班{courses}次。"),
    *of("attendees", "接受培训人员{attendees}人次。", "政府信息公开培训班共培训{attendees}人次。"),
    *of("staff", "从事政府信息公开工作人员共{staff}人。"),
    *of("full_time", "配备政府信息公开专职人员{full_time}人。"),
    *of("part_time", "配备政府信息公开兼职人员{part_time}人。"),
)
