"""Words of improvement: what leads to a plan, root causes, outcomes, and why a cooperation ends."""

from __future__ import annotations

from toolkit.kernel.vocabulary import Vocabulary
from toolkit.network.shared import CAUSE_SIDES, ROOT_CAUSES

__all__ = [
    "ANCHORS",
    "CAUSES",
    "CAUSE_SIDES",
    "CONCLUSIONS",
    "CONSEQUENCES",
    "EXIT_DECISIONS",
    "EXIT_REASONS",
    "PLAN_ORIGINS",
    "PLAN_STATES",
    "REGISTERS",
    "RESULTS",
]

CAUSES = ROOT_CAUSES
"""One table of causes for all registers, so that they can be counted together."""
PLAN_ORIGINS = Vocabulary(
    "plan_origin",
    {
        "grade": ("考核等级", "evaluation grade"),
        "alerts": ("红色预警", "red alerts"),
        "case": ("冲突案件", "conflict case"),
        "appeal": ("申诉", "appeal"),
        "churn": ("流失风险", "risk of leaving"),
        "trust": ("信任修复", "repair of trust"),
    },
)
RESULTS = Vocabulary(
    "plan_result",
    {"met": ("达成", "met"), "partly": ("部分达成", "partly met"), "not_met": ("未达成", "not met")},
)
CONSEQUENCES = Vocabulary(
    "plan_consequence",
    {
        "none": ("无", "none"),
        "restored": ("恢复正常合作", "back to normal"),
        "extended": ("另立新计划延长一期", "another plan follows"),
        "exit_review": ("转退出评审", "exit review"),
    },
)
PLAN_STATES = Vocabulary(
    "plan_state",
    {
        "unsigned": ("待签字", "to be signed"),
        "running": ("进行中", "running"),
        "to_settle": ("期满待定", "over, to be settled"),
        **{code: (RESULTS.label(code).zh, RESULTS.label(code).en) for code in RESULTS},
    },
)
EXIT_REASONS = Vocabulary(
    "exit_reason",
    {
        "mutual": ("双方同意", "mutual agreement"),
        "expiry": ("到期不续", "not renewed"),
        "grades": ("连续两次D", "grade D twice running"),
        "plan_failed": ("整改期满未达成", "plan not met"),
        "red_line": ("红线", "red line"),
        "default": ("欠款或证照长期不治", "lasting default"),
        "dealer_wish": ("经销商主动退出", "the dealer's wish"),
        "brand_strategy": ("我方战略调整", "our strategy"),
    },
)
EXIT_DECISIONS = Vocabulary(
    "exit_decision",
    {
        "keep": ("继续合作", "go on"),
        "improve": ("再立改进计划", "another plan"),
        "exit": ("有序退出", "orderly exit"),
    },
)
ANCHORS = Vocabulary("exit_anchor", {"notice": ("通知日", "the notice"), "end": ("终止日", "the end")})
"""Days of an exit from which steps are counted, beside the days on which other steps were done."""
CONCLUSIONS = Vocabulary(
    "improvement_conclusion",
    {"change": ("改", "change"), "trial": ("先试", "try first"), "no_change": ("不改", "no change")},
)
REGISTERS = Vocabulary(
    "register",
    {
        "plan": ("改进计划", "improvement plans"),
        "feedback": ("反馈", "feedback"),
        "ticket": ("工单", "tickets"),
        "case": ("案件", "cases"),
        "appeal": ("申诉", "appeals"),
        "exit": ("退出", "exits"),
    },
)
