"""Warnings about money: penalties, bonds, earnest money, and payments that wait for others (reference F.3, F.4)."""

from __future__ import annotations

from toolkit.kernel.text import Text
from toolkit.topics.contract.rules.lint.banned import NEGATED, NEVER
from toolkit.topics.contract.rules.lint.numerals import NUMBER, NUMERAL
from toolkit.topics.contract.rules.lint.rule import UNIT, UNITS, LintRule, lasting, multiple, words

_C = "[^,;。!?:]"
_P = f"(?:{_C}|,)"
_N = f"(?P<n>{NUMERAL})"
_M = f"(?P<n>{NUMBER})"
_PENALTY = "(?:违约金|罚款|罚金|赔偿|处罚|处以|惩罚|罚)"

SUMS: tuple[LintRule, ...] = (
    LintRule(
        "heavy-penalty",
        "CTR655",
        "warning",
        Text("违约金或罚款的倍数超过二", "a penalty of more than twice"),
        Text(
            "民法典第五百八十五条；合同编通则解释第六十五条",
            "Civil Code art. 585; SPC interpretation on contracts art. 65",
        ),
        Text("与损失挂钩，一般不超过损失的百分之一百三十", "tie it to the loss, as a rule not above 130 % of it"),
        multiple(
            f"(?:{_PENALTY}|扣除|支付){_P}{{0,24}}?{_N}倍",
            f"{_N}倍(?!率|于一年期){_C}{{0,10}}{_PENALTY}",
            f"{_PENALTY}{_C}{{0,20}}?(?P<percent>\\d+(?:\\.\\d+)?)%",
            f"(?P<percent>\\d+(?:\\.\\d+)?)%{_C}{{0,6}}(?:违约金|罚款|罚金|赔偿)",
            f"{_PENALTY}{_C}{{0,20}}?百分之(?P<percent>[一二三四五六七八九十百千]+)",
            f"{_M} times[^;.]{{0,40}}(?:damages|penalt|fine|compensation)",
            f"(?:damages|penalt\\w*|fine|compensation|pays?)\\b[^;.]{{0,40}}?{_M} times",
            "(?:damages|penalt\\w*|fine)\\b[^;.]{0,30}?(?P<percent>\\d+(?:\\.\\d+)?) ?%",
            above=2,
            easings=(
                "(?:利率|lpr|prime rate|银行)[^;。.]*«|«[^»]*(?:利率|lpr|prime rate)[^»]*»|«[^»]*»[^;。]{0,10}(?:利率|lpr)|«[^»]*»[^;.]{0,20}rate",
                NEGATED,
            ),
        ),
        ("倍", "%", "百分之", "times"),
    ),
    LintRule(
        "late-refund",
        "CTR656",
        "warning",
        Text("保证金退还超过六十日", "the bond is refunded after more than sixty days"),
        Text("民法典第四百九十七条", "Civil Code art. 497"),
        Text("结清后三十日内退还", "refund it within thirty days of the settlement"),
        lasting(
            f"(?:保证金|押金|质保金|定金|订金){_P}{{0,40}}?{_N}{UNIT}(?:之)?(?:内|后|以内|届满后){_C}{{0,10}}(?:退|返还|无息|归还)",
            f"(?:退还?|返还|归还){_C}{{0,8}}(?:保证金|押金){_P}{{0,20}}?{_N}{UNIT}(?:之)?(?:内|后|以内)",
            f"{_N}{UNIT}(?:之)?(?:内|后|以内){_C}{{0,10}}(?:退还?|返还|归还){_C}{{0,6}}(?:保证金|押金)",
            f"(?:deposit|bond)[^;.]{{0,50}}(?:refund|return|repa)[^;.]{{0,30}}?{_M} {UNITS}",
            f"(?:within|after) {_M} {UNITS}[^;.]{{0,40}}(?:refund|return|repay)[^;.]{{0,20}}(?:deposit|bond)",
            above=60,
            easings=(f"(?:不得?超过|不迟于){_C}{{0,3}}«",),
        ),
        ("保证金", "押金", "质保金", "定金", "订金", "deposit", "bond"),
    ),
    LintRule(
        "earnest-and-damages",
        "CTR657",
        "warning",
        Text("定金与违约金并用", "both earnest money and liquidated damages are claimed"),
        Text("民法典第五百八十八条", "Civil Code art. 588"),
        Text("写明守约方择一适用", "let the other side choose one of them"),
        words(
            f"(?:没收定金|定金{_C}{{0,10}}(?:不予?退|不予返还|没收|归)|双倍返还定金){_C}{{0,6}},?(?:并|且|同时|另|还|以及|仍){_C}{{0,10}}(?:违约金|罚款|赔偿)"
            f"|(?:同时|一并|并处|合并){_C}{{0,6}}(?:适用|主张|支付|要求)?{_C}{{0,6}}(?:定金{_C}{{0,4}}(?:和|与|及|、){_C}{{0,4}}违约金|违约金{_C}{{0,4}}(?:和|与|及|、){_C}{{0,4}}定金)"
            f"|违约金{_P}{{0,10}}(?:并|同时|且){_C}{{0,6}}(?:没收|不退还?){_C}{{0,4}}定金"
            "|(?:both|in addition)[^;.]{0,30}earnest money[^;.]{0,30}liquidated damages|forfeit\\w* the earnest money[^;.]{0,20}and[^;.]{0,20}(?:damages|penalt)"
            "|earnest money[^;.]{0,30}and[^;.]{0,10}liquidated damages[^;.]{0,30}(?:both|together|cumulativ)",
            "(?:择一|选择|其一|之一|不得|不能)",
            "(?:choose|one of|either|may not)",
        ),
        ("定金", "earnest"),
    ),
    LintRule(
        "bond-doubled",
        "CTR658",
        "warning",
        Text("保证金写进了定金的规则", "a bond is treated as earnest money"),
        Text(
            "合同编通则解释第六十七条；民法典第五百八十六条至第五百八十八条",
            "SPC interpretation on contracts art. 67; Civil Code arts. 586–588",
        ),
        Text("改措辞，或约定为定金并写明标的额", "reword it, or make it earnest money with its contract amount"),
        words(
            f"(?:保证金|押金|订金){_P}{{0,16}}(?:双倍返还|双倍退还|定金罚则|视为定金|作为定金|定金性质)|(?:保证金|押金|订金)\\(定金\\)|定金\\((?:保证金|押金|订金)\\)"
            "|(?:bond|security deposit)[^;.]{0,40}(?:twice the (?:sum|amount)|doubled?|as earnest money)",
            "«[^»]*(?:不(?:是|属于|具有|构成|适用|视为|作为)|非)[^»]*»",
            NEVER,
            "«[^»]*\\b(?:not|no)\\b[^»]*»",
        ),
        ("双倍", "定金", "twice", "double", "earnest"),
    ),
    LintRule(
        "paid-when-paid",
        "CTR659",
        "warning",
        Text("以收到第三方付款为付款条件", "payment waits for that of a third party"),
        Text("保障中小企业款项支付条例第九条", "Regulation on payments to small and medium-sized enterprises art. 9"),
        Text("改为固定期限，最迟六十日", "give a fixed time, sixty days at most"),
        words(
            f"(?:收到|取得|待){_C}{{0,12}}(?:第三方|终端|下游|客户|平台|上游){_C}{{0,8}}(?:款|付款|回款|结算){_C}{{0,8}}(?:后|为前提|为条件){_P}{{0,10}}(?:付|支付|兑付|结算|核销)?"
            "|(?:once|after|when|until)[^;.]{0,30}(?:third part|customer|platform|end user)[^;.]{0,20}(?:paid|pays|payment)",
            f"(?:不得?|不能|不){_C}{{0,4}}(?:以)?«",
            NEVER,
        ),
        ("收到", "取得", "待", "third part", "customer", "platform", "end user"),
    ),
)
