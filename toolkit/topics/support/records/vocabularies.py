"""The closed lists of codes of support."""

from __future__ import annotations

from toolkit.kernel.vocabulary import Vocabulary

CATEGORIES = Vocabulary(
    "ticket_category",
    {
        "logistics": ("物流", "logistics"),
        "quality": ("质量", "quality"),
        "finance": ("订单与财务", "orders and finance"),
        "after_sales": ("售后", "after-sales"),
        "technical": ("技术支持", "technical"),
        "system": ("系统", "system"),
        "marketing": ("市场、物料、培训", "marketing, material, training"),
    },
)
PRIORITIES = Vocabulary(
    "priority", {"P1": ("P1 紧急", "P1 urgent"), "P2": ("P2 一般", "P2 normal"), "P3": ("P3 较缓", "P3 can wait")}
)
CHANNELS = Vocabulary(
    "ticket_channel",
    {
        "phone": ("电话", "telephone"),
        "chat": ("即时消息", "chat"),
        "visit": ("拜访", "visit"),
        "email": ("邮件", "e-mail"),
        "portal": ("系统", "portal"),
    },
)
CAUSES = Vocabulary(
    "ticket_cause",
    {
        "our_operation": ("我方操作", "our operation"),
        "our_system": ("我方系统", "our system"),
        "carrier": ("承运方", "carrier"),
        "product": ("产品", "product"),
        "dealer_operation": ("经销商操作", "dealer's operation"),
        "end_user": ("终端", "end user"),
        "outside": ("外部", "outside"),
    },
)
HOURS_BASIS = Vocabulary(
    "hours_basis",
    {
        "working": ("工作时间", "working time"),
        "workday_clock": ("工作日的钟点", "clock hours on working days"),
        "calendar": ("全天候", "around the clock"),
    },
)
ESCALATION = Vocabulary(
    "escalation",
    {
        "owner": ("提醒负责人", "reminds the owner"),
        "head": ("提醒部门负责人", "reminds the head"),
        "gm": ("列入总经理清单", "on the general manager's list"),
    },
)
CLOCK_STATES = Vocabulary(
    "clock_state",
    {
        "met": ("按时", "in time"),
        "missed": ("超时完成", "done late"),
        "open": ("进行中", "running"),
        "paused": ("等经销商材料", "waiting for the dealer"),
        "overdue": ("已超时", "overdue"),
    },
)
TEAM = Vocabulary(
    "service_role",
    {
        "manager": ("客户经理", "account manager"),
        "finance": ("财务对口", "finance"),
        "logistics": ("物流对口", "logistics"),
        "after_sales": ("售后对口", "after-sales"),
        "marketing": ("市场对口", "marketing"),
    },
)
"""The members of a dealer's service team who own what comes in; the backup stands in for the manager."""
DOCUMENTS = Vocabulary(
    "claim_document",
    {
        "approval": ("批复", "approval"),
        "contract": ("费用合同", "contract"),
        "invoice": ("发票", "invoice"),
        "photos_before": ("执行前照片", "photographs before"),
        "photos_during": ("执行中照片", "photographs during"),
        "photos_after": ("执行后照片", "photographs after"),
        "report": ("效果小结", "report"),
        "materials": ("物料领用清单", "list of materials"),
    },
)
PAYMENT_FORMS = Vocabulary(
    "payment_form", {"transfer": ("转账", "transfer"), "credit": ("抵货款", "credit against purchases")}
)
FUND_STATES = Vocabulary(
    "fund_state",
    {
        "planned": ("方案", "planned"),
        "requested": ("待批", "requested"),
        "declined": ("未批", "declined"),
        "approved": ("已批待执行", "approved"),
        "running": ("执行中", "running"),
        "to_claim": ("待核销", "to be claimed"),
        "incomplete": ("待补材料", "documents missing"),
        "to_settle": ("待结算", "to be settled"),
        "part_settled": ("部分结算", "settled in part"),
        "settled": ("已结清", "settled"),
        "lapsed": ("逾期失效", "lapsed"),
    },
)
HANDOVER_REASONS = Vocabulary(
    "handover_reason",
    {
        "transfer": ("调岗", "change of post"),
        "leaving": ("离职", "leaving"),
        "leave": ("长假", "long leave"),
        "region": ("换大区", "change of region"),
        "request": ("经销商要求", "dealer's request"),
        "recusal": ("回避", "recusal"),
    },
)
HANDOVER_TOPICS = Vocabulary(
    "handover_topic",
    {
        "commitments": ("未结承诺", "open commitments"),
        "oral_deals": ("口头约定", "oral deals"),
        "contacts": ("联系人", "contacts"),
        "tickets": ("工单、费用、返利、反馈", "tickets, funds, rebates, feedback"),
        "cases": ("案件与申诉", "cases and appeals"),
        "receivables": ("应收与授信", "receivables and credit"),
        "contract": ("合同与证照", "contract and licences"),
        "relationship": ("关系", "the relationship"),
    },
)
MECHANICS = Vocabulary(
    "mechanic",
    {
        "cost_subsidy": ("费用补贴", "cost subsidy"),
        "display": ("陈列支持", "display support"),
        "sampling": ("试饮试用", "sampling and trials"),
        "free_goods": ("赠品支持", "free goods"),
        "staffing": ("人员支持", "staff support"),
        "training": ("培训支持", "training support"),
        "equipment": ("设备支持", "equipment"),
    },
)
OPEN_KINDS = Vocabulary(
    "open_item",
    {
        "ticket": ("工单", "ticket"),
        "fund": ("市场费用", "marketing fund"),
        "material": ("物料", "material"),
        "handover": ("交接", "handover"),
    },
)
