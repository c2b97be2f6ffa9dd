"""Finding words of resale-price control, so that no policy scores or punishes it (reference 0.1, D.1, 0b Law).

Fixing a resale price or a minimum one is banned (Anti-Monopoly Law art. 18); assessing dealers by it and punishing low prices
were part of a fined practice. The finder looks for a meaning, not for one word: a price at which the dealer sells, or 维价, 控价,
价格秩序 and their like, unless the clause says that it is left out.
"""

from __future__ import annotations

import re

_SUPPLY = r"(?:供货|供应|出厂|采购|进货|经销|批发给乙方的?)价"
_CONTROL = re.compile(
    r"价格(?:秩序|体系|纪律|管控|管理|维护|稳定|执行|政策|违规|违约|红线)"
    r"|(?:维护|维持|稳定|保持|遵守|执行|违反|扰乱|破坏|管控|控制)[^，。；、,;]{0,8}(?<!供货)(?<!出厂)价(?:格|位|盘)?"
    r"|(?:维|控|稳|乱|破|砸|压|窜)价|低价|降价销售|让价销售|价盘"
    r"|(?:转售|零售|终端|门店|成交|销售|挂牌|到手|促销|最低|统一|指导|限定|规定)(?:单)?价"
    r"|(?:规定|约定|指定|统一|公司)(?:的)?价格[^，。；,;]{0,4}(?:销售|出售|售卖)"
    r"|retail pric|resale[- ]pric|resell(?:ing)? pric|selling pric|street pric|shelf pric"
    r"|pric(?:e|ing)[- ](?:order|discipline|maintenance|stability|control|polic|violation|compliance|level)"
    r"|(?:low|minimum|lowest|fixed|uniform|set)[- ]pric|below (?:the )?(?:list|suggested|recommended|guide)"
    r"|undercut|maintain\w* (?:the )?(?:market )?pric|price_order|low_price|resale",
    re.IGNORECASE,
)
_DENIED = re.compile(
    r"不(?:含|包含|包括|考核|涉及|采集|看|问|设|评|计|挂钩|规定|限制|限定|得(?:进入|纳入|作为|考核|设))|没有(?!按|遵守|执行|维护)"
    r"|与.{0,12}无关|自主(?:定价|决定)|仅供参考|不以[^，]{1,12}为"
    r"|\b(?:no|none|nothing|never|not)\b(?!\s+(?:sell|sold|resell|be|go|lower|less|below|under|observ|keep|maintain))"
    r"|\bwithout regard\b|for reference",
    re.IGNORECASE,
)
_STILL = re.compile(
    r"不(?:得|准|许|能|可)?(?:低于|低过)|不得(?:以低|擅自降|降)|未(?:按|经|遵守|执行|维护)|\b(?:not|never|no)\b.{0,24}\b(?:below|lower|less|under)\b",
    re.IGNORECASE,
)
_CLAUSES = re.compile(r"[，。；！？;!?\n]|,\s|\.\s")


def resale_price_words(text: str) -> str:
    """Returns the words by which a text scores, orders or punishes resale prices; an empty text when there are none.

    A clause that leaves resale prices out (不含转售价格, no indicator looks at retail prices) is lawful; one that forbids to go
    below a price is not, though it has a negation too. Supply prices (供货价, 出厂价) are the company's own.
    """
    for clause in _CLAUSES.split(text):
        found = _CONTROL.search(re.sub(_SUPPLY, "", clause))
        if found and (_STILL.search(clause) or not _DENIED.search(clause)):
            return found[0]
    return ""
