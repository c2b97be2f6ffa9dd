"""The closed lists of the communication chapter (reference A.15-A.17, H)."""

from __future__ import annotations

from toolkit.kernel.vocabulary import Vocabulary

CONTACTS = Vocabulary(
    "contact_type",
    {
        "manager_visit": ("客户经理拜访", "visit by the manager"),
        "head_visit": ("大区负责人拜访", "visit by the regional head"),
        "gm_visit": ("总经理或副总拜访", "visit by the general manager or a vice president"),
        "call": ("电话或线上沟通", "call"),
        "data_meeting": ("销售数据分析会", "data meeting"),
        "qbr": ("季度回顾", "quarterly review"),
        "conference": ("经销商大会", "dealer conference"),
        "meeting": ("其他会议", "other meeting"),
        "email": ("邮件", "e-mail"),
        "letter": ("信函", "letter"),
    },
)
PROMISES = Vocabulary(
    "promise_kind",
    {
        "delivery": ("供货", "delivery"),
        "rebate_payment": ("返利支付", "rebate payment"),
        "support": ("支持", "support"),
        "information": ("信息", "information"),
        "payment": ("付款", "payment"),
        "reporting": ("上报", "reporting"),
        "market": ("市场投入", "market work"),
    },
)
OUR_PROMISES = ("delivery", "rebate_payment", "support", "information")
"""The four parts into which the trust index is split (reference H.6)."""
PROMISE_SOURCES = Vocabulary(
    "promise_source",
    {
        "oral": ("口头", "oral"),
        "minutes": ("会议纪要", "minutes"),
        "letter": ("邮件或信函", "e-mail or letter"),
        "notice": ("通知", "notice"),
        "conference": ("经销商大会", "conference"),
        "agreement": ("协议", "agreement"),
    },
)
PROMISE_STATES = Vocabulary(
    "promise_state",
    {
        "open": ("未兑现", "open"),
        "kept": ("按时兑现", "kept"),
        "late": ("逾期兑现", "kept late"),
        "broken": ("违背", "broken"),
        "withdrawn_by_agreement": ("经同意撤回", "withdrawn by agreement"),
    },
)
FEEDBACK_KINDS = Vocabulary(
    "feedback_kind",
    {
        "market_info": ("市场信息", "market information"),
        "competitor": ("竞品动向", "competitor"),
        "product": ("产品", "product"),
        "policy": ("政策", "policy"),
        "service": ("服务", "service"),
        "complaint": ("投诉", "complaint"),
        "suggestion": ("建议", "suggestion"),
        "difficulty": ("困难", "difficulty"),
        "request": ("诉求", "request"),
    },
)
SEVERITIES = Vocabulary(
    "severity",
    {"critical": ("严重", "critical"), "normal": ("一般", "normal"), "suggestion": ("建议", "suggestion")},
)
ANSWERS = Vocabulary(
    "answer",
    {"adopted": ("采纳", "adopted"), "partly": ("部分采纳", "partly adopted"), "declined": ("不采纳", "declined")},
)
NOTICES = Vocabulary(
    "notice_kind",
    {
        "price": ("价格", "price"),
        "policy": ("政策", "policy"),
        "product": ("产品", "product"),
        "promotion": ("活动", "promotion"),
        "supply": ("供货", "supply"),
        "quality": ("质量与召回", "quality and recall"),
        "other": ("其他", "other"),
    },
)
CADENCE_STATES = Vocabulary(
    "cadence_state",
    {
        "on_track": ("正常", "on track"),
        "due": ("到期", "due"),
        "overdue": ("逾期", "overdue"),
        "long_overdue": ("严重逾期", "long overdue"),
    },
)
TOLD_STATES = Vocabulary(
    "told_state",
    {
        "told": ("已告知", "told"),
        "told_late": ("告知晚了", "told late"),
        "to_tell": ("待告知", "to be told"),
        "untold": ("逾期未告知", "not told in time"),
        "ahead": ("未生效", "not in force yet"),
    },
)
REPAIR_STAGES = Vocabulary(
    "repair_stage",
    {
        "admit": ("待认账", "to be admitted"),
        "remedy": ("待书面补救", "written remedy to come"),
        "call": ("待总经理电话", "general manager to call"),
        "steps": ("补救进行中", "steps under way"),
        "check": ("待退出检验", "exit check to come"),
        "failed": ("检验未通过", "check failed"),
        "passed": ("已通过", "passed"),
    },
)
"""How far a repair of trust has come, one stage after the other (reference H.6)."""
COUNCIL_TOPICS = Vocabulary(
    "council_topic",
    {
        "policy": ("政策征询", "a policy to come"),
        "targets": ("目标", "targets"),
        "territory": ("区域", "territories"),
        "channels": ("渠道与利益分配", "channels and profit split"),
        "service": ("供货与服务", "supply and service"),
        "conference": ("大会筹备", "the conference"),
        "raised": ("委员提出", "raised by members"),
    },
)
AGENDA_KINDS = Vocabulary(
    "agenda_kind",
    {
        "antitrust": ("反垄断提示", "antitrust notice"),
        "results": ("业绩", "results"),
        "strategy": ("策略", "strategy"),
        "products": ("新品", "new products"),
        "policy": ("政策问答", "questions on policies"),
        "promises": ("我方承诺", "what we promised"),
        "awards": ("表彰", "awards"),
        "round_table": ("圆桌", "round tables"),
        "other": ("其他", "other"),
    },
)
"""What a conference's agenda is made of (reference H.4)."""
