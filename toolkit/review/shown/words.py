"""The words that all forms of a review share, and values cut to what a screen bears."""

from __future__ import annotations

from decimal import Decimal

from toolkit.kernel.characters import made_visible
from toolkit.kernel.text import Locale, Text
from toolkit.kernel.vocabulary import Vocabulary
from toolkit.kernel.wording import amount_text
from toolkit.review.change import Change
from toolkit.review.consequence import Consequence
from toolkit.review.review import Review

LONGEST = 160
"""How many characters of a value are shown in a line; all of it stands in the JSON form."""
COMMIT = 40
OPERATIONS = Vocabulary(
    "operation",
    {
        "added": ("新增", "added"),
        "removed": ("删除", "removed"),
        "renamed": ("改编号", "renamed"),
        "changed": ("改为", "changed"),
        "ordered": ("改次序", "reordered"),
    },
)
PASS, FAIL = Text("可以合并", "may be merged"), Text("不能合并", "may not be merged")
TITLE = Text("改动评审", "Review of changes")
APPROVALS = Text("批准", "Approvals")
CHANGES = Text("改动", "Changes")
ERRORS = Text("改动之后的错误", "Errors after the change")
NONE_NEEDED = Text("不需要批准", "no approval is needed")
NO_POLICY = Text(
    "改动之前没有批准规则（content/policies/company/approvals），因此不核对批准",
    "the base has no rules of approval (content/policies/company/approvals): none is asked for",
)
NO_CHANGES = Text("没有改动", "nothing changes")


def clean(text: str, longest: int = LONGEST) -> str:
    """Returns a value on one line, with what hides or reorders made visible, and cut to a length."""
    shown = made_visible(text if len(text) <= 4 * longest else text[: 4 * longest])
    return shown if len(shown) <= longest and len(text) <= 4 * longest else f"{shown[:longest]}… ({len(text)})"


def verdict(review: Review, locale: Locale) -> str:
    """Returns the verdict with its reasons, all of it our own words and numbers."""
    reasons = [
        Text(f"{review.errors} 个错误", _many(review.errors, "error")) if review.errors else None,
        Text(f"缺 {len(review.missing)} 项批准", f"{_many(len(review.missing), 'approval')} missing")
        if review.missing
        else None,
        Text(
            f"缺 {len(review.unheard)} 项对经销商的通知记录",
            f"{_many(len(review.unheard), 'notice')} to dealers missing",
        )
        if review.unheard
        else None,
    ]
    told = [reason.within(locale) for reason in reasons if reason is not None]
    head = (PASS if review.passes else FAIL).within(locale)
    if not told:
        return head
    return f"{head}：{'，'.join(told)}" if locale == "zh" else f"{head}: {', '.join(told)}"


def _many(count: int, thing: str) -> str:
    return f"{count} {thing}{'' if count == 1 else 's'}"


def which(label: str) -> str:
    """Returns what a side is called: a commit by its first digits, else in words."""
    return label[:12] if len(label) == COMMIT and label.isalnum() else clean(label)


def summary(review: Review, locale: Locale) -> tuple[str, ...]:
    """Returns the lines of the first screen: counts, money, grades, contracts, approvals."""
    n = review.counts()
    lines = [
        Text(
            f"{n['records']} 条记录，{n['changes']} 处改动：新增 {n['added']}，删除 {n['removed']}，改编号 {n['renamed']}，改值 {n['changed']}，改次序 {n['ordered']}",
            f"{_many(n['changes'], 'change')} in {_many(n['records'], 'record')}: {n['added']} added, {n['removed']} removed, {n['renamed']} renamed, {n['changed']} changed, {n['ordered']} reordered",
        )
    ]
    for _, words, amount in review.money():
        sum_ = signed(amount)
        lines.append(Text(f"{words.zh}合计 {sum_}", f"{words.within('en')}, together {sum_}"))
    grades = [row for row in review.of("evaluation") if row.name.endswith(".grade")]
    lines.append(
        Text(
            f"等级变动 {len(grades)}，生命周期与合同状态变动 {n['lifecycle']}，授信敞口变动 {n['credit']}，区域重叠变动 {n['territory']}",
            f"moved: {_many(len(grades), 'grade')}, {_many(n['lifecycle'], 'state')}, {_many(n['credit'], 'figure')} of exposure, {_many(n['territory'], 'territory overlap')}",
        )
    )
    lines.append(
        Text(
            f"要重出的合同和文件 {n['paper']}，期限变动 {n['deadline']}，问题变动 {n['problem']}",
            f"to issue again: {_many(n['paper'], 'document')}; come, moved or gone: {_many(n['deadline'], 'deadline')}, {_many(n['problem'], 'problem')}",
        )
    )
    lines.append(
        Text(
            f"需要 {n['approvals_needed']} 个职能批准，尚缺 {n['approvals_missing']} 个",
            f"roles that have to approve: {n['approvals_needed']}, not yet: {n['approvals_missing']}",
        )
    )
    return tuple(line.within(locale) for line in lines)


def signed(amount: Decimal) -> str:
    """Returns an amount with its sign, also when it grows."""
    return f"+{amount_text(amount)}" if amount > 0 else amount_text(amount)


def place(change: Change) -> str:
    """Returns where a change stands: in the head, or in the base when it is gone."""
    where = change.after_at or change.before_at
    return str(where) if where is not None else ""


def sides(change: Change, locale: Locale) -> tuple[str, str]:
    """Returns what a change takes and brings, as people read it."""
    return change.shown[0].within(locale), change.shown[1].within(locale)


def told(row: Consequence, locale: Locale) -> tuple[str, str, str]:
    """Returns the name of a consequence, and both sides of it."""
    return row.what.within(locale), row.before.within(locale), row.after.within(locale)


def how_to_approve(review: Review, role: str) -> str:
    """Returns the trailer by which a role approves this very change."""
    return f"Channel-Approval: {role} S-…  {review.digest}".replace("  ", " ")
