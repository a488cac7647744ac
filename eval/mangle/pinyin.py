"""Pinyin of the characters that the converted copies of reports carry as residue, by their simplified form."""

from __future__ import annotations

__all__ = ["PINYIN"]

_TABLE = """
万wàn 与yǔ 专zhuān 业yè 严yán 个gè 丰fēng 为wéi 举jǔ 乡xiāng 产chǎn 从cóng 众zhòng 优yōu 会huì 传chuán 体tǐ 关guān
内nèi 册cè 军jūn 农nóng 决jué 况kuàng 减jiǎn 击jī 办bàn 务wù 动dòng 区qū 医yī 华huá 单dān 厅tīng 县xiàn 参cān 台tái
号hào 听tīng 员yuán 园yuán 围wéi 国guó 场chǎng 坚jiān 处chù 备bèi 够gòu 学xué 实shí 审shěn 宽kuān 对duì 导dǎo 将jiāng
层céng 属shǔ 应yīng 废fèi 开kāi 强qiáng 当dāng 录lù 态tài 总zǒng 户hù 执zhí 扫sǎo 护hù 报bào 据jù 数shù 断duàn 无wú
时shí 显xiǎn 术shù 机jī 权quán 条tiáo 来lái 构gòu 标biāo 栏lán 济jì 点diǎn 热rè 环huán 现xiàn 电diàn 疗liáo 监jiān
码mǎ 确què 碍ài 称chēng 税shuì 稳wěn 类lèi 纠jiū 级jí 纳nà 线xiàn 组zǔ 织zhī 经jīng 结jié 络luò 统tǒng 继jì 绩jì 续xù
维wéi 综zōng 编biān 缴jiǎo 网wǎng 罚fá 职zhí 联lián 获huò 补bǔ 规guī 视shì 览lǎn 计jì 认rèn 训xùn 议yì 许xǔ 讼sòng
设shè 访fǎng 识shí 诉sù 话huà 询xún 语yǔ 请qǐng 读dú 谈tán 负fù 财cái 责zé 质zhì 购gòu 费fèi 资zī 转zhuǎn 输shū 过guò
运yùn 还hái 这zhè 进jìn 递dì 错cuò 镇zhèn 门mén 闭bì 问wèn 间jiān 闻wén 阅yuè 队duì 页yè 项xiàng 领lǐng 题tí 额é
发fā 复fù 书shū 种zhǒng 见jiàn 写xiě 岗gǎng 节jié 虑lǜ 测cè 让ràng 课kè 论lùn 评píng 调diào 赖lài 选xuǎn 释shì 须xū 频pín
"""

PINYIN: dict[str, str] = {word[0]: word[1:] for word in _TABLE.split()}
"""Simplified character to its syllable with tone mark."""
