"""How Chinese texts control the price at which a dealer sells (reference 0.1, F.4, 0b Law).

Every pattern reads one sentence in plain form, after supply prices and words such as 评价 have been taken out of it.
"""

from __future__ import annotations

from toolkit.topics.contract.rules.lint.easings_zh import EASINGS
from toolkit.topics.contract.rules.lint.matching import built
from toolkit.topics.contract.rules.lint.price import Control, Grammar
from toolkit.topics.contract.rules.lint.words_zh import (
    ADVICE,
    CLAUSE,
    COMPANY,
    CONSEQUENCE,
    DEALER,
    DEALERS_PRICE,
    FIRM_PRICE,
    FORBIDDEN,
    LOW_PRICE,
    NOT_THAT,
    OTHER,
    PLACE,
    PRICE,
    PRICE_LIST,
    PRICE_SYSTEM,
    SELL,
    SET_BY_US,
    STRAIGHT,
    THAT_PRICE,
)

_ACT = ("negated", "declined", "not_asked", "no_reason", "void", "refused", "ours")
_FLOOR = ("not_asked", "not_set", "void", "refused", "ours", "no_reason", "not_because")
_DEVIATION = (
    "permitted",
    "whether",
    "not_because",
    "nothing_follows",
    "not_asked",
    "no_reason",
    "void",
    "refused",
    "ours",
)

CONTROLS: tuple[Control, ...] = (
    Control(
        "word",
        built(
            "(?<!¤)(?:顺价|价格倒挂)|控价|维价|稳价|(?<!维)护价(?!格)|挺价|管价(?!签|格|值)|(?<!最高)(?<!期)(?<!上)限价(?!款|格)"
        ),
        (*_ACT, "by_dealer"),
    ),
    Control("disorder", built("乱价|破价|砸价"), ("not_because", "nothing_follows", "no_reason", "void")),
    # floors
    Control(
        "floor",
        built(
            f"{FORBIDDEN}(?:(?!因|由于|要求){CLAUSE}){{0,10}}?(?:低于|低过|少于|跌破|击穿|突破){CLAUSE}{{0,16}}?(?:{PRICE}|价(?!格?表|款|值)|公司标准|{THAT_PRICE}|{PRICE_LIST}{CLAUSE}{{0,8}}{SELL})"
            f"|不(?:得|能|应|可|许|准)?(?:低于|低过|少于)(?:(?!¤){CLAUSE}){{0,12}}?(?:{PRICE}|{THAT_PRICE})"
        ),
        _FLOOR,
    ),
    Control(
        "floor",
        built(
            f"{FIRM_PRICE}(?:(?!额|量){CLAUSE}){{0,10}}?(?:不得?低于|不得?少于|不(?:能|应|可|许|准)(?:低于|少于)|≥|>=|大于等于|(?:须|应|必须|应当)高于|至少|最低|下限)"
            f"|{PRICE}{CLAUSE}{{0,2}}(?:≥|>=)"
        ),
        _FLOOR,
    ),
    Control(
        "floor",
        built(
            f"{FORBIDDEN}{CLAUSE}{{0,6}}低于{CLAUSE}{{0,10}}(?:成本|¤){CLAUSE}{{0,6}}(?:对外|销售|出售|转售|零售|售卖|卖|出货|抛售|批发)"
        ),
        _FLOOR,
    ),
    Control(
        "floor",
        built(
            f"(?:最低|底线|保底|红线|下限){CLAUSE}{{0,6}}(?:{PLACE}|售|卖|指导|统一){CLAUSE}{{0,2}}价"
            f"|(?:{PLACE}|售|批发)(?:的)?(?:底价|最低价|价格?下限|底线价|红线价)|守住{CLAUSE}{{0,4}}底价"
        ),
        (*_ACT, "permitted"),
    ),
    Control(
        "floor",
        built(
            f"(?:不得?|禁止|严禁|不准|不能)低于[\\d一二三四五六七八九]+(?:\\.\\d+)?折"
            f"|(?:{FORBIDDEN}{CLAUSE}{{0,4}}低于|最低(?:卖|售)?|至少(?:卖|售)|不得?低于)(?:每.)?¥?\\d+(?:\\.\\d+)?(?:元|块){CLAUSE}{{0,10}}(?:销售|出售|零售|卖|转售)"
            f"|(?:零售|转售|出售|卖|售卖|销售)(?!额|量|收|目|任|业|费){CLAUSE}{{0,6}}(?:不得?低于|不得?少于|最低|至少|≥|>=){CLAUSE}{{0,3}}¥?\\d+(?:\\.\\d+)?(?:元|块)"
            f"|(?:线上|网上|链接|平台|售价|门店){CLAUSE}{{0,4}}低于[\\d一二三四五六七八九](?:\\.\\d)?折|不(?:得)?(?:低于|少于)[\\d一二三四五六七八九十百千零点.]+(?:元|块){CLAUSE}{{0,8}}(?:价|售|卖)|(?:每|单).{{0,3}}最低(?:卖|售|零售){CLAUSE}{{0,2}}\\d"
        ),
        _FLOOR,
    ),
    Control(
        "margin",
        built(
            f"(?:加价(?:率|幅度)?|批零差价|零售毛利率?|销售毛利率?|终端毛利率?){CLAUSE}{{0,6}}(?:不得?低于|不得?少于|固定|统一|至少)"
        ),
        _FLOOR,
    ),
    # fixed prices
    Control(
        "fixed",
        built(
            f"统一(?:标|卖|售){CLAUSE}{{0,3}}(?:元|块)|(?:统一|固定|划一|唯一|锁定){CLAUSE}{{0,8}}(?:{PLACE}|售|卖|批发){CLAUSE}{{0,3}}价(?!款|值)"
            f"|{PRICE}[^;。]{{0,20}}(?:保持|应|须|必须)?(?:一致|持平|看齐)|{PRICE}{CLAUSE}{{0,8}}(?:的统一|统一|固定|划一|(?:不得|无权|不可|不许)(?:变动|更改|变更|调整|浮动|下调|改动|随意)|保持不变)|恢复原价|不(?:许|得|准)(?:议价|还价)"
            f"|{PRICE}[^;。]{{0,14}}(?:无权|不得|不许)(?:变动|更改|改动|变更)"
        ),
        (*_ACT, "advice", "to_dealer"),
    ),
    Control(
        "set",
        built(
            f"(?:规定|限定|约定|指定|核定|设定|制定|确定|决定|控制|管控|管制|把控){CLAUSE}{{0,2}}(?:(?!建议|参考|推荐|指导){CLAUSE}){{0,8}}{FIRM_PRICE}"
        ),
        (*_ACT, "own_choice", "by_dealer", "to_dealer", "not_because"),
    ),
    Control(
        "sold_at",
        built(
            f"(?:按|按照|依|依照|照|遵照|执行|以){CLAUSE}{{0,10}}(?:规定|约定|指定|统一|核定|限定|公布|下发|制定|确定|要求|发布|批准|标准){CLAUSE}{{0,6}}价(?:格|位)?{CLAUSE}{{0,8}}{SELL}"
            f"|(?:规定|指定|统一|核定|限定)(?:的)?价(?:格|位)?(?:对外)?{SELL}"
            f"|(?:按|按照|照|以){CLAUSE}{{0,8}}{PRICE_LIST}{CLAUSE}{{0,8}}{SELL}|执行{CLAUSE}{{0,6}}{PRICE_LIST}{CLAUSE}{{0,6}}(?:对外|零售|出售)"
            f"|(?:按|以)(?:公司|厂家|甲方|品牌方)(?:的)?价格?{CLAUSE}{{0,6}}{SELL}"
        ),
        (*_ACT, "to_dealer"),
    ),
    Control(
        "amount",
        built(f"{FIRM_PRICE}{CLAUSE}{{0,2}}(?:为|是|定为|均为|一律|:)?(?:每.)?(?:人民币|¥)?\\d+(?:\\.\\d+)?元"),
        (*_ACT, "for_reference"),
    ),
    Control(
        "sold_at",
        built(
            f"(?:应|须|必须|需|严格|务必|一律|只能|承诺|保证|确保|同意|要求|统一|均){CLAUSE}{{0,14}}(?:按|照|以|依|执行|参照){CLAUSE}{{0,8}}(?:{PRICE}|{THAT_PRICE}){CLAUSE}{{0,8}}(?:{SELL}|执行)"
        ),
        (*_ACT, "to_dealer", "for_reference"),
    ),
    Control(
        "decided_by_us",
        built(
            f"(?:{FIRM_PRICE}|定价权?|(?:{DEALER})(?:的)?(?:销售)?价格){CLAUSE}{{0,6}}(?:由|归|须由|应由|均由|以|经|须经|应经|需经|报|须报|应报|需报|按){CLAUSE}{{0,4}}{COMPANY}"
            f"{CLAUSE}{{0,16}}(?:确定|制定|决定|核定|规定|批准|同意|审批|审核|认可|许可|备案|报备|核准|确认|掌握|控制|调整|指定|为准)"
            f"|(?:定价权|价格决定权|价格的决定权){CLAUSE}{{0,4}}(?:归|属于|在){CLAUSE}{{0,2}}{COMPANY}"
            f"|价格{CLAUSE}{{0,4}}由{COMPANY}{CLAUSE}{{0,6}}(?:制定|确定|决定)[^;。]{{0,10}},?{DEALER}{CLAUSE}{{0,10}}(?:不得|无权|必须|应|须){CLAUSE}{{0,6}}(?:改变|变更|调整|改动|执行|遵守)"
        ),
        (*_ACT, "own_choice", "ours"),
    ),
    Control(
        "approval",
        built(
            f"(?:{FIRM_PRICE}|售价|指导价|促销价|活动价|特价|打折|降价|折扣销售|低于{CLAUSE}{{0,8}}价|价格)[^;。]{{0,24}}(?:须|应|需|必须|要|得|应当|事先|提前|经|报){CLAUSE}{{0,8}}{COMPANY}?{CLAUSE}{{0,8}}(?:批准|同意|审批|许可|核准)"
            f"|(?:{FIRM_PRICE}|打折|降价|特价)[^;。]{{0,20}}报{CLAUSE}{{0,6}}(?:经理|主管|领导|总部|公司){CLAUSE}{{0,4}}(?:签字|同意|批准|审批)"
            f"|未(?:经|获|取得){CLAUSE}{{0,10}}(?:批准|同意|许可|审批){CLAUSE}{{0,2}},?{CLAUSE}{{0,8}}(?:调整|变更|降|打折|让利|变动|改变|低于){CLAUSE}{{0,10}}(?:{FIRM_PRICE}|售价|指导价|建议|折销售|打折)"
        ),
        ("not_asked", "void", "refused", "ours", "our_act", "unasked"),
    ),
    Control(
        "on_its_own",
        built(
            f"(?:不得|不可|禁止|严禁|不准|无权|不能|不许){CLAUSE}{{0,4}}(?:自行|自主|随意|私自|擅自){CLAUSE}{{0,2}}(?:定价|标价|报价|调价|改价|降价|议价)|擅自{CLAUSE}{{0,4}}(?:调整|变更|降|改变|更改|变动|提高|打折|调|定){CLAUSE}{{0,8}}(?:价|折)"
        ),
        (*_DEVIATION, "our_act"),
    ),
    Control(
        "obeyed_later",
        built(
            f"(?:{PRICE}|{PRICE_LIST}|{PRICE_SYSTEM})[^;。]{{0,40}},(?:但|并|由|且)?{DEALER}?(?:均|都|一律|各店|全部)?(?:应|须|必须|需|要|应当|有义务)(?:予|予以)?"
            f"(?:严格|切实|坚决|认真|无条件|遵照|照|据此|按此|统一|全面)*(?:执行|遵守|遵照|服从|落实|照办|贯彻)(?:该价格?|上述价格?|此价格?|到位)?(?=$|[,;。]|不得)"
            f"|(?:{PRICE}|{PRICE_LIST})[^;。]{{0,24}},?{DEALER}?(?:均|都|一律)?(?:遵照|照此|按此|据此|严格)执行"
            f"|(?:{PRICE}){DEALER}(?:应|须|必须|需)(?:严格)?(?:执行|遵守)"
            f"|{PRICE}[^;。]{{0,24}}(?:督促|要求|确保|监督){CLAUSE}{{0,4}}(?:遵守|执行|落实)|{PRICE}{CLAUSE}{{0,4}}(?:必须|应当?|须|需){CLAUSE}{{0,4}}(?:执行|遵守|落实)"
        ),
        _ACT,
    ),
    # keeping prices
    Control(
        "listed",
        built(
            f"(?:一律|严格|统一|必须|须|应)(?:按照?|执行|遵守|依照){CLAUSE}{{0,8}}{PRICE_LIST}(?![^;。]{{0,12}}(?:订货|采购|付款|结算|供货|下单|支付))"
        ),
        (*_ACT, "to_dealer", "our_act"),
    ),
    Control(
        "managed",
        built(
            f"对{CLAUSE}{{0,6}}(?:{FIRM_PRICE}|{DEALERS_PRICE}){CLAUSE}{{0,4}}(?:进行|实施|予以|加以|的)?{CLAUSE}{{0,4}}(?:管理|监督|管控|控制|限制|审批|考核|检查|稽查|规定|约束)"
            f"|价格(?:上|方面)?,?{DEALER}{CLAUSE}{{0,4}}(?:听从|服从|接受)|不得?以(?:其他|别的|任何其他|不同|补贴)(?:的)?价格?{CLAUSE}{{0,2}}{SELL}|统一(?:的)?价签"
        ),
        (*_ACT, "not_because"),
    ),
    Control(
        "kept",
        built(
            f"(?:维护|管控|整顿|规范|管理|保障|确保|净化|治理|把控|整治|巡查|监管|保持|维持|稳定|守护|捍卫|支持|配合|稳住){STRAIGHT}{{0,12}}"
            f"(?:{PRICE_SYSTEM}|(?:市场|终端|零售|渠道|区域|成交|门店|线上|网络|统一的?){STRAIGHT}{{0,3}}价(?:格|位|盘)?(?!款|值)|价盘)"
            f"|维护(?:好)?{CLAUSE}{{0,4}}价格|(?:服从|接受|配合){CLAUSE}{{0,10}}(?:价格|定价|售价){CLAUSE}{{0,2}}(?:管理|安排|要求|监督|检查|稽查|巡查|指导|管控|约束)|对{CLAUSE}{{0,6}}(?:市场|终端|零售)价格?的?(?:管理|管控|监管)"
        ),
        _ACT,
    ),
    Control(
        "obeyed",
        built(
            f"(?:遵守|遵照|遵循|服从|执行|落实|贯彻|恪守|履行|响应){CLAUSE}{{0,12}}(?:{PRICE_SYSTEM}|{PRICE}|限价|价格(?:要求|通知)|定价(?:要求|指引))"
            f"|{PRICE_SYSTEM}{CLAUSE}{{0,4}}(?:遵守|执行|落实)"
        ),
        (*_ACT, "permitted"),
    ),
    Control(
        "named",
        built(
            "(?:价格|市价|零售价|售价|价盘)(?:执行|维护|稳定|达标|管理|秩序|体系|合规|保障|自律|承诺|纪律)*(?:率|奖(?!品)|保证金|押金|红线|基金|承诺书|公约|联盟|同盟|自律)"
        ),
        _ACT,
    ),
    Control(
        "duty",
        built(
            f"(?:应|须|必须|需|不得|不可|不能|不准|禁止|严禁|承诺|保证|同意|确保)(?:(?!标示|标明|标注|公示|注明|明码|告知|报送|提供|反馈|上报|根据|参照|依法|采集|收集|自主|自行确定|自行决定|因|就|考核|计算|讨论|谈论|交流|约定|协商|串通|交换|泄露|披露|透露|索取|传递|印制|印刷|使用|涉及|解释|评论|过问|询问|干预|限制|规定|固定|限定|设定|要求|指定|含|写|出现){CLAUSE}){{0,18}}{DEALERS_PRICE}"
        ),
        (*_ACT, "own_choice", "by_dealer", "our_act", "not_because", "for_reference", "as_reason"),
    ),
    Control(
        "consequence",
        built(
            f"(?:{DEALERS_PRICE}|(?:市场|终端|线上|渠道)?价格(?:执行|管控|达标|违规|合规|监督|秩序|体系|稽查|巡查|督导|检查)){CLAUSE}{{0,16}}(?:,{CLAUSE}{{0,14}})?(?:罚|扣(?!除已|减已)|取消|停货|停止[供发]|暂停|断货|断供|解除|没收|调减|缩减|减少|降.?级|警告|考核|评分|得分|占\\d+分|奖(?!品)|返利|返点)"
        ),
        (*_ACT, "own_choice", "by_dealer", "not_because", "nothing_follows", "whether", "for_reference", "no_inside"),
    ),
    # deviations, alone or with what follows
    Control(
        "below",
        built(
            f"(?<!¤)(?<!¤应)(?:低于|低过|跌破|击穿|突破|低出|未达到?|偏离|背离){CLAUSE}{{0,12}}?(?:{ADVICE}{CLAUSE}{{0,4}}价|{SET_BY_US}{CLAUSE}{{0,6}}价|零售价|(?:公司|厂家|甲方|品牌方)(?:的)?(?:标准|价))"
            f"|{DEALERS_PRICE}{CLAUSE}{{0,12}}(?:不符|不一致|不相符)"
            f"|{DEALERS_PRICE}{CLAUSE}{{0,4}}(?:低于|少于|不足|未达){CLAUSE}{{0,12}}(?:的|者)"
            f"|低于{CLAUSE}{{0,6}}(?:市场|{THAT_PRICE}|公司|{PLACE}){CLAUSE}{{0,4}}(?:价格?)?{CLAUSE}{{0,6}}{SELL}"
        ),
        _DEVIATION,
    ),
    Control(
        "broken",
        built(
            f"(?:违反|违背|扰乱|破坏|触碰|触犯|践踏|不服从|不配合|不执行|不遵守|不维护|未遵守|未执行|未维护|没有(?:遵守|执行|维护)|未能(?:遵守|执行|维护)){CLAUSE}{{0,10}}(?:{PRICE_SYSTEM}|{PRICE}|价格(?!¤)|价盘|控价|限价)"
            f"|(?:影响|冲击|损害|干扰){CLAUSE}{{0,8}}(?:{PRICE_SYSTEM}|(?:市场|终端|渠道)价格?(?:秩序|体系|稳定))"
        ),
        (*_DEVIATION, "our_act"),
    ),
    Control(
        "broken_later",
        built(
            f"{PRICE}[^;。]{{0,30}},(?:但)?(?:如|若)?(?:违反|违背|低于|不执行|未执行|不遵守|未遵守)(?:者|的|上述|该|前述)"
        ),
        ("nothing_follows", "void", "no_inside"),
    ),
    Control(
        "not_sold_at",
        built(
            f"(?:未|没有|没|不|未能|拒不|拒绝)(?:严格|完全)?(?:按|按照|依照|照|以){CLAUSE}{{0,14}}价(?:格|位)?{CLAUSE}{{0,8}}(?:销售|出售|售卖|零售|转售|卖|成交|执行|标价)"
        ),
        (*_DEVIATION, "our_act"),
    ),
    Control(
        "low",
        built(
            f"{FORBIDDEN}(?:(?!因|限制|阻止|干预|要求|处罚|惩罚|就|对乙方|妨碍|报复|歧视|由于|拒|业务){CLAUSE}){{0,12}}?{LOW_PRICE}(?!{CLAUSE}{{0,6}}为由)"
        ),
        ("not_because", "not_asked", "void", "refused", "our_act"),
    ),
    Control(
        "low",
        built(f"{LOW_PRICE}{NOT_THAT}{CLAUSE}{{0,16}}(?:[,;]{CLAUSE}{{0,8}})?{CONSEQUENCE}"),
        (
            "whether",
            "not_because",
            "nothing_follows",
            "not_asked",
            "no_reason",
            "our_act",
            "own_choice",
            "no_inside",
            "own_cost",
        ),
    ),
    Control(
        "band",
        built(
            f"{PRICE}(?:的)?(?:上下|±|正负|\\+-)\\d|{PRICE}[^;。]{{0,16}}(?:浮动|偏离|偏差|波动|降幅|折扣|优惠|让利|打折|幅度){CLAUSE}{{0,10}}(?:不得?超过|不超出|以内|之内|范围内|控制在|不得?低于|不得?大于)"
            f"|(?:浮动|偏离|偏差|降幅|折扣|优惠|让利){CLAUSE}{{0,10}}(?:不得?超过|控制在|不得?低于){CLAUSE}{{0,8}}{PRICE}"
        ),
        ("not_asked", "void", "ours", "not_because"),
    ),
    Control(
        "rewarded",
        built(
            f"(?:按|按照|以|保持|达到|不低于|高于|符合|凡执行){CLAUSE}{{0,8}}{PRICE}{CLAUSE}{{0,6}}(?:(?:{SELL}|稳定)(?:的|者)?|的(?=,)|者){CLAUSE}{{0,8}},?{CLAUSE}{{0,14}}(?:奖|返|补贴|加分|优惠|优先|支持|激励|额外)"
        ),
        ("not_because", "nothing_follows", "whether", "no_inside"),
    ),
)

COUNTED = built(
    "价格(?:秩序|体系|纪律|管控|管理|维护|稳定|执行|政策|违规|违约|红线)"
    "|(?:维护|维持|稳定|保持|遵守|执行|违反|扰乱|破坏|管控|控制)[^,。;、]{0,8}价(?:格|位|盘)?"
    "|(?:维|控|稳|乱|破|砸|压|窜)价|低价|降价销售|让价销售|价盘"
    "|(?:转售|零售|终端|门店|成交|销售|挂牌|到手|促销|最低|统一|指导|限定|规定)(?:单)?价"
    "|(?:规定|约定|指定|统一|公司)(?:的)?价格[^,。;]{0,4}(?:销售|出售|售卖)"
)
DENIED = built(
    "不(?:含|包含|包括|考核|涉及|采集|看|问|设|评|计|挂钩|规定|限制|限定|得(?:进入|纳入|作为|考核|设))|没有(?!按|遵守|执行|维护)"
    "|与.{0,12}无关|自主(?:定价|决定)|仅供参考|不以[^,]{1,12}为|不(?:得|会|应)?(?:因|影响|论|管)|无论|照常计|同样计"
)
STILL = built("不(?:得|准|许|能|可)?(?:低于|低过)|不得(?:以低|擅自降|降)|未(?:按|经|遵守|执行|维护)")
CHINESE = Grammar(
    trigger=built("价|折|统一(?:标|卖|售)|毛利率|最低(?:卖|售)|至少(?:卖|售)|低于¥?\\d"),
    other=OTHER,
    turns=built(";|但是?|然而|不过|除非|前提(?:是|为)|惟|唯(?!一)"),
    excepted=built(f"{CLAUSE}{{0,6}}(?:的|者)?(?:除外|不在此限)"),
    easings=EASINGS,
    controls=CONTROLS,
    counted=COUNTED,
    denied=DENIED,
    still=STILL,
    clauses=built("[,;。]"),
    leaving=(
        "not_asked",
        "by_dealer",
        "own_choice",
        "permitted",
        "nothing_follows",
        "not_because",
        "void",
        "for_reference",
        "refused",
        "no_reason",
        "ours",
    ),
)
