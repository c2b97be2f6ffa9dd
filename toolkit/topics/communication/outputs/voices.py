"""What dealers brought up and what their words changed, told to all of them so that nobody can be recognised (H.5, H.6)."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date

from toolkit.kernel.text import NO_TEXT, Text
from toolkit.kernel.wording import number_text
from toolkit.network.shared import ROOT_CAUSES
from toolkit.network.view import View
from toolkit.plan.composed import Part, day_words
from toolkit.plan.frame import Grid
from toolkit.topics.communication.records import Communication
from toolkit.topics.communication.records.ledger import Feedback
from toolkit.topics.communication.records.vocabularies import (
    FEEDBACK_KINDS,
)
from toolkit.topics.communication.rules.said import SaidDone
from toolkit.topics.dealer.records import DealerProfile
from toolkit.topics.market.records import Division

LEAST = 5
"""What fewer dealers brought up is not told by itself (reference H.6, 0b: at least five in a group)."""
AMOUNT = re.compile(r"[0-9零一二两三四五六七八九十百千万][多余]?(?:[箱元万件台家店单条车辆吨]|%)")
"""A quantity of goods, money or outlets: who said it would be recognised by it."""


def brought_up(view: View, since: date, until: date) -> Part:
    """Returns feedback by kind and cause: how many entries, and of how many dealers where that is many enough."""
    entries: Counter[tuple[str, str]] = Counter()
    dealers: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    rest = 0
    for dealer, row in _feedback(view, since, until):
        place = (row.kind, row.cause or "")
        entries[place] += 1
        dealers[place].add(dealer)
    rows = []
    for place, count in entries.most_common():
        if len(dealers[place]) < LEAST:
            rest += count
            continue
        cause = ROOT_CAUSES.label(place[1]) if place[1] else Text("未归类")
        rows.append((FEEDBACK_KINDS.label(place[0]), cause, number_text(len(dealers[place])), number_text(count)))
    head = (Text("反馈种类"), Text("原因"), Text("经销商（家）"), Text("条数（条）"))
    note = Text(f"不足 {LEAST} 家提出的事项合计 {rest} 条，不单列，以免看出是谁。")
    total = sum(entries.values())
    return Part(
        Text(f"大家反映了什么：共 {total} 条"),
        grids=(Grid(head, tuple(rows), numbers=(2, 3)),),
        notes=(note,) if rest else (),
        empty=Text("这段时间没有登记的反馈。") if not total else Text("没有一件事由五家以上提出。"),
    )


def _feedback(view: View, since: date, until: date) -> Iterator[tuple[str, Feedback]]:
    for year in view.all(Communication):
        for row in year.feedback:
            if since < row.received <= until:
                yield year.dealer, row


def said_done_part(view: View, since: date, until: date) -> Part:
    """Returns what dealers' words changed: only where the one who said it has been told, and where nobody can be recognised."""
    names = _telling(view)
    changed = [row for row in view.results(SaidDone) if since < row.effective <= until]
    told = [row for row in changed if row.told is not None and row.told <= until]
    shown = [row for row in told if not _tells_who(row.said, names) and not _tells_who(row.did, names)]
    rows = tuple(
        (row.said, row.did, day_words(row.effective), f"{number_text(row.days)} 天")
        for row in sorted(shown, key=lambda row: (row.effective, row.subject))
    )
    head = (Text("有人说了"), Text("我们做了"), Text("生效"), Text("从提出到改变"))
    rest = len(changed) - len(shown)
    note = Text(f"另有 {rest} 件提到人、地方或数量，或者还没有告知提出人，只在提出人的页面上写明。")
    return Part(
        Text(f"您说了，我们做了：{len(changed)} 件" if changed else "您说了，我们做了"),
        grids=(Grid(head, rows, narrow=(2, 3)),),
        notes=(note,) if rest else (),
        empty=Text("这段时间没有由反馈带来的改变。") if not changed else NO_TEXT,
    )


def _telling(view: View) -> frozenset[str]:
    """Names by which a dealer could be recognised: its own and those of places."""
    dealers = (name for row in view.all(DealerProfile) for name in (row.id, row.name, row.short_name))
    places = (name for row in view.all(Division) for name in (row.name, row.short))
    return frozenset(name for name in (*dealers, *places) if len(name) > 1)


def _tells_who(text: Text, names: frozenset[str]) -> bool:
    words = text.zh + text.en
    return bool(AMOUNT.search(words)) or any(name in words for name in names)
