"""The closed lists of the conflict chapter."""

from __future__ import annotations

from toolkit.kernel.vocabulary import Vocabulary

TYPES = Vocabulary(
    "case_type",
    {
        "CF1": ("跨区销售（窜货）", "cross-territory sale"),
        "CF2": ("线上未授权销售", "unauthorised online sale"),
        "CF3": ("价格投诉", "price complaint"),
        "CF4": ("区域或客户重叠", "territory or customer overlap"),
        "CF5": ("经销商对我方", "dealer against the brand"),
        "CF6": ("假冒、篡改追溯码", "counterfeit, tampered trace codes"),
        "CF7": ("拒绝服务、不实拉客", "service refused, customers drawn by false words"),
        "CF8": ("利益分配、政策、市场变化", "profit split, policy, market change"),
    },
)
"""reference J.1, 0b."""
RESPONDENTS = Vocabulary(
    "respondent",
    {"dealer": ("本经销商", "this dealer"), "brand": ("我方", "the brand"), "nobody": ("无相对方", "nobody")},
)
COMPLAINANTS = Vocabulary(
    "complainant",
    {
        "this_dealer": ("本经销商", "this dealer"),
        "other_dealer": ("其他经销商", "another dealer"),
        "outlet": ("终端", "an outlet"),
        "consumer": ("顾客", "a consumer"),
        "staff": ("我方员工", "our staff"),
        "audit": ("市场督察", "market supervision"),
        "anonymous": ("匿名线索", "an anonymous hint"),
    },
)
ROLES = Vocabulary(
    "party_role",
    {"harmed": ("受损方", "harmed"), "neighbour": ("相邻方", "neighbour"), "other_party": ("另一方", "other party")},
)
CAUSES = Vocabulary(
    "cause",
    {
        "market_change": ("市场变化", "market change"),
        "interests": ("利益分配", "distribution of interests"),
        "policy": ("政策", "policy"),
        "information": ("信息不对称", "unequal information"),
        "supply": ("我方供货", "our supply"),
        "individual": ("个别行为", "individual conduct"),
    },
)
"""What conflicts come from; individual conduct is the last of them (reference 0b)."""
PROOFS = Vocabulary(
    "proof",
    {
        "trace_code": ("追溯码", "trace code"),
        "purchase": ("购买凭证", "purchase receipt"),
        "delivery": ("发货记录", "delivery record"),
        "site_check": ("现场核查", "on-site check"),
        "statement": ("当事人陈述", "statement of a party"),
        "document": ("合同、往来文件", "contract or correspondence"),
        "payment": ("付款记录", "payment record"),
        "other": ("其他", "other"),
    },
)
STEPS = Vocabulary(
    "case_step",
    {
        "traced": ("追溯核对", "trace codes compared"),
        "notified": ("告知对方", "respondent told"),
        "defended": ("申辩", "defence"),
        "inspected": ("现场核查", "on-site check"),
        "joint_facts": ("共同查明", "facts found together"),
        "mediated": ("调解", "mediation"),
        "mediation_failed": ("调解未成", "mediation failed"),
        "settled": ("签和解书", "settlement signed"),
        "decided": ("作出决定", "decided"),
        "delivered": ("决定书送达", "decision delivered"),
        "closed": ("结案", "closed"),
    },
)
STATUSES = Vocabulary(
    "case_status",
    {
        "open": ("办理中", "open"),
        "decided": ("已决定，申诉期内", "decided, may be appealed"),
        "appealed": ("申诉中", "under appeal"),
        "final": ("已终局", "final"),
        "settled": ("已和解", "settled"),
        "closed": ("已关案，无措施", "closed without a measure"),
    },
)
MEASURES = Vocabulary(
    "measure",
    {
        "advice": ("建议", "advice"),
        "reminder": ("书面提醒", "written reminder"),
        "buy_back": ("自费购回", "buy-back at own cost"),
        "compensation": ("赔偿损失", "compensation"),
        "evaluation": ("考核扣分", "evaluation points"),
        "rebate": ("不享有守约区域奖", "territory bonus lost"),
        "damages": ("违约金", "agreed damages"),
        "bond": ("扣减保证金", "bond deduction"),
        "terminate": ("解除合同", "termination"),
        "brand_change": ("我方改进", "a change on our side"),
        "fund_recovery": ("追回费用", "fund recovered"),
        "authorities": ("报告主管部门", "reported to the authorities"),
        "delist": ("下架未授权店铺", "unauthorised listing taken down"),
    },
)
LAW_RESULTS = Vocabulary(
    "law_result",
    {
        "cleared": ("通过", "cleared"),
        "changed": ("修改后通过", "cleared with changes"),
        "refused": ("不同意", "refused"),
    },
)
APPEAL_RESULTS = Vocabulary(
    "appeal_result", {"upheld": ("维持", "upheld"), "changed": ("变更", "changed"), "revoked": ("撤销", "revoked")}
)
ORDER_KINDS = Vocabulary(
    "order_kind",
    {
        "own": ("自有渠道", "own channel"),
        "online_local": ("官方线上，本地履约", "our online shop, fulfilled locally"),
        "online_central": ("官方线上，总仓直发", "our online shop, sent from our warehouse"),
    },
)
SHARES = Vocabulary(
    "split_share",
    {
        "fulfilment": ("履约服务费", "fulfilment fee"),
        "territory": ("区域份额", "territory share"),
        "service": ("售后服务费", "after-sales fee"),
    },
)
PRIORITIES = Vocabulary(
    "claim_priority",
    {
        "contract": ("合同文字", "text of the contract"),
        "registration": ("在先的有效登记", "first valid registration"),
        "history": ("既有服务关系", "historic service"),
        "general_manager": ("总经理书面意见", "the general manager's written view"),
    },
)
"""By what an overlap is settled, first to last (reference J.4)."""
REASONS = Vocabulary(
    "outside_reason",
    {
        "region": ("不在授权区域", "outside the territory"),
        "channel": ("不在授权渠道", "outside the channels"),
        "line": ("不在授权产品线", "outside the product lines"),
    },
)
