"""The pages around the rest: home, checks, open problems, the page about the build, and the two at the root."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from urllib.parse import urlsplit

from toolkit import __version__
from toolkit.kernel.problem import Problem
from toolkit.kernel.text import LOCALES, NO_TEXT, Locale, Text
from toolkit.kernel.wording import day_text
from toolkit.network.manual import READING
from toolkit.plan.artifact import Artifact, BytesJob, PageJob
from toolkit.plan.card import Figure
from toolkit.site.frame import ROOT, Link, page_path
from toolkit.site.handbook import parts
from toolkit.site.navigation import dealer_path
from toolkit.site.pages import Book, page
from toolkit.site.reference import CheckRow, check_row, parted, unique_rows
from toolkit.topics.company.records import Workspace
from toolkit.topics.contract.rules.standing import ContractStanding
from toolkit.topics.dealer.records import STATES, DealerProfile
from toolkit.topics.dealer.rules import RUNNING, DealerStanding
from toolkit.topics.topic import Topic

Attention = tuple[Link, str, str]


def overview(the: Book, problems: tuple[Problem, ...], topics: tuple[Topic, ...]) -> Iterator[Artifact]:
    """Yields the pages of one language that belong to no chapter and no dealer."""
    yield home(the, problems)
    yield page(
        the,
        page_path(the.locale, "checks"),
        "site/checks.html",
        the.word("checks"),
        {"topics": _checks(the, topics)},
        purpose=the.word("checks_purpose"),
        kind="reference",
    )
    own = {
        kind.hint for kind in (*READING, *(kind for topic in topics for check in topic.checks for kind in check.kinds))
    }
    rows = tuple(
        (
            p.severity,
            p.code,
            str(p.origin),
            p.message.within(the.locale),
            _hint(p.hint.within(the.locale), p.hint in own, the.locale),
            p.record,
        )
        for p in problems
    )
    yield page(
        the,
        page_path(the.locale, "problems"),
        "site/problems.html",
        the.word("problems"),
        {"problems": rows, "filters": tuple(_filters(the, problems, topics))},
        purpose=the.word("problems_purpose"),
        kind="reference",
    )
    yield page(
        the,
        page_path(the.locale, "about"),
        "site/about.html",
        the.word("about"),
        {"rows": _about(the, problems)},
        purpose=the.word("about_purpose"),
        kind="reference",
    )


Filter = tuple[str, str, tuple[tuple[str, str], ...]]
"""An attribute of the rows, its name, and the choices with theirs."""


def _hint(words: str, own: bool, locale: Locale) -> tuple[tuple[str, bool], ...]:
    """A hint in parts, commands and fields set apart where its words are all our `own`: data stay as they were written."""
    return parted(words, locale) if own else ((words, False),)


def _filters(the: Book, problems: tuple[Problem, ...], topics: tuple[Topic, ...]) -> Iterator[Filter]:
    """Choices by severity and by chapter, each with only those that some problem has."""
    told = {problem.severity for problem in problems}
    severities = tuple((code, the.word(code)) for code in ("error", "warning", "info") if code in told)
    yield "severity", Text("程度", "Severity").within(the.locale), severities
    areas = {
        kind.code[:3]: topic.title.within(the.locale) for topic in topics for c in topic.checks for kind in c.kinds
    }
    found = dict.fromkeys(sorted(problem.code[:3] for problem in problems))
    yield (
        "area",
        Text("方面", "Chapter").within(the.locale),
        tuple((a, areas.get(a, the.word("reading"))) for a in found),
    )


def home(the: Book, problems: tuple[Problem, ...]) -> Artifact:
    """Returns the first page: how the network stands, what needs attention, where to read."""
    standings = the.view.results(DealerStanding)
    counts = Counter(standing.state for standing in standings)
    most = max(counts.values(), default=1)
    dealers = page_path(the.locale, "dealers/index")
    states = tuple(
        (
            STATES.label(code).within(the.locale),
            counts[code],
            round(100 * counts[code] / most),
            f"{dealers}#state={code}",
        )
        for code in STATES
        if counts[code]
    )
    context = {
        "figures": _figures(the, problems, counts),
        "states": states,
        "attention": tuple(sorted(_attention(the), key=lambda row: row[2] != "bad")),
        "parts": parts(the),
    }
    return page(the, page_path(the.locale, "index"), "site/home.html", the.product, context, kind="home")


def _figures(the: Book, problems: tuple[Problem, ...], counts: Counter[str]) -> tuple[Figure, ...]:
    running = sum(counts[code] for code in RUNNING)
    early = sum(counts.values()) - running - sum(counts[c] for c in ("closed", "rejected", "pooled", "blacklisted"))
    standings = the.view.results(ContractStanding)
    in_force = [s for s in standings if s.state == "in_force"]
    soon = [s for s in in_force if s.days_left is not None and s.days_left <= 90]
    severities = Counter(problem.severity for problem in problems)
    dealers = page_path(the.locale, "dealers/index")
    return (
        _figure("合作中的经销商", "Dealers in business", running, "家", "", dealers),
        _figure("在谈与筹备", "In the pipeline", early, "家", "", dealers),
        _figure("履行中的合同", "Contracts in force", len(in_force), "份", "", dealers),
        _figure("九十天内到期", "Ending within 90 days", len(soon), "份", "warn" if soon else "", dealers),
        _figure(
            "数据错误",
            "Errors in the data",
            severities["error"],
            "处",
            "bad" if severities["error"] else "good",
            page_path(the.locale, "problems"),
        ),
        _figure(
            "数据提醒",
            "Warnings in the data",
            severities["warning"],
            "处",
            "warn" if severities["warning"] else "good",
            page_path(the.locale, "problems"),
        ),
    )


def _figure(zh: str, en: str, number: int, unit: str, mood: str, target: str) -> Figure:
    return Figure(Text(zh, en), Text(f"{number} {unit}", str(number)), NO_TEXT, mood, target)


def _attention(the: Book) -> Iterator[Attention]:
    """Whom to look at first: contracts that end soon, notices due, dealers in trouble."""
    for profile in the.view.all(DealerProfile):
        standing = the.view.result(DealerStanding, profile.id)
        contract = the.view.result(ContractStanding, profile.id)
        link = Link(profile.short_name, dealer_path(the.locale, profile.id))
        if standing is not None and standing.state in ("suspended", "improvement", "terminating"):
            words = Text(
                f"{STATES.label(standing.state).zh}，已 {standing.days_in_state} 天",
                f"{STATES.label(standing.state).en} for {standing.days_in_state} days",
            )
            yield link, words.within(the.locale), "bad" if standing.state == "suspended" else "warn"
        if contract is not None and contract.days_left is not None and contract.days_left <= 90:
            words = Text(
                f"合同 {contract.contract_no} 还有 {contract.days_left} 天到期",
                f"contract {contract.contract_no} ends in {contract.days_left} day{'' if contract.days_left == 1 else 's'}",
            )
            yield link, words.within(the.locale), "bad" if contract.days_left <= 30 else "warn"


def _checks(the: Book, topics: tuple[Topic, ...]) -> tuple[tuple[str, tuple[CheckRow, ...]], ...]:
    """The problems that reading may tell of, then the checks of every topic that has some; a code stands once."""
    listed = [(the.word("reading"), tuple(check_row(the, kind) for kind in READING))]
    seen = {kind.code for kind in READING}
    for topic in topics:
        rows = tuple(row for row in unique_rows(the, topic.checks) if row.code not in seen)
        seen |= {row.code for row in rows}
        if rows:
            listed.append((topic.title.within(the.locale), rows))
    return tuple(listed)


def _about(the: Book, problems: tuple[Problem, ...]) -> tuple[tuple[str, str, bool], ...]:
    """Label, value, and whether the value is a name of the program's, in no language."""
    severities = Counter(problem.severity for problem in problems)
    rows = (
        (Text("基准日", "As of"), day_text(the.now.as_of, the.locale), False),
        (Text("工具版本", "Toolkit"), __version__, True),
        (Text("来源", "Source"), the.now.source, True),
        (Text("经销商", "Dealers"), Text("{} 家", "{}"), len(the.view.all(DealerProfile))),
        (Text("错误", "Errors"), Text("{} 处", "{}"), severities["error"]),
        (Text("提醒", "Warnings"), Text("{} 处", "{}"), severities["warning"]),
    )
    return tuple(
        (label.within(the.locale), value.within(the.locale).format(more), False)
        if isinstance(value, Text)
        else (label.within(the.locale), value, bool(more))
        for label, value, more in rows
    )


def root(the: Book) -> Iterator[Artifact]:
    """Yields what stands above the two languages: the choice of language, the page for a wrong address, host settings."""
    links = tuple(
        Link(name, page_path(locale, "index")) for locale, name in zip(LOCALES, ("中文", "English"), strict=True)
    )
    settings = the.view.only(Workspace)
    address = settings.site_address if settings is not None else None
    top = {"top": urlsplit(address).path.rstrip("/")} if address is not None else {}
    for name, template, more in (("index", "site/root.html", {}), ("404", "site/not-found.html", top)):
        path = f"{ROOT}/{name}.html"
        context = {"links": links, "product": the.product, "path": path, "ui": the.words, **more}
        yield Artifact(path, PageJob(template, context, "zh"), "internal")
    headers = "/*\n  X-Content-Type-Options: nosniff\n  Referrer-Policy: no-referrer\n  Content-Security-Policy: frame-ancestors 'none'\n"
    yield Artifact(f"{ROOT}/_headers", BytesJob(headers.encode()), "internal")
    yield Artifact(f"{ROOT}/robots.txt", BytesJob(b"User-agent: *\nDisallow: /\n"), "internal")
