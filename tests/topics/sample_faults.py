"""Faults for the files of the sample, by code: what stands there, what is written instead, the check that tells, and where."""

from __future__ import annotations

from toolkit.topics.communication.checks import dialogue
from toolkit.topics.company.checks import evidence
from toolkit.topics.conflict.checks import found as goods
from toolkit.topics.contract.checks import antitrust
from toolkit.topics.evaluation.checks import figures
from toolkit.topics.information.checks import briefings
from toolkit.topics.market.checks import territories
from toolkit.topics.onboarding.checks import launch
from toolkit.topics.screening.checks import prospects
from toolkit.topics.segment.checks import helping
from toolkit.topics.support.checks import deliveries
from toolkit.topics.topic import Check

CASE = "dealers/D-2025-0007/cases/CF-2026-0003.yaml"
QUARTER = "dealers/D-2023-0001/quarters/2026Q2.yaml"
HELP = "content/mutual-help/MH-2026-0001.yaml"
SPLIT = "content/channel-splits/online-2026.yaml"
ASKED = ('status: adopted\ndecided_on: "2025-11-28"\nbecomes: channel@2026-1', "status: consulting")
Edit = tuple[str, str, str]
"""A file, what stands there, and what is written instead."""

FAULTS: tuple[tuple[str, str, tuple[Edit, ...], Check, str, str], ...] = (
    ("unseen feedback", "CMN129", (("dealers/D-2024-0013/communication/2026.yaml", "feedback:\n", 'feedback:\n  - {id: FB-2026-9901, kind: request, severity: normal, text: 要新货架, received: "2026-10-12"}\n'),), dialogue.CHECKS[0], "dealers/D-2024-0013/communication/2026.yaml", "FB-2026-9901"),
    ("harbour is no licence", "CTR774", (("content/company.yaml", "rpm_safe_harbour: unknown", 'rpm_safe_harbour: "yes"'), ("content/company.yaml", "  legal_note:", "  # note:")), antitrust.CHECKS[1], "content/company.yaml", "rpm_safe_harbour"),
    ("promotion without outlets", "OBD155", (("dealers/D-2023-0001/onboarding.yaml", "outlet_classes: [school]", "outlet_classes: [hospital]"),), launch.CHECKS[-1], "dealers/D-2023-0001/onboarding.yaml", "[hospital]"),
    ("confirmed before the talk", "SCR110", (("dealers/D-2026-0026/screening.yaml", 'confirmed_on: "2026-08-20"', 'confirmed_on: "2026-01-20"'),), prospects.CHECKS[2], "dealers/D-2026-0026/screening.yaml", "2026-01-20"),
    ("agreed before it was asked", "SEG159", ((HELP, 'asked_on: "2026-07-21"', 'asked_on: "2026-07-23"'),), helping.CHECKS[1], HELP, "giver:"),
    ("help that was not done", "SEG160", ((HELP, 'end: "2026-11-30"', 'end: "2026-10-01"'), (HELP, '- date: "2026-10-14"\n    done: true', '- date: "2026-10-14"\n    done: false')), helping.CHECKS[2], HELP, "done: false"),
    ("orders with VAT and without", "SUP177", (("dealers/D-2025-0007/orders/2025Q4.csv", "CH25-0491,2025-12-05,800000.00,excl", "CH25-0491,2025-12-05,800000.00,incl"),), deliveries.CHECKS[1], "dealers/D-2025-0007/orders/2025Q4.csv", "incl"),
    ("targets on two bases", "MKT116", (("content/markets/territories/2026.yaml", "  - id: zhejiang\n", "  - id: zhejiang\n    tax: incl\n"),), territories.CHECKS[2], "content/markets/territories/2026.yaml", "tax: incl"),
    ("count with VAT", "EVA213", ((QUARTER, 'gap: "8300.00", tax: excl', 'gap: "8300.00", tax: incl'),), figures.CHECKS[-1], QUARTER, "stock_count"),
    ("no focus product", "EVA214", (("content/products/ambient.yaml", 'focus_from: "2025-07-01"', 'focus_from: "2027-07-01"'), ("content/products/ambient.yaml", 'focus_from: "2026-03-01"', 'focus_from: "2027-03-01"')), figures.CHECKS[-1], QUARTER, 'focus_target: "740000.00"'),
    ("found before it was shipped", "CFL181", ((CASE, 'KS26A102-0141, sku: QY-A102, shipped_on: "2026-01-19"', 'KS26A102-0141, sku: QY-A102, shipped_on: "2026-02-19"'),), goods.CHECKS[0], CASE, "KS26A102-0141"),
    ("a line without codes", "CFL182", (("content/products/ambient.yaml", "trace: case", "trace: none"),), goods.CHECKS[0], CASE, "KS26A102-0141"),
    ("found in the future", "CFL183", ((CASE, 'found_on: "2026-02-05", region: "310114", channel: ka', 'found_on: "2026-11-05", region: "310114", channel: ka'),), goods.CHECKS[0], CASE, "2026-11-05"),
    ("dealers wait for an answer", "CFL184", ((SPLIT, *ASKED),), goods.CHECKS[1], SPLIT, "consulted_on"),
    ("a split told too late", "CFL185", ((SPLIT, 'decided_on: "2025-11-28"', 'decided_on: "2025-12-20"'),), goods.CHECKS[1], SPLIT, "becomes"),
    ("evidence of tomorrow", "COM143", ((CASE, 'kind: trace_code, captured_on: "2026-02-05"', 'kind: trace_code, captured_on: "2026-10-21"'),), evidence.CHECKS[0], CASE, "2026-10-21"),
    ("training before the plan", "INF310", (("dealers/D-2023-0001/information/2026.yaml", 'training_on: "2026-02-25"', 'training_on: "2026-01-05"'),), briefings.CHECKS[-1], "dealers/D-2023-0001/information/2026.yaml", "2026-01-05"),
    ("training after the last day", "INF310", (("dealers/D-2023-0001/information/2026.yaml", 'training_on: "2026-02-25"', 'training_on: "2026-06-05"'),), briefings.CHECKS[-1], "dealers/D-2023-0001/information/2026.yaml", "2026-06-05"),
)  # fmt: skip

CODES = frozenset(row[1] for row in FAULTS)
"""The codes that these faults bring about, for the tests of a chapter that ask for all of its own."""
