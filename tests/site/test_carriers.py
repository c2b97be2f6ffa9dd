"""The table of what carries each practice: complete, true of the program as it is, and shown as it stands."""

from __future__ import annotations

import html
import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from tests.sample import judged, site_files
from tests.site.carried import faults
from tests.workspace import workspace
from toolkit import pipeline
from toolkit.kernel.text import LOCALES, Locale, Text
from toolkit.plan.artifact import PageJob
from toolkit.render.html import Finisher
from toolkit.render.typography import with_apostrophes
from toolkit.site.carriers.capabilities import CAPABILITIES
from toolkit.site.carriers.carrier import (
    Carrier,
    Command,
    Field,
    Finding,
    Made,
    NotYet,
    Playbook,
    Row,
    Rule,
    Ruled,
    Shown,
    not_yet,
)
from toolkit.site.carriers.mechanisms import MECHANISMS
from toolkit.sources.tree import WorkingTree
from toolkit.topics.handbook.records import Page

MECHANISM_ROWS = tuple(row for group in MECHANISMS for row in group.rows)
CAPABILITY_ROWS = tuple(row for group in CAPABILITIES for row in group.rows)
ROWS = (*MECHANISM_ROWS, *CAPABILITY_ROWS)
SECTIONS = re.compile(r"A1\.[1-4]|A2\.[1-4]|B[0-7](?:\.[1-4])?")
MISSING = not_yet("还没有", "not there")


def test_every_practice_has_one_row() -> None:
    """M1 to M121 and C1 to C80 stand in the table once each, without a gap."""
    assert sorted(row.id for row in MECHANISM_ROWS) == sorted(f"M{n}" for n in range(1, 122))
    assert sorted(row.id for row in CAPABILITY_ROWS) == sorted(f"C{n}" for n in range(1, 81))


def test_rows_stand_under_a_section_that_asks_for_them() -> None:
    """The sections are those of the founding documents, and a mechanism stands in the group of one of its own."""
    assert [row.id for row in ROWS if not all(SECTIONS.fullmatch(name) for name in row.sections)] == []
    misplaced = [
        row.id
        for group in MECHANISMS
        for row in group.rows
        if not any(name == group.id or name.startswith(f"{group.id}.") for name in row.sections)
    ]
    assert misplaced == []


def test_every_carrier_is_there_and_used() -> None:
    """Each field, value, rule, code, card, output, command and page that the table names exists, and somebody uses it."""
    assert [fault for row in ROWS for fault in faults(row)] == []


GOOD: tuple[Carrier, ...] = (
    Field("market", "habits[].text"),
    Field("screening", "source", "exhibition"),
    Ruled("curriculum.courses.C2"),
    Rule("toolkit.topics.contract.rules.territory:overlaps"),
    Rule("toolkit.topics.evaluation.rules.results:Evaluation"),
    Finding("CTR201"),
    Shown("evaluation", "evaluation"),
    Made("contracts", Text("合同", "contract")),
    Made("site", Text("政策", "policies"), "policies/index"),
    Command("explain"),
)
BAD: tuple[tuple[Carrier, str], ...] = (
    (Field("markets", "habits[].text"), "no kind markets"),
    (Field("market", "habits.text"), "no field habits.text of market"),
    (Field("screening", "source", "astrology"), "source of screening never says astrology"),
    (Field("quarter", "market_information.rated_by"), "nobody reads market_information.rated_by of quarter"),
    (Ruled("curricula.courses"), "no policy curricula in force"),
    (Ruled("curriculum.courses.C99"), "no part C99 in curriculum.courses.C99"),
    (Rule("toolkit.topics.contract.rules.territory:overlapping"), "no rule toolkit.topics.contract.rules.territory:overlapping"),
    (Rule("toolkit.topics.contract.rules.terrain:overlaps"), "no rule toolkit.topics.contract.rules.terrain:overlaps"),
    (Rule("toolkit.topics.contract.rules.territory:Iterator"), "no rule toolkit.topics.contract.rules.territory:Iterator"),
    (Rule("toolkit.topics.incentive.rules.tax:input_vat"), "nobody calls input_vat"),
    (Rule("toolkit.network.results:InternalResult"), "no run derives InternalResult"),
    (Finding("CTR999"), "no code CTR999"),
    (Shown("evaluation", "scorecards"), "no card scorecards of evaluation"),
    (Made("portals", Text("包", "box")), "no output portals"),
    (Made("site", Text("政策", "policies"), "policies/nothing"), "no page policies/nothing of site"),
    (Command("guess"), "no command guess"),
    (Playbook("nothing"), "no page nothing"),
)  # fmt: skip


def planted(*carriers: Carrier, prose: Text | None = None) -> list[str]:
    row = Row("X1", Text("名称", "name"), (), carriers)
    return faults(row if prose is None else Row("X1", row.name, (), carriers, prose))


@pytest.mark.parametrize("carrier", GOOD, ids=str)
def test_a_carrier_that_is_there_is_no_fault(carrier: Carrier) -> None:
    """The guard above does not cry at what is right."""
    assert planted(carrier) == []


@pytest.mark.parametrize(("carrier", "fault"), BAD, ids=str)
def test_a_carrier_that_is_not_there_is_found(carrier: Carrier, fault: str) -> None:
    """The guard above can fail: each sort of carrier is really looked up."""
    assert f"X1: {fault}" in planted(carrier)


def test_what_nobody_uses_may_stand_where_that_is_said() -> None:
    """A rule that waits for its caller is named beside what is missing, and nowhere else."""
    rule = Rule("toolkit.topics.incentive.rules.tax:input_vat")
    assert planted(rule, MISSING) == []
    assert planted(rule) != []


def test_every_practice_is_carried_by_something() -> None:
    """A row without a carrier is found; none has a language missing."""
    assert planted() == ["X1: nothing carries it"]
    assert faults(Row("X1", Text("名称"), (), (Command("check"),))) != []
    assert planted(Command("check"), NotYet(Text("还没有"))) != []


def test_prose_alone_is_marked() -> None:
    """A practice that only the handbook carries says why that is enough; one that more carries is not marked."""
    why = Text("只是态度", "a matter of attitude")
    assert planted(Playbook("site-visit")) == ["X1: carried by pages alone, and not marked"]
    assert planted(Playbook("site-visit"), prose=why) == []
    assert planted(Playbook("site-visit"), Command("check"), prose=why) == ["X1: marked as prose, and carried by more"]


def test_what_is_missing_is_never_called_whole() -> None:
    """A row that lacks something is carried in part or not at all, whatever else stands in it."""
    states = {row.id: row.state for row in ROWS if row.missing}
    assert "whole" not in states.values()
    assert all(row.state == "whole" for row in ROWS if not row.missing)
    name = Text("名称", "name")
    assert Row("X1", name, (), (MISSING,)).state == "not_yet"
    assert Row("X1", name, (), (Command("check"), MISSING)).state == "partly"


def test_names_are_short_and_of_their_own_language() -> None:
    """Each practice has a name of its own, short enough for a table, Chinese in Chinese and English in English."""
    assert [name for name, count in Counter(row.name.zh for row in ROWS).items() if count > 1] == []
    assert [row.id for row in ROWS if not re.search(r"[一-鿿]", row.name.zh) or len(row.name.zh) > 40] == []
    assert [row.id for row in ROWS if re.search(r"[一-鿿]", row.name.en) or len(row.name.en) > 100] == []


def test_playbooks_name_the_practices_that_they_are_for() -> None:
    """A mechanism that no page of the handbook names says that it lacks one; no page names one that is not there."""
    named: dict[str, set[str]] = {}
    for page in judged().network.all(Page):
        named.setdefault(page.locale, set()).update(page.mission)
    assert named["zh"] == named["en"]
    assert named["zh"] <= {row.id for row in MECHANISM_ROWS}
    unnamed = {row.id: row for row in MECHANISM_ROWS if row.id not in named["zh"]}
    assert [name for name, row in unnamed.items() if not any("手册" in what.zh for what in row.missing)] == []


@cache
def text_of(locale: Locale) -> str:
    return site_files()[f"site/{locale}/reference/carriers.html"].decode()


def names() -> list[Text]:
    """The names of all rows, and what they lack."""
    return [text for row in ROWS for text in (row.name, *row.missing)]


@pytest.mark.parametrize("locale", LOCALES)
def test_the_page_shows_every_row_and_what_it_lacks(locale: Locale) -> None:
    """Nothing of the table is left out of the page, least of all what is missing; the counts are those of the rows."""
    page = text_of(locale)
    told = html.unescape(page)
    said = {name: with_apostrophes(name.within(locale)) if locale == "en" else name.within(locale) for name in names()}
    assert [row.id for row in ROWS if f'<tr id="{row.id}">' not in page or said[row.name] not in told] == []
    assert [what for row in ROWS for what in row.missing if said[what] not in told] == []
    for rows in (MECHANISM_ROWS, CAPABILITY_ROWS):
        states = Counter(row.state for row in rows)
        cells = "".join(f'<td class="right">{states[state]}</td>' for state in ("whole", "partly", "not_yet"))
        assert cells in page


def test_the_page_leads_to_what_it_names() -> None:
    """Records lead to their reference, codes to their check, playbooks to their page, policies to theirs."""
    page = text_of("zh")
    for href in (
        "market.html#kind-market",
        "contract.html#CTR201",
        "../handbook/site-visit.html",
        "../policies/curriculum.html",
    ):
        assert f'href="{href}"' in page
    assert "来源：展会" in page


def test_the_chinese_page_is_chinese() -> None:
    """No word of English stands in the Chinese text, beside names of the program and of file forms."""
    main = re.search(r"<main.*</main>", text_of("zh"), re.DOTALL)
    assert main is not None
    bare = re.sub(r"<code>.*?</code>|<[^>]+>", " ", main[0])
    words = set(re.findall(r"[A-Za-z][a-z_]{2,}", bare))
    assert words <= {"Word", "told_dealers_on"}


def test_a_small_workspace_has_the_page_too(tmp_path: Path) -> None:
    """Where policies and playbooks are not there, their names stand without a link, and nothing breaks."""
    tree = WorkingTree(workspace(tmp_path))
    network, problems = pipeline.read(tree)
    templates = pipeline.templates_of(tree)
    judged_here = pipeline.judge(network, problems, pipeline.day_of(network, None))
    made = pipeline.make(judged_here, ("site",), "test", lambda name: templates.text(name).encode())[0]
    (job,) = (a.job for a in made if a.path == "site/zh/reference/carriers.html")
    assert isinstance(job, PageJob)
    finished = Finisher(templates).finish(job)
    assert isinstance(finished, bytes)
    assert "<code>curriculum.courses.C2</code>" in finished.decode()
