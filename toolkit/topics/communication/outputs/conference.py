"""The pack of a dealer conference: agenda, promises kept, what dealers brought up, what their words changed, the council (H.4, H.5).

It goes to all dealers, so it is made from what any of them may see; what many said is counted without names, and words that
name somebody are left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from toolkit.kernel.text import Text
from toolkit.kernel.wording import number_text
from toolkit.network.record import Record
from toolkit.network.view import Views
from toolkit.plan.artifact import Artifact
from toolkit.plan.composed import Entry, EntryTable, Paper, Part, Row, composed, day_words
from toolkit.plan.frame import Grid
from toolkit.topics.communication.outputs.voices import brought_up, said_done_part
from toolkit.topics.communication.records import Conference, Council
from toolkit.topics.communication.records.council import CouncilTopic
from toolkit.topics.communication.records.vocabularies import (
    AGENDA_KINDS,
    ANSWERS,
    COUNCIL_TOPICS,
)
from toolkit.topics.topic import Now

TITLE = Text("经销商大会资料")
SECTION = "meetings"
ANYBODY = "D-0000-0000"
"""The id of no dealer: its view holds what every dealer may see, and nothing of one of them."""
MARKS = tuple(str(mark) for mark in range(11))
ANTITRUST = Text(
    "反垄断提示：会上会下，经销商之间不谈转售价格、不谈各自的客户和区域怎样分；有人谈起，请离席并告诉我方法务。"
)
PHOTOS = Text("会场拍照：不愿入镜的请在签到处说明，照片只用于本次大会的报道。")


def conference_path(conference: str) -> str:
    """Returns where the pack of a conference is put."""
    return f"{SECTION}/{conference}/pack.pdf"


def packs(views: Views, now: Now) -> Iterator[Artifact]:
    """Yields a pack for each conference on record: a draft before its day, the record of it after."""
    view = views.of_dealer(ANYBODY)
    held = sorted(view.all(Conference), key=lambda row: row.date)
    for number, row in enumerate(held):
        since = held[number - 1].date if number else date(row.date.year - 1, row.date.month, 1)
        councils = tuple(
            council for council in view.all(Council) if since <= council.ends and council.begins <= row.date
        )
        keys: list[tuple[type[Record], str]] = [(Conference, row.id), *((Council, council.id) for council in councils)]
        if number:
            keys.append((Conference, held[number - 1].id))
        sources = view.paths(keys)
        before = held[number - 1] if number else None
        paper = _paper(views, row, before, councils, since, now)
        yield Artifact(conference_path(row.id), composed(paper, now.stamp(sources)), "dealer", because=sources)


def _paper(
    views: Views, row: Conference, before: Conference | None, councils: tuple[Council, ...], since: date, now: Now
) -> Paper:
    until = min(row.date, now.as_of)
    return Paper(
        document=TITLE,
        finding=row.theme,
        party=row.name.zh,
        parts=(
            _first(row),
            _agenda(row),
            _promised(row, before, now),
            brought_up(views.internal, since, until),
            said_done_part(views.internal, since, until),
            _council(councils, since, until),
            *_after(row, now),
            _survey(),
        ),
        state="final" if row.date <= now.as_of else "draft",
        identifier=f"conference/{row.id}",
        period=day_words(row.date),
        version=Text(f"{day_words(since).zh}以来"),
        confidentiality=Text("供参会经销商使用"),
        fillable=True,
    )


def _first(row: Conference) -> Part:
    facts: list[Row] = [(Text("日期"), day_words(row.date)), (Text("主题"), row.theme)]
    asked = row.council_consulted
    facts.append((Text("事先征询"), f"{day_words(asked).zh}征询顾问委员会" if asked else "没有征询顾问委员会的记录"))
    if row.order_fair is not None:
        least = row.order_fair.minimum_order
        floor = f"最低订货 {number_text(least)} 元" if least else "不设最低订货"
        facts.append((Text("订货会"), f"{row.order_fair.note.zh.rstrip('。')}（{floor}）"))
    else:
        facts.append((Text("订货会"), "没有"))
    notices = (ANTITRUST, *((PHOTOS,) if row.photo_notice else ()))
    return Part(facts=tuple(facts), points=notices)


def _agenda(row: Conference) -> Part:
    rows = tuple((item.topic, AGENDA_KINDS.label(item.kind), number_text(item.minutes)) for item in row.agenda)
    total = sum(item.minutes for item in row.agenda)
    grid = Grid(
        (Text("议题"), Text("种类"), Text("时间（分钟）")), rows, numbers=(2,), narrow=(1,), total=("合计", "", number_text(total))
    )  # fmt: skip
    return Part(
        Text(f"议程：{len(rows)} 项，{number_text(total)} 分钟"),
        grids=(grid,) if rows else (),
        empty=Text("议程待定。"),
    )


def _promised(row: Conference, before: Conference | None, now: Now) -> Part:
    """What we said at the conference before, one by one."""
    if before is None:
        return Part(Text("上次会上的承诺"), empty=Text("没有上一次大会的记录。"))
    ours = [one for one in before.promises if one.side == "brand"]
    until = min(row.date, now.as_of)
    rows = tuple(
        (one.text, day_words(one.due), _kept(one.done if one.done and one.done <= until else None, one.due, until))
        for one in ours
    )
    kept = sum(one.done is not None and one.done <= min(one.due, until) for one in ours)
    return Part(
        Text(f"上次我方承诺 {len(rows)} 项，按期兑现 {kept} 项"),
        grids=(Grid((Text("我方承诺"), Text("期限"), Text("结果")), rows, narrow=(1, 2)),),
        empty=Text("上次大会没有登记承诺。"),
    )


def _kept(done: date | None, due: date, until: date) -> Text:
    if done is None:
        return Text("逾期未兑现" if due < until else "未到期")
    late = (done - due).days
    return Text(f"{day_words(done).zh}兑现" + (f"，晚 {late} 天" if late > 0 else "，按期"))


def _council(councils: tuple[Council, ...], since: date, until: date) -> Part:
    topics = [
        (meeting.date, topic)
        for council in councils
        for meeting in council.meetings
        if since < meeting.date <= until
        for topic in meeting.topics
    ]
    rows = tuple(
        (day_words(day), _topic(topic), topic.opinion, *_answer(topic, until))
        for day, topic in sorted(topics, key=lambda pair: pair[0])
    )
    answered = sum(topic.answered_on is not None and topic.answered_on <= until for _, topic in topics)
    head = (Text("会议"), Text("议题"), Text("委员会意见"), Text("我方答复"), Text("结论"))
    return Part(
        Text(f"顾问委员会：{len(rows)} 个议题，已答复 {answered} 个" if rows else "顾问委员会"),
        grids=(Grid(head, rows, narrow=(0, 4)),),
        empty=Text("这段时间没有顾问委员会的会议记录。"),
    )


def _topic(topic: CouncilTopic) -> Text:
    return Text(f"{COUNCIL_TOPICS.label(topic.kind).zh}：{topic.text.zh}")


def _answer(topic: CouncilTopic, until: date) -> tuple[Text, Text]:
    if topic.answer is None or topic.answered_on is None or topic.answered_on > until:
        return Text("尚未答复"), Text("–")
    reason = f"（理由：{topic.reason.zh.rstrip('。')}）" if topic.reason is not None else ""
    answer = Text(topic.answer.zh.rstrip("。") + reason)
    return answer, ANSWERS.label(topic.result) if topic.result else Text("–")


def _after(row: Conference, now: Now) -> Iterator[Part]:
    """What was promised at this conference, once it is over."""
    if row.date > now.as_of:
        head = (Text("项"), Text("我方承诺"), Text("责任人"), Text("期限"))
        blank = tuple((str(n),) for n in range(1, 7))
        yield Part(
            Text("会上的承诺（会后十日内公布）"), tables=(EntryTable("promise", head, blank, widths=(5, 60, 15, 20)),)
        )
        return
    rows = tuple(
        (one.text, day_words(one.due), _kept(one.done if one.done and one.done <= now.as_of else None, one.due, now.as_of))
        for one in row.promises
        if one.side == "brand"
    )  # fmt: skip
    published = day_words(row.promises_published).zh + "公布" if row.promises_published else "尚未公布"
    yield Part(
        Text(f"本次我方承诺 {len(rows)} 项，{published}"),
        grids=(Grid((Text("我方承诺"), Text("期限"), Text("到现在")), rows, narrow=(1, 2)),),
        empty=Text("没有登记承诺。"),
    )


def _survey() -> Part:
    return Part(
        Text("会后问卷：七日内交回，不写名字"),
        entries=(
            Entry("worth", Text("这次大会值得来（0–10 分）"), MARKS),
            Entry("kept", Text("我方说到做到（0–10 分）"), MARKS),
            Entry("best", Text("最有用的一项"), wide=True),
            Entry("next", Text("下次想谈什么"), wide=True),
        ),
        page=True,
    )
