"""Feedback and notices: in order, answered with a reason, acknowledged, corrected openly."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from toolkit.kernel.problem import Problem, ProblemKind
from toolkit.kernel.text import Text
from toolkit.kernel.vocabulary import nearest
from toolkit.network.network import Network
from toolkit.network.results import Results
from toolkit.network.telling import told
from toolkit.topics.communication.checks.place import years
from toolkit.topics.communication.rules.replies import is_in_time
from toolkit.topics.communication.rules.standing import acknowledge_due, feedback_rows
from toolkit.topics.topic import Check

ORDER = ("received", "acknowledged", "answered", "closed")

REVERSED = ProblemKind(
    "CMN121",
    "error",
    Text(
        "{day} 早于 {before}：先后应为收到、确认、答复、关闭",
        "{day} is before {before}: received, acknowledged, answered, closed come in this order",
    ),
)
NO_REASON = ProblemKind(
    "CMN122",
    "error",
    Text("反馈 {id} 已关闭，但没有{what}", "the feedback {id} is closed without {what}"),
    Text(
        "写明答复、结论和理由；不采纳尤其要写",
        "write the answer, the result and the reason, above all when it was declined",
    ),
)
UNANSWERED = ProblemKind(
    "CMN123",
    "warning",
    Text("反馈 {id} 应在 {due} 前答复", "the feedback {id} was to be answered by {due}"),
    Text("先答复能说的，再写明结论日期", "answer what can be said, and give a day for the rest"),
)
SATISFACTION = ProblemKind(
    "CMN124", "error", Text("满意度 {given} 不在 1–5 之间", "the satisfaction {given} is not between 1 and 5")
)
NO_CHANGE = ProblemKind(
    "CMN125",
    "info",
    Text(
        "反馈 {id} 已采纳并关闭，没有写带来的改变",
        "the feedback {id} was adopted and closed; what it changed is not written",
    ),
    Text("在 change 写政策版本或流程，以及生效日", "name the policy version or process and its day in change"),
)
UNSEEN = ProblemKind(
    "CMN129",
    "warning",
    Text("反馈 {id} 应在 {due} 前告知已收到", "who gave the feedback {id} was to be told by {due} that it arrived"),
    Text("先告知收到和由谁办，再写 acknowledged", "say that it arrived and who sees to it, then write acknowledged"),
)
NOT_ACKNOWLEDGED = ProblemKind(
    "CMN131",
    "warning",
    Text("通知 {id} 应在 {due} 前确认，尚未确认", "the notice {id} was to be acknowledged by {due} and is not"),
    Text("换一种方式送达，并问清是否看懂", "deliver it another way, and ask whether it is understood"),
)
NO_ORIGINAL = ProblemKind(
    "CMN132",
    "error",
    Text("更正的通知 {id} 不存在", "there is no notice {id} to correct"),
    Text("最接近的是 {near}", "the nearest is {near}"),
)
BEFORE_ISSUED = ProblemKind(
    "CMN133", "error", Text("{day} 早于通知发出的 {issued}", "{day} is before {issued}, when the notice was issued")
)


def feedback(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """Feedback is acknowledged and answered within its times, and closed with an answer, a result and a reason.

    Received, acknowledged, answered, closed come in this order (reference A.17, H.5). Closing without a word tells the dealer
    not to speak again. What was adopted names the change that it led to.

    中文：反馈按时告知收到、按时答复，关闭时有答复、结论和理由，收到、确认、答复、关闭依次进行。无声关闭等于叫对方不要再说；采纳的写明
    带来了什么改变。
    """
    for year in years(network):
        for n, (row, due) in enumerate(feedback_rows(network, year.feedback)):
            known = [(name, day) for name in ORDER if (day := getattr(row, name)) is not None]
            for (_, before), (name, day) in zip(known, known[1:], strict=False):
                if day < before:
                    yield told(network, REVERSED, year, "feedback", n, name, day=day, before=before)
            if row.closed is not None:
                for missing, what in _lacking(row.answer, row.result, row.reason):
                    if missing:
                        yield told(network, NO_REASON, year, "feedback", n, "closed", id=row.id, what=what)
                        break
                if row.result == "adopted" and row.change is None:
                    yield told(network, NO_CHANGE, year, "feedback", n, "result", id=row.id)
            if due is not None and row.answered is None and is_in_time(row, due, as_of) is False:
                yield told(network, UNANSWERED, year, "feedback", n, "received", id=row.id, due=due)
            seen_by = acknowledge_due(network, row)
            if row.acknowledged is None and row.answered is None and seen_by is not None and seen_by < as_of:
                yield told(network, UNSEEN, year, "feedback", n, "received", id=row.id, due=seen_by)
            if row.satisfaction is not None and not 1 <= row.satisfaction <= 5:
                yield told(network, SATISFACTION, year, "feedback", n, "satisfaction", given=row.satisfaction)


def _lacking(answer: object, result: str | None, reason: object) -> Iterator[tuple[bool, Text]]:
    yield answer is None, Text("答复", "an answer")
    yield result is None, Text("结论", "a result")
    yield result in ("partly", "declined") and reason is None, Text("理由", "a reason")


def notices(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """Notices are acknowledged by their day, and a correction names the notice that it corrects.

    Acknowledged by due over issued is the timeliness of our information, 1 − corrected over issued its accuracy (reference
    0b): a correction that names nothing would hide the mistake.

    中文：通知在期限内得到确认，更正的通知写明更正哪一份。按期确认的比例是信息及时率，没有更正的比例是准确率；更正不写对
    象，错误就被掩盖了。
    """
    for year in years(network):
        own = {row.id for other in network.of_dealer(type(year), year.dealer) for row in other.notices}
        for n, row in enumerate(year.notices):
            if row.corrects is not None and row.corrects not in own:
                near = nearest(row.corrects, sorted(own)) or "/"
                yield told(network, NO_ORIGINAL, year, "notices", n, "corrects", id=row.corrects, near=near)
            for name in ("received", "acknowledged"):
                day = getattr(row, name)
                if day is not None and day < row.issued:
                    yield told(network, BEFORE_ISSUED, year, "notices", n, name, day=day, issued=row.issued)
            if row.acknowledged is None and row.due < as_of:
                yield told(network, NOT_ACKNOWLEDGED, year, "notices", n, "due", id=row.id, due=row.due)


CHECKS: tuple[Check, ...] = (
    Check((REVERSED, NO_REASON, UNANSWERED, UNSEEN, SATISFACTION, NO_CHANGE), feedback),
    Check((NOT_ACKNOWLEDGED, NO_ORIGINAL, BEFORE_ISSUED), notices),
)
