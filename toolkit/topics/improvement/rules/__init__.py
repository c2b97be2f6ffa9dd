"""What the chapter derives: where plans and exits stand, causes by quarter, and what changes of policy did."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from toolkit.network.dues import once
from toolkit.network.network import Network
from toolkit.network.policy import in_force
from toolkit.network.results import Result, Results
from toolkit.topics.company.rules import fiscal_start, work_calendar
from toolkit.topics.improvement.records import Exit, ExitPolicy, ImprovementPlan, PlanPolicy, PolicyChange
from toolkit.topics.improvement.rules.causes import CauseStatistics, ChangeEffect, effect, statistics
from toolkit.topics.improvement.rules.dues import exit_dues, plan_dues
from toolkit.topics.improvement.rules.exits import ExitStanding, StepStanding, exit_standing
from toolkit.topics.improvement.rules.explain import FIGURES
from toolkit.topics.improvement.rules.plans import PlanStanding, standing
from toolkit.topics.improvement.rules.registers import gathered

PLAN, EXIT = "improvement-plan", "exit"
"""The ids of the two policies of this chapter."""

__all__ = [
    "EXIT",
    "FIGURES",
    "PLAN",
    "CauseStatistics",
    "ChangeEffect",
    "ExitStanding",
    "PlanStanding",
    "StepStanding",
    "derive",
    "exit_policy",
    "plan_policy",
]


def plan_policy(network: Network, day: date) -> PlanPolicy | None:
    """Returns the version of the plan policy in force on the day of a plan's cause, or None."""
    return in_force(network.all(PlanPolicy), PLAN, day)


def exit_policy(network: Network, day: date) -> ExitPolicy | None:
    """Returns the version of the exit policy in force on the day an exit was opened, or None."""
    return in_force(network.all(ExitPolicy), EXIT, day)


def derive(network: Network, results: Results, as_of: date) -> Iterator[Result]:
    """Yields the standing of every plan and exit that was opened and what is due, the causes of each quarter, each change's effect."""
    calendar, start = work_calendar(network), fiscal_start(network)
    plans, exits = network.all(ImprovementPlan), network.all(Exit)
    running, leaving = [], []
    for plan in plans:
        rule = plan_policy(network, plan.origin.day)
        if rule is not None and plan.opened_on <= as_of:
            running.append(standing(plan, rule, calendar, as_of))
    for gone in exits:
        steps = exit_policy(network, gone.opened_on)
        if steps is not None and gone.opened_on <= as_of:
            leaving.append(exit_standing(gone, steps, as_of))
    yield from running
    yield from leaving
    yield from once((*plan_dues(network, running, as_of), *exit_dues(network, leaving, as_of)))
    counted = tuple(statistics(gathered(network, as_of), start))
    yield from counted
    for change in network.all(PolicyChange):
        if change.decided_on <= as_of:
            yield effect(change, counted, as_of, start)
