"""Text as the care rules read it: one width, one spelling, no emoji between, cut into clauses.

Only for looking: nothing that is normalised here is ever stored or shown.
"""

import re
import unicodedata
from functools import cache

# Traditional characters of the words the rules know.
_TRADITIONAL = str.maketrans(
    "殺輕盡縊離開結這個們沒無過還媽妳藥遺書樓橋為會說覺後時間經難撐夠準備讓對體劃從樣別裡傷殘絕負擔頂臺邊欄護懸",
    "杀轻尽缢离开结这个们没无过还妈你药遗书楼桥为会说觉后时间经难撑够准备让对体划从样别里伤残绝负担顶台边栏护悬",
)
_INVISIBLE = r"[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff\u00ad]"
_HAN = r"[\u4e00-\u9fff]"
_GAP = rf"(?<={_HAN})[ \t\u3000]+(?={_HAN})|(?<=自)\s+(?=s)"
# What is put between two characters so that a filter elsewhere doesn't read the word.
_SPLIT = rf"(?<={_HAN})[\W_]{{1,2}}(?=[杀楼腕残死尽])"
_LAUGH = "[\U0001f602\U0001f923\U0001f606\U0001f605]|\\[(?:笑哭|doge|允悲|二哈)\\]"
_EMOJI = "[\U0001f000-\U0001faff\u2600-\u27bf]|\\[[\u4e00-\u9fffa-z]{1,4}\\]"

# What people write in order to say a word without writing it.
_SPELLINGS = (
    (
        r"自(?:鲨|刹|莎|砂|sha|s\s?(?=的|了|吧|算|$)|鯊|纱)|z[iì]\s?sha(?![a-z])|z杀|自铩",
        "自杀",
    ),
    (r"(?<![一把买做个泡用])紫(?:砂|沙|啥|杀)(?![壶杯锅泥茶陶器炖电煲工艺盆罐色])", "自杀"),
    (r"(?<=想)(?:要|去)?(?:si|亖|4|s|鼠|噶|嘎)(?=了|啊|啦|掉|$|\W|一|又|但)", "死"),
    (r"(?<=去)(?:si|亖|4|鼠)(?=了|啊|吧|算|$|\W)", "死"),
    (r"(?<![a-z0-9])(?:si|亖|鼠|噶|嘎)了(?=算了|得了|就好|一了百了)", "死了"),
    (r"(?<![a-z])iwant", "i want"),
    (r"再见了?,(?:这个)?世界", "永别了"),
    (r"[8布卜捕]想活|不想huo|不想或(?=了)", "不想活"),
    (r"(?:tiao|跳)(?:lou|娄)|tiao楼|蹦楼", "跳楼"),
    (r"割(?:wan|碗(?!筷))|歌腕|ge腕|割手腕", "割腕"),
    (r"轻sheng|qing生|轻声(?=的念头|的想法)", "轻生"),
    (r"自can|zi残", "自残"),
    (r"活不xia去|活不下qu", "活不下去"),
)
_END = r"[。！？!?；;\n\r，,、…：:~～]+|\.{2,}|\.(?=\s|$)|(?<=[a-z])\s+(?:but|and then|because)\s"


# When the first text is looked at: the window needn't wait for them.
_compiled = cache(re.compile)


def normalised(text: str) -> str:
    """One width and case; no spaces, marks or emoji inside a word; usual homophones spelt out.

    A laughing emoji is kept as 哈哈.
    """
    text = unicodedata.normalize("NFKC", _compiled(_LAUGH).sub("哈哈", text)).casefold()
    text = _compiled(_INVISIBLE).sub("", text).translate(_TRADITIONAL)
    for hiding in (_EMOJI, _GAP, _SPLIT):
        text = _compiled(hiding).sub("", text)
    for spelling, word in _SPELLINGS:
        text = _compiled(spelling).sub(word, text)
    return text.replace("’", "'")


def clauses(text: str) -> list[str]:
    """What stands between two signs."""
    return [clause.strip() for clause in _compiled(_END).split(text) if clause and clause.strip()]
