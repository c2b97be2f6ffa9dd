"""The pack of a conference goes to all dealers: what it tells of them, and what it must not (H.4, H.5)."""

from __future__ import annotations

from datetime import date

from tests.topics.builders import company, dealer
from tests.topics.composed_papers import said
from tests.topics.paper_files import views_of
from toolkit.kernel.text import Text
from toolkit.topics.communication.outputs import conference_path, papers
from toolkit.topics.communication.outputs.voices import AMOUNT
from toolkit.topics.topic import Now

AS_OF = date(2026, 4, 20)
CONFERENCE = """\
id: spring
name: 春季大会
date: "2026-05-10"
theme: 说到做到
theme_set: "2026-02-01"
invited: "2026-03-20"
agenda: [{topic: 反垄断提示, kind: antitrust, minutes: "5"}, {topic: 政策问答, kind: policy, minutes: "40"}]
antitrust_notice: "true"
photo_notice: "true"
attended: [D-2025-0001]
"""
CHANGED = """\
  - {{id: FB-2026-000{n}, kind: service, severity: normal, text: {said}, cause: service, received: "2026-03-0{n}", acknowledged: "2026-03-0{n}",
     answered: "2026-03-10", answer: {did}, result: adopted, change: {{ref: 流程, effective: "2026-04-01"}}, closed: "2026-04-05"}}
"""


def pack(*said_done: tuple[str, str]) -> str:
    rows = "".join(CHANGED.format(n=n, said=one, did=two) for n, (one, two) in enumerate(said_done, 1))
    ledger = f'year: "2026"\nfeedback:\n{rows}' if rows else 'year: "2026"\n'
    files = {
        **company(),
        **dealer(),
        "content/conferences/spring.yaml": CONFERENCE,
        "dealers/D-2025-0001/communication/2026.yaml": ledger,
    }
    made = {each.path: each for each in papers(views_of(files, AS_OF), Now(AS_OF, lambda _: "0123456789ab"))}
    assert set(made) == {conference_path("spring")}
    return said(made[conference_path("spring")])


def test_what_a_change_came_of_is_told_without_names() -> None:
    """A change is told to all; words that name a dealer or a quantity stay with the one who said them, and are counted."""
    text = pack(("电子件能不能先审", "四月起先审电子件"), ("第1商贸的货晚到", "改了路线"), ("我们缺三百箱", "补货"))
    assert "电子件能不能先审" in text
    assert "第1商贸" not in text
    assert "三百箱" not in text
    assert "另有 2 件" in text


def test_few_voices_are_not_told_apart() -> None:
    """What fewer than five dealers brought up is only counted: the cause of one dealer's feedback is not listed."""
    text = pack(("电子件能不能先审", "四月起先审电子件"))
    assert "不足 5 家提出的事项合计 1 条" in text


def test_a_conference_without_anything_says_so() -> None:
    """Before the day: a draft, the agenda with its sum, and what is not there yet."""
    text = pack()
    assert "草案" in text
    assert "合计 |  | 45" in text or "合计 | | 45" in text
    assert "这段时间没有登记的反馈" in text
    assert "没有征询顾问委员会的记录" in text
    assert "反垄断提示" in text
    assert "D-2025-0001" not in text


def test_quantities_are_seen() -> None:
    """The pattern that keeps quantities back sees digits and Chinese numbers, and lets other words through."""
    assert [
        word
        for word in ("缺三百箱", "40 万元", "欠5万", "两台冰柜", "九十家")
        if not AMOUNT.search(word.replace(" ", ""))
    ] == []
    assert [word for word in ("电子件先审", "第一次说", Text("三季度起").zh) if AMOUNT.search(word)] == []
