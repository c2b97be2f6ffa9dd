"""Rules whose findings are errors: what may not stand in any text addressed to a dealer (reference F.3, F.4)."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.kernel.text import Text
from toolkit.topics.contract.rules.lint.numerals import amounts_that_differ
from toolkit.topics.contract.rules.lint.resale_price import resale_price_words
from toolkit.topics.contract.rules.lint.rule import LintRule, Reading, words

_C = "[^,;。!?:]"
_S = "[^。!?]"
NOT = "(?:不|未|无|没有|禁止|严禁|避免|不得|无权|取消|删除|绝不)"
NEGATED = f"{NOT}{_C}{{0,12}}«"
NEVER = "(?:not|never|no|neither|nor|without|cannot)\\b[^;.]{0,40}«"
_ACCOUNT = "(?:账户|帐户|账号|帐号|银行卡|卡|名下|钱包)"
_PERSON = (
    f"(?:(?:个人|私人)(?!信息|所得|资料|数据|简历)(?:的)?{_ACCOUNT}?|(?:业务员|店员|导购|员工|人员|法定代表人|负责人|经办人|老板|股东|经理|采购)(?:本人|个人)?(?:的)?(?:{_ACCOUNT}|微信|支付宝|(?=$|[,;。])))"
    f"|(?:微信|支付宝)(?:{_ACCOUNT}|收款码?|红包|转账)"
)
_MONEY = "(?:返利|违约金|罚款|罚金|奖金|奖励|货款|价款|保证金|费用|款项|佣金|回扣|提成|补贴|激励)"


def _resale(reading: Reading) -> Iterator[str]:
    found = resale_price_words(reading.raw, reading.counted)
    if found:
        yield found


def _amounts(reading: Reading) -> Iterator[str]:
    for sentence in reading.sentences:
        yield from amounts_that_differ(sentence)


BANNED: tuple[LintRule, ...] = (
    LintRule(
        "resale-price",
        "CTR641",
        "error",
        Text("限制或奖惩经销商的转售价格", "the dealer’s resale prices are controlled, rewarded or punished"),
        Text("反垄断法第十八条第一款第一、二项", "Anti-Monopoly Law art. 18 para 1 items 1, 2"),
        Text(
            "删去；零售价只作建议，由乙方自主定价",
            "take it out: retail prices are suggestions, the dealer sets its own",
        ),
        _resale,
        (
            "价",
            "折",
            "统一",
            "毛利率",
            "最低",
            "至少",
            "低于",
            "pric",
            "msrp",
            "rrp",
            "undercut",
            "discount",
            "resale",
            "resell",
            "cheap",
            "low_price",
        ),
        note=True,
    ),
    LintRule(
        "protection-removed",
        "CTR642",
        "error",
        Text("排除了转售价格自主的保护条款", "the clause that keeps resale prices free is set aside"),
        Text("反垄断法第十八条", "Anti-Monopoly Law art. 18"),
        Text("删去；该款不得由任何约定改变", "take it out: no agreement may change that paragraph"),
        words(
            f"(?:供货价格与调价|第九条|转售价格(?:条款|自主)?|自主定价(?:权|条款)?|建议价条款){_C}{{0,12}}(?:不适用|不予适用|不生效|停止适用|排除|失效|作废|删除|暂停|豁免)"
            f"|(?:删除|排除|取消|停止适用|不适用|放弃){_C}{{0,10}}(?:供货价格与调价|第九条|自主定价|转售价格)"
            "|(?:article 9|the (?:article|clause|paragraph) on (?:supply|resale) prices|free (?:resale )?pricing)[^;.]{0,40}(?:does not apply|do not apply|is excluded|is waived|is deleted|is suspended)",
            f"(?:不得|不能|任何{_C}{{0,14}}(?:不得|不)|不可|不){_C}{{0,16}}«",
            f"«[^»]*(?:价格要求|价格约定|限价){_C}*»",
            NEVER,
        ),
        ("第九条", "供货价格与调价", "转售价格", "自主定价", "建议价条款", "article 9", "pric"),
        note=True,
    ),
    LintRule(
        "payee-person",
        "CTR643",
        "error",
        Text("款项付给个人", "money goes to a person"),
        Text("反不正当竞争法第八条、第二十四条", "Anti-Unfair Competition Law arts. 8, 24"),
        Text("只付给对方公司账户，如实入账", "pay the company’s account only, and have it booked"),
        words(
            f"{_MONEY}{_C}{{0,20}}(?:付|汇|转|交|打|给|存|缴|发放?|返)(?:入|至|到|给|往|款|付)*{_C}{{0,12}}?{_PERSON}"
            f"|(?:向|给){_C}{{0,8}}(?:业务员|店员|导购|采购人员|经办人|法定代表人|负责人|个人){_C}{{0,6}}(?:支付|发放|返还|给付|提供){_C}{{0,6}}(?:{_MONEY}|现金|礼品|红包)"
            f"|(?:以|用|通过|汇入|转入|付至|存入){_C}{{0,10}}(?:个人|私人){_ACCOUNT}{_C}{{0,4}}(?:收|付|结算|支付)?"
            "|(?:rebate|bonus|penalt\\w*|fine|payment|commission|reward|deposit|money|cash)s?\\b[^;.]{0,40}(?:paid|pay|transferred|given|remitted|payable)[^;.]{0,24}"
            "(?:personal account|private account|individuals?|employees?|sales ?(?:man|men|person|people|staff)|staff|shareholders?|owner|wechat|alipay)",
            f"(?:不得|禁止|严禁|不|无权|不应|不可){_S}{{0,30}}«",
            "«[^»]*(?:不得|禁止|严禁|无权|不应|不可|不予)[^»]*»",
            "«[^»]*由(?:乙方|经销商|其)[^»]*(?:发|分配)[^»]*其[^»]*»|(?:乙方|经销商)(?:可|自行|自主)[^,;。]{0,6}«",
            NEVER,
            "«[^»]*\\b(?:not|never|neither)\\b[^»]*»",
        ),
        (
            "个人",
            "私人",
            "业务员",
            "店员",
            "导购",
            "员工",
            "人员",
            "法定代表人",
            "负责人",
            "经办人",
            "老板",
            "股东",
            "经理",
            "采购",
            "微信",
            "支付宝",
            "account",
            "individual",
            "employee",
            "sales",
            "staff",
            "shareholder",
            "owner",
            "wechat",
            "alipay",
        ),
    ),
    LintRule(
        "two-routes",
        "CTR644",
        "error",
        Text("约定了两条争议解决途径", "two routes for disputes are agreed"),
        Text("仲裁法；民事诉讼法第三十五条", "Arbitration Law; Civil Procedure Law art. 35"),
        Text(
            "仲裁或诉讼只约定一种，仲裁写明选定的机构", "agree on one: arbitration by a named institution, or a court"
        ),
        words(
            f"仲裁{_C}{{0,14}},?(?:或者?|也可|亦可|同时|并可|均可|又可|还可)(?:以)?{_C}{{0,14}}(?:起诉|诉讼|提起诉讼|人民法院|法院)"
            f"|(?:起诉|诉讼|法院){_C}{{0,14}},?(?:或者?|也可|亦可|同时|并可|均可|又可|还可)(?:以)?{_C}{{0,14}}仲裁"
            "|arbitration[^;.]{0,40}\\bor\\b[^;.]{0,30}(?:court|litigation|lawsuit)|(?:court|litigation|lawsuit)[^;.]{0,40}\\bor\\b[^;.]{0,30}arbitration",
            f"(?:保全|强制执行|确认效力|裁判|裁决书|受理费|费用){_C}{{0,12}}«|«[^»]*»{_C}{{0,14}}(?:保全|强制执行|执行|裁判|判决|裁决|文书|费用|确认|有权机构)",
            "(?:一种|之一|择一|任选其一|仅适用|只能选)",
            "«[^»]*»[^;.]{0,30}(?:documents|costs|interim|preservation)|only (?:the )?one",
        ),
        ("仲裁", "arbitration"),
    ),
    LintRule(
        "amounts-differ",
        "CTR645",
        "error",
        Text("大写与小写金额不一致", "the amount in words is not the amount in figures"),
        Text("民法典第四百九十六条、第五百一十条", "Civil Code arts. 496, 510"),
        Text(
            "改为同一金额；大写不合写法的也在此列",
            "make them one amount; capital characters that write no amount are told here too",
        ),
        _amounts,
        tuple("壹贰叁肆伍陆柒捌玖拾佰仟零"),
    ),
    LintRule(
        "void-exemption",
        "CTR646",
        "error",
        Text("免除人身损害、故意或重大过失的责任", "liability for injury, intent or gross negligence is excluded"),
        Text("民法典第五百零六条", "Civil Code art. 506"),
        Text("删去，或写明这些责任不受免除和限额影响", "take it out, or say that these are never excluded or limited"),
        words(
            f"(?:人身(?:损害|伤害|伤亡|安全)?|伤亡|死亡|受伤|故意|重大过失)[^;。]{{0,30}}(?:甲方|公司|厂家|供方|我司|我方|任何一方|双方)?(?:均|概|都|亦)?(?:不承担|不负|概不负责|免责|免除责任|不予赔偿|无需承担|免于承担)"
            f"|(?:甲方|公司|厂家|供方|我司|我方|双方|任何一方)?(?:均|概|都)?(?:不承担|不负|免除|概不负责|不予赔偿){_C}{{0,24}}(?:人身|伤亡|死亡|故意|重大过失)"
            "|(?:not liable|no liability|liability[^;.]{0,30}(?:is|are) (?:excluded|limited)|exempt|excludes?)[^;.]{0,60}(?:injur|death|intent|wil?lful|gross negligence)"
            "|(?:injur\\w*|death|intent\\w*|wil?lful\\w*|gross negligence)[^;.]{0,40}(?:not liable|no liability|is excluded|are excluded|exempt)",
            f"(?:不得|不能|不应|不){_C}{{0,12}}«|«[^»]*(?:不得|不能|不受|除外)[^»]*»|«[^»]*»{_C}{{0,16}}(?:除外|不在此限|不受)|除{_C}{{0,24}}«|«[^»]*除{_C}{{0,12}}(?:人身|故意)[^»]*»",
            f"乙方{_C}{{0,14}}«[^»]*»",
            "(?:except|save|other than|unless|apart from|but not)[^;.]{0,40}«|«[^»]*(?:except|save for|other than|apart from|not subject|shall not)[^»]*»|«[^»]*»[^;.]{0,20}(?:not subject|excepted)|\\bnot (?:be )?«|nothing [^;.]*«",
        ),
        (
            "人身",
            "伤亡",
            "死亡",
            "受伤",
            "故意",
            "重大过失",
            "injur",
            "death",
            "intent",
            "wilful",
            "willful",
            "gross negligence",
        ),
    ),
)
