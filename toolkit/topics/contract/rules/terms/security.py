"""Items on credit, guarantees and deposits."""

from __future__ import annotations

from toolkit.kernel.text import NO_TEXT, Text
from toolkit.topics.contract.records import vocabularies as words
from toolkit.topics.contract.records.money import Deposit, Guarantee
from toolkit.topics.contract.rules.terms.item import Matter, joined, money, opening, say

Lines = tuple[Text, ...]


def credit(m: Matter) -> Lines:
    held = m.contract.credit
    if held is None:
        return (Text("不约定信用额度。", "No credit is agreed."),)
    days = m.contract.payment.credit_days
    first = say(
        "信用额度{limit}{days}；每{n}个月复核一次。",
        "Credit limit {limit}{days}; reviewed every {n} months.",
        limit=money(held.limit),
        days=say("，账期{n}日", ", {n} days to pay", n=days) if days else NO_TEXT,
        n=held.review_months,
    )
    return (first, *(_guarantee(g) for g in held.guarantees))


def _guarantee(g: Guarantee) -> Text:
    personal = g.kind not in ("mortgage", "pledge")
    period = (
        say(
            "，保证期间为每笔债务履行期届满之日起{n}个月",
            ", for {n} months from the due date of each debt",
            n=g.period_months,
        )
        if personal and g.period_months
        else NO_TEXT
    )
    limit = say("，最高债权额{amount}", ", up to {amount}", amount=money(g.limit)) if g.limit is not None else NO_TEXT
    return say(
        "{who}就乙方在本合同下的付款义务提供{kind}{limit}{period}，以另行签订的担保合同为准。",
        "Security for what Party B owes under this Contract: {kind} by {who}{limit}{period}, as the separate contract of security says.",
        who=g.guarantor,
        kind=words.GUARANTEES.label(g.kind) if g.kind else Text("/"),
        limit=limit,
        period=period,
    )


def deposit(m: Matter) -> Lines:
    held = m.contract.deposit
    if held is None or held.kind == "none":
        return (Text("不设保证金。", "No deposit."),)
    due = (
        say("自本合同生效之日起{n}日内交付", "due {n} days after this Contract takes effect", n=held.due_days)
        if held.due_days is not None
        else Text("在首次发货前交付", "due before the first dispatch")
    )
    interest = (
        Text("按同期银行活期存款利率计息", "with interest at the banks’ demand-deposit rate")
        if held.interest
        else Text("不计利息", "without interest")
    )
    first = say(
        "{kind}{amount}，{due}，{interest}。",
        "{kind} of {amount}, {due}, {interest}.",
        kind=opening(words.DEPOSITS.label(held.kind)),
        amount=money(held.amount),
        due=due,
        interest=interest,
    )
    return (first, *(_earnest(held) if held.kind == "earnest_money" else _bond(held)))


def _earnest(held: Deposit) -> Lines:
    """Earnest money has a base: a guideline target is no contract amount (Civil Code arts. 586–588; reference 0b, Law)."""
    base = say(
        "主合同标的额为{base}，计{amount}。本款项为定金，适用民法典关于定金的规定。",
        "Contract amount: {base}, {amount}. This is earnest money under the Civil Code.",
        base=held.base or "/",
        amount=money(held.base_amount),
    )
    back = say(
        "履行后抵作价款或者退还；应退还的，在本合同终止并结清后{n}日内退还。",
        "After performance it is set off against the price or refunded; a refund is made within {n} days of the final settlement.",
        n=held.refund_days,
    )
    return base, *_cases(held), back


def _bond(held: Deposit) -> Lines:
    days = say(
        "扣款后，乙方在收到书面通知后{up}日内补足；本合同终止并结清后{back}日内，甲方退还余额{interest}。本款项不具有定金性质。",
        "After a deduction Party B tops it up within {up} days of written notice; Party A refunds the balance{interest} within {back} days of the final settlement. It is not earnest money.",
        up=held.top_up_days,
        back=held.refund_days,
        interest=Text("及利息", " with interest") if held.interest else NO_TEXT,
    )
    return (*_cases(held), days)


def _cases(held: Deposit) -> Lines:
    if not held.deductions:
        return ()
    cases = joined(held.deductions, "；", "; ")
    return (
        say("可扣除的情形以下列为限：{cases}。", "It may be drawn on for these only: {cases}.", cases=cases),
    )  # fmt: skip
