"""What end users wish for, as dealers hear it, and what became of it (M100)."""

from __future__ import annotations

from toolkit.site.dashboards.board import NONE, Cell, Column, Listing, Section
from toolkit.site.dashboards.desk import Desk, count
from toolkit.topics.information.records.vocabularies import WISH_SOURCES, WISH_STATES, WISHES
from toolkit.topics.information.rules import UserWishes

MOODS = {"open": "open", "testing": "going", "taken_up": "good", "declined": "past"}


def wishes(desk: Desk) -> Section:
    """Returns every wish of end users, the topics with most people first."""
    title = desk.say("终端用户要什么", "What end users wish")
    heads = (("产品线", "Line"), ("种类", "Kind"), ("用户要什么", "Wish"), ("人数", "People"), ("从哪里听到", "Heard from"), ("经销商", "Dealer"), ("听到日", "Heard on"), ("结果", "Result"), ("后来怎样", "What became of it"))  # fmt: skip
    filters = {0: "line", 1: "kind", 7: "state"}
    columns = tuple(Column(desk.say(*pair), numeric=n == 3, filter=filters.get(n, "")) for n, pair in enumerate(heads))
    topics = sorted(desk.view.results(UserWishes), key=lambda row: (-row.year, -row.people))
    rows = tuple(
        (
            desk.line(topic.line),
            desk.label(WISHES, topic.kind),
            Cell(desk.words(row.text)),
            count(row.people),
            desk.label(WISH_SOURCES, row.source),
            desk.dealer(row.dealer, "information"),
            desk.day(row.heard_on),
            desk.label(WISH_STATES, row.state, MOODS[row.state]),
            Cell(desk.words(row.became)) if row.became is not None else NONE,
        )
        for topic in topics
        for row in topic.rows
    )
    finding = desk.say("；", "; ").join(
        desk.say(
            f"{desk.line(topic.line).text}·{desk.words(WISHES.label(topic.kind))}：{topic.people} 人，{topic.dealers} 家经销商",
            f"{desk.line(topic.line).text}, {desk.words(WISHES.label(topic.kind))}: {topic.people} people, {topic.dealers} dealers",
        )
        for topic in topics[:2]
    )
    empty = desk.say("还没有记录终端用户的愿望。", "No wish of end users is on record.")
    listing = Listing("wishtable", title, columns, rows, empty)
    return Section("wishes", title, (listing,), finding, True, ("wishes",) if rows else (), desk.policy("feedback-sla"))
