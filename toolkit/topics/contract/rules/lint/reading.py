"""A text as the linter reads it: one form for all ways of writing the same words, so that none of them hides a meaning.

White space, full-width forms, quotation marks, emphasis, zero-width and bidirectional characters and traditional characters
change how a sentence looks, not what it says.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from toolkit.kernel.characters import FORBIDDEN, INVISIBLE

_HAN = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_SEEN_THROUGH = re.compile(
    f"(?!\\n)(?:{FORBIDDEN.pattern}|{INVISIBLE.pattern})|[\u0300-\u036f\u20d0-\u20ff\ufe00-\ufe0f\U000e0000-\U000e01ef]"
)
"""What no reader sees: controls, zero-width and bidirectional characters, marks laid over others, variation selectors."""
_QUOTES = re.compile("[\"'`*~^\u2018-\u201f\u300a-\u300f\u3010\u3011\u3008\u3009«»＂＇]")
_PLACEHOLDER = re.compile(r"\{\{[^{}]*\}\}")
_BETWEEN_HAN = re.compile(f"(?<=[{_HAN}])[\\s·•‧∙⋅・_|\\\\\u2010-\u2015-]+(?=[{_HAN}])")
_BESIDE_HAN = re.compile(f"(?<=[{_HAN},;:。!?()、¥%])\\s+|\\s+(?=[{_HAN},;:。!?()、%])")
_STOP_IN_HAN = re.compile(f"(?<=[{_HAN}])\\.+(?=[{_HAN}]|$)")
_SPACES = re.compile(r"\s+")
_LOOSE = re.compile(r"[^\w,;:。!?()、%¥/]|_")
_FORMS = str.maketrans(
    "價銷廠門貨鋪經統標維護規執罰獎勵違約銀證從遲損償賠責條無權費類競業區處團購線網絡電臺檢監測賣買單場穩勢廣邊應須當個於開關導給滿資額還與華產齊終點減讓壓殺亂盤發佈報備審準認確總來強製體係進採轉換範圍稅釋後斷時間內運協議營動參貳陸萬億圓僅調變該雙嚴懲",
    "价销厂门货铺经统标维护规执罚奖励违约银证从迟损偿赔责条无权费类竞业区处团购线网络电台检监测卖买单场稳势广边应须当个于开关导给满资额还与华产齐终点减让压杀乱盘发布报备审准认确总来强制体系进采转换范围税释后断时间内运协议营动参贰陆万亿圆仅调变该双严惩",
)
"""Traditional characters of the words that the rules know; a company with dealers in Hong Kong or Macao writes them."""
_MARKS = str.maketrans(
    {"﹐": ",", "､": ",", "،": ",", "︐": ",", "｡": "。", "；": ";", "：": ":", "！": "!", "？": "?"}
)
_SENTENCES = re.compile(r"[。!?]+|(?<=[a-z)\d])\.(?=\s|$)")


@lru_cache(maxsize=1 << 14)
def plain(text: str) -> str:
    """Returns a text in the one form that rules read: compatibility forms folded, simplified, lower case, nothing unseen.

    Chinese is written without spaces; lines of a paragraph are joined; a placeholder leaves nothing behind.
    """
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text.translate(_MARKS))
        text = _SEEN_THROUGH.sub("", text).translate(_FORMS)
    if not _LOOSE.search(text):
        return text.lower()
    text = _QUOTES.sub("", _PLACEHOLDER.sub("", text))
    text = _BESIDE_HAN.sub("", _BETWEEN_HAN.sub("", text))
    text = _STOP_IN_HAN.sub("。", text)
    return _SPACES.sub(" ", text).strip().lower()


def sentences(text: str) -> tuple[str, ...]:
    """Returns the sentences of a text that is in plain form."""
    return tuple(part for part in (piece.strip() for piece in _SENTENCES.split(text)) if part)
