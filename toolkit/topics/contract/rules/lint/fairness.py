"""Warnings about one-sided terms: what a court may strike out of a standard contract (reference F.3, F.4; Civil Code arts. 496–498)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.kernel.text import Text
from toolkit.topics.contract.rules.lint.banned import NEGATED, NEVER
from toolkit.topics.contract.rules.lint.numerals import NUMBER, NUMERAL
from toolkit.topics.contract.rules.lint.rule import UNIT, UNITS, LintRule, Reading, lasting, words

_C = "[^,;。!?:]"
_P = f"(?:{_C}|,)"
_N = f"(?P<n>{NUMERAL})"
_M = f"(?P<n>{NUMBER})"
_END = "(?:解除|终止|不再续|停止合作|取消(?:其|乙方)?(?:的)?(?:授权|经销|代理|资格)|收回(?:经销|代理|授权)|撤销授权|缩小(?:经销)?区域)"
_ENDS = "(?:terminat|rescind|cancel|withdraw the grant|end this (?:contract|agreement))"
_CURE = "(?:改正|整改|纠正|补正|补救|补足|补交|补缴|更正|宽限)"
_BLANKS = re.compile(
    r"_{3,}|＿{2,}|﹍{2,}|【\s*】|\[\s*(?:●|\*|x{1,4})?\s*\]|（\s{2,}）|[×✕]{2,}|[xX]{3,}|\bTBD\b|待填|待定|（\s*）(?=[元日天年月%])"
)


def _blanks(reading: Reading) -> Iterator[str]:
    found = _BLANKS.search(reading.raw) if reading.final else None
    if found:
        yield found[0]


FAIRNESS: tuple[LintRule, ...] = (
    LintRule(
        "all-liability",
        "CTR660",
        "warning",
        Text("一切责任归乙方", "all liability is put on the dealer"),
        Text("民法典第四百九十七条", "Civil Code art. 497"),
        Text("按过错分担，写明情形和限额", "share it by fault, name the cases and a limit"),
        words(
            f"一切(?:法律|经济|不利)?(?:责任|损失|后果|费用){_C}{{0,8}}(?:乙方|经销商)|(?:乙方|经销商){_C}{{0,8}}(?:承担|负担|负责)?(?:一切|全部|所有)(?:的)?(?:法律|经济|由此产生的)?(?:责任|损失|后果)"
            "|all (?:\\w+ ){0,2}(?:liabilit\\w+|loss\\w*|consequences|responsibility)[^;.]{0,30}(?:borne|assumed|carried|on) (?:solely )?(?:by )?(?:party b|the dealer)"
            "|(?:party b|the dealer) (?:shall )?(?:alone )?(?:bears?|assumes?|takes?|is liable for) all",
            NEGATED,
            "«[^»]*(?:不|无须|无需)[^»]*»",
            NEVER,
        ),
        ("一切", "全部", "所有", "all "),
    ),
    LintRule(
        "last-word",
        "CTR661",
        "warning",
        Text("最终解释权", "the last word on the meaning"),
        Text("民法典第四百九十六条至第四百九十八条", "Civil Code arts. 496–498"),
        Text(
            "删去；有两种解释的作不利于起草方的解释", "take it out: of two meanings the one against the drafter counts"
        ),
        words(
            "最终(?:的)?解释权?|解释权(?:均|都)?(?:归|属)(?:于)?(?:甲方|公司|厂家|总部|我司)|final (?:right of |say on )?interpretation|sole right to interpret",
            NEGATED,
            NEVER,
        ),
        ("解释", "interpret"),
    ),
    LintRule(
        "unconditional",
        "CTR662",
        "warning",
        Text("无条件", "without any condition"),
        Text("民法典第四百九十七条", "Civil Code art. 497"),
        Text("写明条件和程序", "state the conditions and the procedure"),
        words(
            "无条件|unconditional(?:ly)?|without any condition",
            NEGATED,
            f"甲方(?:应|须|将|应当|承诺|同意){_C}{{0,4}}«",
            NEVER,
            "party a (?:shall|will|must) «",
        ),
        ("无条件", "condition"),
    ),
    LintRule(
        "any-time",
        "CTR663",
        "warning",
        Text("甲方有权随时", "Party A may at any time"),
        Text("民法典第四百九十七条、第五百六十三条", "Civil Code arts. 497, 563"),
        Text("写明事由和提前通知的天数", "state the ground and the days of notice"),
        words(
            f"(?:甲方|公司|厂家|总部|我司)(?:有权|可以?|保留)?(?:单方(?:面)?)?随时|(?:甲方|公司|厂家){_C}{{0,6}}随时{_C}{{0,6}}(?:解除|终止|调整|变更|取消|停止|收回|修改)"
            "|party a (?:may|can|is entitled to|has the right to)[^;.]{0,30}(?:at any time|at its (?:sole |absolute )?discretion)",
            NEGATED,
            "«[^»]*(?:不得|无权|不)[^»]*»",
            f"«[^»]*»{_C}{{0,8}}(?:增加|提供|协助|答复)",
            NEVER,
        ),
        ("随时", "at any time", "discretion"),
    ),
    LintRule(
        "silent-waiver",
        "CTR664",
        "warning",
        Text("权利自动放弃", "rights lapse by themselves"),
        Text("民法典第一百四十条、第四百九十七条", "Civil Code arts. 140, 497"),
        Text("先催告，给出期限，再约定后果", "remind first, give a time, then state the effect"),
        words(
            "自动(?:放弃|丧失|弃权)|视为(?:自动)?(?:放弃|弃权)|automatically (?:waives?|forfeits?|forfeited|loses?|lapses?)|deemed (?:to have )?(?:waived|forfeited)|is deemed a waiver",
            f"(?:不|未被|不得|不应){_C}{{0,4}}«",
            f"甲方{_P}{{0,16}}«",
            NEVER,
            "party a [^;.]{0,40}«",
        ),
        ("放弃", "丧失", "弃权", "waive", "forfeit", "lose", "lapse"),
    ),
    LintRule(
        "confiscation",
        "CTR665",
        "warning",
        Text("没收", "confiscation"),
        Text("民法典第五百八十五条；企业没有处罚权", "Civil Code art. 585; a company has no power to punish"),
        Text(
            "改为有损失依据的违约金或赔偿，经通知和申辩后扣除",
            "make it damages that rest on a loss, deducted after notice and a hearing",
        ),
        words(
            "没收|不予退还(?:保证金|押金)|(?:保证金|押金)(?:概|均)?不(?:予)?退还?|confiscat\\w*|forfeit(?:ed|ure|s)?\\b",
            NEGATED,
            f"(?:行政|执法|司法|监管|法院|机关|依法){_C}{{0,8}}«|«没收»(?:违法所得|非法)",
            NEVER,
        ),
        ("没收", "退", "confiscat", "forfeit"),
    ),
    LintRule(
        "short-cure",
        "CTR666",
        "warning",
        Text("改正期不足五日", "less than five days to cure"),
        Text("民法典第五百六十三条", "Civil Code art. 563"),
        Text("给予不少于五日的改正期", "give at least five days"),
        lasting(
            f"{_N}{UNIT}(?:之)?(?:内|以内){_C}{{0,10}}{_CURE}(?!通知)",
            f"{_CURE}(?:的)?(?:期限?|期间|时间){_C}{{0,6}}{_N}{UNIT}",
            f"(?:cure|remed(?:y|ied)|rectif(?:y|ied)|correct(?:ed)?)\\b[^;.]{{0,30}}within {_M} {UNITS}",
            f"within {_M} {UNITS}[^;.]{{0,24}}(?:cure|remed|rectif|correct)",
            below=5,
            easings=(
                f"(?:甲方|公司|我方){_P}{{0,16}}«",
                "party a [^;.]{0,40}«",
                "(?:召回|安全|数据|个人信息|泄露)[^;。]*«",
            ),
        ),
        ("改正", "整改", "纠正", "补", "更正", "宽限", "cure", "remed", "rectif", "correct"),
    ),
    LintRule(
        "short-notice",
        "CTR667",
        "warning",
        Text("解除或终止的通知期不足三十日", "less than thirty days’ notice of the end"),
        Text("民法典第五百六十三条第二款", "Civil Code art. 563 para 2"),
        Text("无过错终止提前不少于六十日通知", "give sixty days where nobody is in breach"),
        lasting(
            f"提前{_C}{{0,4}}?{_N}{UNIT}{_C}{{0,12}}通知{_C}{{0,14}},?{_C}{{0,10}}{_END}",
            f"{_END}{_C}{{0,16}},?{_C}{{0,6}}提前{_C}{{0,4}}?{_N}{UNIT}",
            f"通知{_C}{{0,10}}?{_N}{UNIT}(?:后|之?内)?{_C}{{0,8}}{_END}",
            f"{_M} {UNITS}'? (?:of )?(?:prior |advance )?(?:written )?notice[^;.]{{0,40}}{_ENDS}",
            f"{_ENDS}[^;.]{{0,50}}?{_M} {UNITS}'? (?:of )?(?:prior |advance )?(?:written )?notice",
            below=30,
            easings=(
                f"(?:不得?少于|不低于|至少){_C}{{0,3}}«",
                f"乙方(?:可|有权|可以)?{_C}{{0,6}}«",
                "party b may [^;.]{0,30}«",
            ),
        ),
        ("提前", "通知", "notice"),
    ),
    LintRule(
        "endless-term",
        "CTR668",
        "warning",
        Text("期限不明或自动延续", "the term is indefinite or renews itself"),
        Text("民法典第五百六十三条第二款", "Civil Code art. 563 para 2"),
        Text("写明期限；自动续期只一次，写明多久", "state the term; let it renew once, for a stated time"),
        words(
            f"(?:合同|协议|授权){_C}{{0,8}}(?:长期|永久|无限期|永远)(?:有效)?|(?:合同|协议|授权){_C}{{0,8}}(?:不定期|无固定期限)|自动(?:续期|顺延|续约|延长|续展)(?!{_P}{{0,16}}(?:一次|[\\d一二三]+(?:个)?[年月]))"
            "|(?:contract|agreement)[^;.]{0,30}(?:indefinite|perpetual|no fixed term)|(?:renews?|renewed|extended) automatically(?![^;.]{0,40}(?:once|for (?:one|\\d)))|automatically (?:renew|extend)\\w*(?![^;.]{0,40}(?:once|for (?:one|\\d)))",
            f"(?:不|未){_C}{{0,16}}«",
            NEVER,
        ),
        (
            "长期",
            "永久",
            "无限期",
            "永远",
            "不定期",
            "无固定期限",
            "自动",
            "indefinite",
            "perpetual",
            "fixed term",
            "automatically",
        ),
    ),
    LintRule(
        "blank",
        "CTR669",
        "warning",
        Text("定稿里还有空白", "a final text still has a blank"),
        Text("民法典第四百七十条", "Civil Code art. 470"),
        Text("填上，或写“/”", "fill it in, or strike it out with “/”"),
        _blanks,
    ),
)
