"""`due`: what is due this week, whose it is and where it is written; as text, JSON, or a calendar file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

import click

from toolkit.cli import exits
from toolkit.cli.explaining.answer import Answer, Table, as_json, as_text, where
from toolkit.cli.options import Settings, takes_settings
from toolkit.cli.session import Session, run
from toolkit.kernel.text import NO_TEXT, Text
from toolkit.kernel.vocabulary import nearest
from toolkit.kernel.wording import day_text
from toolkit.network.dues import DUE_KINDS, Due
from toolkit.network.shared import SIDES
from toolkit.network.view import View, Views
from toolkit.pipeline import Judged
from toolkit.plan.events import CalendarJob, Event
from toolkit.site.dashboards.dues import all_dues, sorted_dues, week_of
from toolkit.topics.catalogue import TOPICS
from toolkit.topics.company.records import Contact, Staff
from toolkit.topics.company.rules import time_zone
from toolkit.topics.dealer.records import DealerProfile

LISTS = (
    ("late", Text("逾期", "Late")),
    ("week", Text("本周要办", "This week")),
    ("calls", Text("该打电话或上门的", "To call or visit")),
    ("promised", Text("三十天内的承诺", "Promised within 30 days")),
    ("expiring", Text("六十天内到期", "Running out within 60 days")),
    ("later", Text("三十天内还要办", "Later, within 30 days")),
)
"""The lists of the Monday page, in the order in which they are worked off."""
NOW = ("late", "week", "calls")
"""What is shown without --all."""
MOST = (10, 0, 0, 44, 0, 0, 0)
REMINDER = (1,)
_UNFIT = re.compile(r"\s+")


@click.command()
@click.argument("staff", required=False, metavar="[STAFF]")
@click.option("--dealer", metavar="DEALER", help="只看一家经销商 · of one dealer only")
@click.option("--all", "everything", is_flag=True, help="连同以后的承诺和到期 · later promises and expiries too")
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "ics"]), default="text", help="输出格式 · form of the output"
)
@takes_settings
def due(settings: Settings, staff: str | None, dealer: str | None, everything: bool, form: str) -> None:
    """本周到期的事：按人、按经销商；可导出日历 · what is due this week, by person and dealer; also as a calendar file.

    \b
    STAFF  员工编号，如 S-0007；不写则为所有人 · a staff id such as S-0007; everybody when none is given
    """

    def body(session: Session) -> int:
        judged = session.judged()
        view = Views(judged.network, judged.results).internal
        _known(session, view, staff, dealer)
        rows = tuple(
            row for row in all_dues(view) if (not staff or row.owner == staff) and (not dealer or row.dealer == dealer)
        )
        if form == "ics":
            return _calendar(session, view, judged.as_of, rows, staff or dealer or "all")
        answer = answered(view, judged, rows, everything or form == "json")
        lines = as_text(answer, settings.lang) if form == "text" else [as_json(answer, judged.as_of, settings.lang)]
        for line in lines:
            click.echo(line)
        return exits.OK

    run(settings, body)


def _known(session: Session, view: View, staff: str | None, dealer: str | None) -> None:
    for given, ids, zh, en in (
        (staff, sorted(row.id for row in view.all(Staff)), "员工", "staff member"),
        (dealer, sorted(row.id for row in view.all(DealerProfile)), "经销商", "dealer"),
    ):
        if given and given not in ids:
            near = nearest(given, ids)
            words = Text(
                f"没有{zh} {given}" + (f"；是不是 {near}？" if near else ""),
                f"no {en} {given}" + (f"; did you mean {near}?" if near else ""),
            )
            raise click.UsageError(words.within(session.settings.lang))


def answered(view: View, judged: Judged, rows: Sequence[Due], everything: bool) -> Answer:
    """Returns the deadlines in the lists of the Monday page; `everything` adds those that are not pressing yet."""
    held = sorted_dues(rows, judged.as_of)
    monday, sunday = week_of(judged.as_of)
    lists: Mapping[str, tuple[Due, ...]] = {name: getattr(held, name) for name, _ in LISTS}
    shown = [(title, lists[name]) for name, title in LISTS if everything or name in NOW]
    tables = tuple(_table(view, title, listed) for title, listed in shown if listed)
    hidden = held.beyond + sum(map(len, lists.values())) - sum(len(listed) for _, listed in shown)
    title = Text(
        f"{day_text(monday, 'zh')}至{day_text(sunday, 'zh')}这一周",
        f"The week of {day_text(monday, 'en')} to {day_text(sunday, 'en')}",
    )
    nothing = Text("没有要办的事。", "Nothing is due.") if not tables else NO_TEXT
    more = (
        Text(f"另有 {hidden} 项在以后（--all）。", f"{hidden} more lie further ahead (--all).") if hidden else NO_TEXT
    )
    data = {
        "kind": "due",
        "week": [monday, sunday],
        "lists": {name: [_plain(view, row, judged.as_of) for row in lists[name]] for name, _ in LISTS},
        "beyond": held.beyond,
    }
    return Answer(title, tables=tables, notes=tuple(note for note in (nothing, more) if note), data=data)


def _table(view: View, title: Text, rows: Sequence[Due]) -> Table:
    head = (
        Text("期限", "Due"),
        Text("经销商", "Dealer"),
        Text("名称", "Name"),
        Text("事项", "What"),
        Text("责任方", "Side"),
        Text("跟进人", "Seen to by"),
        Text("出处", "Source"),
    )
    cells = tuple(
        (
            Text(row.on.isoformat()),
            Text(row.dealer or "–"),
            Text(_name(view, row.dealer)),
            row.what,
            SIDES.label(row.side),
            Text(row.owner or "–"),
            Text(where(row.source)),
        )
        for row in rows
    )
    return Table(head, cells, MOST, Text(f"{title.zh}（{len(rows)} 项）", f"{title.en} ({len(rows)})"))


def _name(view: View, dealer: str) -> str:
    profile = view.find(DealerProfile, dealer)
    return profile.short_name if profile is not None else "–"


def _plain(view: View, row: Due, as_of: date) -> Mapping[str, object]:
    return {
        "subject": row.subject,
        "due": row.on,
        "days": (row.on - as_of).days,
        "dealer": row.dealer,
        "name": _name(view, row.dealer),
        "topic": row.topic,
        "what": row.what,
        "side": row.side,
        "kind": row.kind,
        "owner": row.owner,
        "source": where(row.source),
    }


def _calendar(session: Session, view: View, as_of: date, rows: Sequence[Due], whose: str) -> int:
    """Writes the calendar to stdout: the file that a calendar program takes over."""
    from toolkit.render.ics import calendar_bytes  # the library of calendars is for this form alone

    name, events = Text("到期事项", "What is due"), tuple(_events(view, rows))
    job = CalendarJob(name, events, as_of, session.settings.lang, f"due/{whose}", time_zone(view))
    click.echo(calendar_bytes(job), nl=False)
    return exits.OK


def _events(view: View, rows: Sequence[Due]) -> Iterator[Event]:
    topics = {topic.name: topic.title for topic in TOPICS}
    for row in rows:
        name = _name(view, row.dealer)
        side, kind = SIDES.label(row.side), DUE_KINDS.label(row.kind)
        what = Text(f"{name}：{row.what.zh}", f"{name}: {row.what.within('en')}") if row.dealer else row.what
        owner = view.find(Staff, row.owner)
        person = view.find(Contact, owner.contact) if owner is not None and owner.contact else None
        seen = person.name if person is not None else row.owner
        about = Text(
            f"{side.zh}{kind.zh}；跟进人：{seen or '无'}；{where(row.source)}",
            f"{side.en}, {kind.en}; seen to by {seen or 'nobody'}; {where(row.source)}",
        )
        subject = _UNFIT.sub("-", row.subject)
        yield Event(
            uid=f"{row.topic}/{row.kind}/{subject}",
            summary=what,
            start=row.on,
            description=about,
            alarm_days=REMINDER,
            categories=(topics.get(row.topic, Text(row.topic)),),
        )
