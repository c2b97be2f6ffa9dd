"""Warnings about competition: limits that need a lawyer’s look, and the marks of a franchise (reference F.3, F.4)."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.kernel.text import Text
from toolkit.topics.contract.rules.lint.banned import NEGATED, NEVER, NOT
from toolkit.topics.contract.rules.lint.price import BLANK
from toolkit.topics.contract.rules.lint.rule import Find, LintRule, Reading, words
from toolkit.topics.contract.rules.lint.words_zh import OTHER

_C = "[^,;。!?:]"
_P = f"(?:{_C}|,)"
_RESALE = "(?:(?:转售|零售|终端|门店|店铺|成交|对外|页面|线上|网上|到手|货架|标示|售卖|销售)(?:的)?(?:单)?价(?:格)?|(?<!零)售价|成交价|价签)"


def _of_dealers(sought: str, *easings: str) -> Find:
    """Returns a finder of words about resale prices, after supply prices and competitors’ prices have been taken out."""
    inner = words(sought, *easings)

    def find(reading: Reading) -> Iterator[str]:
        yield from inner(Reading(OTHER.sub(BLANK, reading.text)))

    return find


COMPETITION: tuple[LintRule, ...] = (
    LintRule(
        "price-ceiling",
        "CTR647",
        "warning",
        Text("限定最高转售价格", "a highest resale price is set"),
        Text("反垄断法第十八条；个案判断", "Anti-Monopoly Law art. 18; judged case by case"),
        Text("由法务个案审查，不得变相成为固定价", "let legal judge the case; it may not turn into a fixed price"),
        _of_dealers(
            f"最高(?:转售|零售|销售|终端)?(?:限)?价|(?:不得?|不能|不可|不应|不准|禁止)(?:高于|超过|超出){_C}{{0,14}}(?:零售|转售|建议|指导|终端|销售|规定|限定){_C}{{0,3}}价"
            f"|{_RESALE}{_C}{{0,8}}(?:不得?(?:高于|超过|超出)|上限|封顶)"
            "|max(?:imum|imal|\\.)? (?:resale|retail|selling) prices?|price (?:ceiling|cap)\\b|(?:not|never)[^;.]{0,30}(?:above|over|more than) the (?:suggested|recommended|list|retail|maximum)",
            f"{NOT}(?:得|会|设|有)?(?:设|设定|规定|限定|约定)?(?:任何)?«",
            NEVER,
            "»[^;。]*(?:参考(?!价)|无效|作废)",
            f"甲方(?:自营|直营|官方){_C}{{0,12}}«",
        ),
        ("价", "pric"),
    ),
    LintRule(
        "price-watch",
        "CTR648",
        "warning",
        Text("监测或收集经销商的转售价格", "the dealer’s resale prices are watched or collected"),
        Text("反垄断法第十八条、第十九条", "Anti-Monopoly Law arts. 18, 19"),
        Text("删去；不采集我方商品的价签和成交价", "take it out: labels and prices of our own goods are not collected"),
        _of_dealers(
            f"(?:监测|监控|监督|巡查|稽查|检查|抽查|督导|采集|收集|统计|记录|通报|举报|报送|上报|报备|填报|反馈|告知){_C}{{0,16}}{_RESALE}"
            f"|{_RESALE}{_C}{{0,8}}(?:监测|监控|巡查|稽查|抽查|采集|报送|上报|报备|填报|登记|报甲方|报公司)"
            "|(?:monitor|check|collect|record|report|track|survey|audit)(?:s|ed|ing)?\\b[^;.]{0,30}(?:resale|retail|shelf|store|selling|online|street) prices?",
            f"{NOT}{_P}{{0,26}}«",
            "(?:无须|无需|不必|不需|竞品|竞争|其他品牌)[^;。]{0,20}«",
            "»[^;。]{0,12}(?:投诉|程序|答复)",
            NEVER,
            "(?:need not|nobody|competitor)[^;.]{0,30}«|«[^»]*competitor[^»]*»",
        ),
        ("价", "pric"),
    ),
    LintRule(
        "passive-sales",
        "CTR649",
        "warning",
        Text("禁止被动销售", "passive sales are banned"),
        Text(
            "反垄断法第十八条第一款第三项；份额达到百分之十五须有法务论证",
            "Anti-Monopoly Law art. 18 para 1 item 3; from 15 % of the market a legal note",
        ),
        Text("只限制主动销售；被动销售不受限制", "limit active sales only"),
        words(
            f"(?:不得|禁止|严禁|不准|不能|不可){_C}{{0,14}}被动销售|被动销售{_C}{{0,4}}(?:也|亦|同样|一律|均|都)?(?:不得|禁止|不允许|视为窜货|按窜货)"
            f"|(?:不得|禁止|严禁|不准){_C}{{0,10}}(?:接受|响应|承接|接收|答应){_C}{{0,14}}(?:区域外|区域以外|外区|外地|其他区域){_C}{{0,10}}(?:订单|客户|询价|购买|采购|要货)"
            f"|(?:区域外|区域以外|外区|其他区域){_C}{{0,6}}客户{_P}{{0,14}}(?:主动|上门|自行){_P}{{0,14}}(?:不得|拒绝|不准|禁止)|(?:无论|不论|不管){_C}{{0,10}}(?:主动|被动){_P}{{0,24}}(?:不得|禁止|均(?:属|为|视为)窜货)"
            "|(?:not|never|no|prohibited|forbidden)[^;.]{0,40}(?:passive sales|unsolicited (?:orders|requests)[^;.]{0,30}outside)|passive sales (?:are|is) (?:also )?(?:prohibited|forbidden|banned|not allowed)",
            "(?:甲方|公司|任何人)[^;。]{0,12}«|«[^»]*限制被动销售[^»]*»",
            "(?:party a|nobody)[^;.]{0,30}«|«[^»]*(?:not restricted|not limited|not a breach)[^»]*»|«[^»]*»[^;.]{0,20}not (?:restricted|a breach)",
        ),
        ("被动", "区域外", "区域以外", "外区", "其他区域", "外地", "passive", "unsolicited"),
    ),
    LintRule(
        "exclusive-dealing",
        "CTR650",
        "warning",
        Text("要求只经营我方产品", "the dealer may deal in our goods only"),
        Text("反垄断法第二十二条；汽车销售管理办法", "Anti-Monopoly Law art. 22; Measures on car sales"),
        Text(
            "改为告知义务；确需限制的，写明品类、地域、期间、理由和支持，并有法务说明",
            "make it a duty to tell; a limit needs products, area, period, reason, support and a legal note",
        ),
        words(
            f"(?:乙方|经销商|门店|代理商){_C}{{0,10}}(?:不得|不能|不可|禁止|不准|承诺不|保证不)(?:(?!因|以|将){_C}){{0,10}}(?:经营|代理|销售|采购|经销|陈列|进货){_C}{{0,12}}(?:竞品|竞争|同类|其他品牌|他牌|其他厂家|第三方品牌)"
            f"|(?:只能|仅(?:可|能)|专门|须专营|必须专营|专营|专卖|排他(?:地)?(?:经营|采购)){_C}{{0,8}}(?:甲方|本公司|本品牌|公司|我司)(?:的)?(?:产品|品牌|货物|商品)"
            "|(?:party b|the dealer|dealers)[^;.]{0,20}(?:shall not|may not|must not|will not|agrees? not to)[^;.]{0,20}(?:sell|deal in|distribute|stock|buy|carry)[^;.]{0,24}(?:compet|other brands|similar (?:goods|products)|third[- ]party)"
            "|(?:only|exclusively) (?:sell|deal in|distribute|stock)[^;.]{0,20}(?:party a|our)|(?:sell|deal in|distribute|stock) (?:only|exclusively)[^;.]{0,20}(?:party a|our)",
            f"(?:出资|投放|提供)(?:的)?{_C}{{0,12}}«|«[^»]*(?:出资|投放|保密|冷柜|设备|人员)[^»]*»|(?:冷柜|设备|货架)[^;。]{{0,10}}«",
            "(?:终止|解除|届满)[^;。]{0,10}«",
            "(?:never|no|neither|nor|without|cannot)\\b[^;.]{0,40}«",
            "(?:after|following)[^;.]{0,40}«|«[^»]*(?:funded|cooler|equipment|confidential)[^»]*»|(?:cooler|equipment|displays?)[^;.]{0,30}«",
        ),
        (
            "竞品",
            "竞争",
            "同类",
            "品牌",
            "他牌",
            "厂家",
            "专营",
            "专卖",
            "只能",
            "仅",
            "专门",
            "排他",
            "compet",
            "other brands",
            "similar",
            "third",
            "only",
            "exclusively",
        ),
    ),
    LintRule(
        "post-term-competition",
        "CTR651",
        "warning",
        Text("合同终止后仍限制经营", "the dealer is limited after the end"),
        Text("反垄断法第十八条；民法典第四百九十七条", "Anti-Monopoly Law art. 18; Civil Code art. 497"),
        Text("删去；只保留保密义务", "take it out: confidentiality is enough"),
        words(
            f"(?:终止|解除|届满|期满|到期|结束|停止合作)(?:后|之后|之日起|以后){_P}{{0,24}}(?:不得|不能|不可|禁止|不再){_C}{{0,14}}(?:经营|销售|代理|经销|从事|生产|采购|接触|合作){_C}{{0,10}}(?:同类|竞争|竞品|其他品牌|相同|类似|近似)"
            f"|(?:终止|解除|届满|期满)(?:后|之后|以后){_P}{{0,16}}竞业(?:限制|禁止)|(?:同类|竞争性?|竞品){_C}{{0,20}}(?:终止|解除|届满)后{_C}{{0,10}}(?:仍|继续|不得)"
            "|(?:after|following|upon) (?:the )?(?:end|terminat\\w+|expiry|expiration)[^;.]{0,60}(?:not|refrain)[^;.]{0,30}(?:compet|similar|other brands)|(?:not compete|non-compet\\w*)[^;.]{0,40}after (?:the )?(?:end|terminat|expir)",
            f"(?:不得?及于|不适用于){_C}{{0,20}}«",
            "(?:may not extend|does not extend|no (?:limit|restriction))[^;.]*«",
        ),
        ("终止", "解除", "届满", "期满", "到期", "结束", "停止合作", "after", "following", "upon"),
    ),
    LintRule(
        "tying",
        "CTR652",
        "warning",
        Text("搭售或强制搭配进货", "tying, or a forced assortment"),
        Text("反垄断法第二十二条", "Anti-Monopoly Law art. 22"),
        Text("删去；订什么由经销商决定", "take it out: the dealer decides what it orders"),
        words(
            f"搭售|搭配(?:进货|销售|订购|比例)|强制配货|(?:必须|应|须|应当)(?:同时|搭配|配套){_C}{{0,4}}(?:订购|购买|采购|进货|提货)|(?:否则|不订){_C}{{0,10}}不予供(?:货|应)"
            "|(?:must|shall) (?:also|at the same time) (?:buy|order|purchase)|tied (?:sale|purchase)|forced assortment",
            f"(?:不|禁止|严禁|无){_P}{{0,16}}«",
            NEVER,
        ),
        ("搭", "配货", "同时", "配套", "不予供", "also", "same time", "tied", "assortment"),
    ),
    LintRule(
        "others-prices",
        "CTR653",
        "warning",
        Text("在经销商之间传递价格或客户信息", "prices or customers pass between dealers"),
        Text("反垄断法第十七条、第十九条", "Anti-Monopoly Law arts. 17, 19"),
        Text("只提供自身数据和不少于五家的汇总", "give its own data and aggregates of five or more only"),
        words(
            f"(?:提供|告知|通报|分享|共享|交换|传递|公布|抄送|互通|交流){_C}{{0,10}}(?:其他|各|周边|邻近|相邻|彼此)(?:地|区域)?(?:的)?经销商(?:的)?{_C}{{0,6}}(?:售价|价格|库存|客户|销量|定价)"
            f"|经销商之间{_C}{{0,8}}(?:互通|交换|通报|共享|协商|约定){_C}{{0,8}}(?:价格|售价|客户|库存)"
            "|(?:share|exchange|pass|disclose|give)\\w*\\b[^;.]{0,20}(?:other|neighbouring) dealers? (?:\\w+ )?(?:prices|customers|stock|volumes)",
            f"(?:不|禁止|严禁|无权){_P}{{0,24}}«",
            "汇总|aggregate",
            NEVER,
        ),
        ("经销商", "dealers"),
    ),
    LintRule(
        "franchise",
        "CTR654",
        "warning",
        Text("有特许经营的特征", "this has the marks of a franchise"),
        Text("商业特许经营管理条例第三、七、八、十二、二十一条", "Regulation on franchising arts. 3, 7, 8, 12, 21"),
        Text(
            "不收品牌使用费，不要求统一经营模式；否则须备案和披露",
            "no fee for the brand, no uniform business model; else file and disclose",
        ),
        words(
            "加盟|品牌使用费|商标使用费|特许(?:经营)?费|特许权使用费|权利金|统一(?:的)?(?:经营|运营|管理)模式|franchise (?:fee|agreement)|franchisee?|royalt(?:y|ies)|uniform business model",
            NEGATED,
            f"(?:不|未|非|没有){_P}{{0,20}}«",
            NEVER,
            "(?:not create|no relationship|not a)[^;.]*«",
        ),
        ("加盟", "使用费", "特许", "权利金", "模式", "franchis", "royalt", "business model"),
    ),
)
