"""A simulation as JSON for machines, and as one page that needs nothing beside itself."""

from __future__ import annotations

import json
from typing import Any

from toolkit.kernel.text import Locale, Text
from toolkit.plan.artifact import Artifact, PageJob
from toolkit.review.consequence import Consequence
from toolkit.review.simulation import Effect, Simulation
from toolkit.review.simulation_words import TITLE, figures, headline, subtitle, tables

FORMAT = 1
SECTION = "simulations"
"""The folder of the output in which the pages lie."""


def as_json(found: Simulation) -> str:
    """Returns every row, both languages beside each other; amounts in yuan as text."""
    return json.dumps(data_of(found), ensure_ascii=False, indent=1)


def data_of(found: Simulation) -> dict[str, Any]:
    """Returns the simulation as plain data."""
    return {
        "format": FORMAT,
        "policy": found.policy,
        "tried": found.tried,
        "source": found.source,
        "replaced": list(found.replaced),
        "periods": list(found.periods),
        "as_of": found.as_of.isoformat(),
        "cost": str(found.cost),
        "dealers": len(found.effects),
        "unaffected": len(found.effects) - len(found.touched),
        "grades": [{"from": one, "to": other, "count": n} for (one, other), n in sorted(found.matrix().items())],
        "lines": [{"line": line, "difference": str(amount)} for line, amount in found.by_line()],
        "effects": [_effect(row) for row in found.effects],
        "others": [_other(row) for row in found.others],
        "missing": [{"dealer": r.dealer, "period": r.period, "why": _words(r.why)} for r in found.missing],
        "notes": [_words(note) for note in found.notes],
    }


def _words(text: Text) -> dict[str, str]:
    return {"zh": text.zh, "en": text.within("en")}


def _effect(row: Effect) -> dict[str, Any]:
    return {
        "dealer": row.dealer,
        "name": row.name,
        "segment": row.segment,
        "cost": str(row.cost()),
        "proposed": None
        if row.proposed is None
        else {"from": row.proposed.segments[0], "to": row.proposed.segments[1]},
        "evaluations": [
            {
                "quarter": grade.quarter,
                "from": grade.grades[0],
                "to": grade.grades[1],
                "score_from": None if grade.scores[0] is None else str(grade.scores[0]),
                "score_to": None if grade.scores[1] is None else str(grade.scores[1]),
            }
            for grade in row.grades
        ],
        "amounts": [
            {
                "sort": money.sort,
                "subject": money.subject,
                "from": str(money.amounts[0]),
                "to": str(money.amounts[1]),
                "difference": str(money.difference),
            }
            for money in row.money
        ],
    }


def _other(row: Consequence) -> dict[str, Any]:
    return {
        "figure": row.name, "subject": row.subject, "what": _words(row.what), "from": _words(row.before), "to": _words(row.after),
    }  # fmt: skip


def page_of(found: Simulation, locale: Locale) -> Artifact:
    """Returns the page, for the company's own eyes, with what it shows."""
    job = PageJob(
        "review/simulation.html",
        {
            "title": f"{TITLE.within(locale)} · {found.title.within(locale)}",
            "headline": headline(found, locale),
            "more": found.cost > 0,
            "subtitle": subtitle(found, locale),
            "figures": figures(found, locale),
            "tables": tuple(tables(found, locale)),
            "notes": tuple(note.within(locale) for note in found.notes),
        },
        locale,
    )
    return Artifact(f"{SECTION}/{found.policy}.html", job, "internal", (found.tried,))
