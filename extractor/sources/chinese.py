"""How much sense a text makes as Chinese; the measure by which encodings and recoveries are chosen."""

from __future__ import annotations

__all__ = ["is_hanzi", "sense"]

_FREQUENT = frozenset(
    "的一是不了在有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多"
    "定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由"
    "其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又利比或但质气第向道命此变条只没结解问意建"
    "月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接"
    "知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处队南给色光门即保治北造百规热领七海口东导器"
    "压志世金增争济阶油思术极交受联什认六共权收证改清己美再采转更单风切打白教速花带安场身车例真务具万每目至达走积示议"
    "声报斗完类八离华名确才科张信马节话米整空元况今集温传土许步群广石记需段研界拉林律叫且究观越织装影算低持音众书布复"
    "容儿须际商非验连断深难近矿千周委素技备半办青省列习响约支般史感劳便团往酸历市克何除消构府称太准精值号率族维划选标"
    "写存候毛亲快效斯院查江型眼王按格养易置派层片始却专状育厂京识适属圆包火住调满县局照参红细引听该铁价严项申请维纠诉"
    "讼予密秘复许罚强财政策读督监规章範範圍門戶開關報辦議務處會員對發動實現體經濟國學機構電無為與說時將應數據統計資訊"
    "該東業單長個們來產後進還過這從當點線問題華優權決認識調設詢請訴訟維護歸屬條項類級縣鄉鎮區廳組織領導責負標準網站"
)
"""Common hanzi, simplified and traditional, with those that every disclosure report repeats."""

_KNOWN = ("政府", "信息公开", "信息公開", "資訊公開", "年度报告", "年度報告", "公开", "公開", "行政", "申请", "申請")


def is_hanzi(char: str) -> bool:
    """True for an ideograph of the unified blocks (no radicals, no compatibility forms)."""
    return "\u4e00" <= char <= "\u9fff" or "\u3400" <= char <= "\u4dbf" or "\U00020000" <= char <= "\U0003ffff"


def sense(text: str) -> float:
    """Return how sensible the text is as Chinese, from 0.0 (nonsense, or no Chinese at all) to 1.0.

    The share of frequent hanzi among all characters beyond ASCII, a replaced character counting three times, with
    a third on top where a word of the subject stands in it. Real text of any length has 0.4 and more, text decoded
    wrongly below 0.2.
    """
    beyond_ascii = frequent = replaced = 0
    for char in text:
        if char < "\x80":
            continue
        beyond_ascii += 1
        if char in _FREQUENT:
            frequent += 1
        elif char == "\ufffd":
            replaced += 1
    if not beyond_ascii:
        return 0.0
    share = frequent / (beyond_ascii + 2 * replaced)
    known = any(word in text for word in _KNOWN)
    return min(1.0, share * (4 / 3)) if known else share
