"""Every kind of problem that reading a workspace may tell of, before any chapter looks at it."""

from __future__ import annotations

from toolkit.kernel.problem import ProblemKind
from toolkit.network import belonging, load, policy, references, validation
from toolkit.sources import csv_text, decode, markdown_rules, tree, yaml_text

READING: tuple[ProblemKind, ...] = (
    tree.NOT_A_FILE,
    *decode.PROBLEMS,
    *yaml_text.PROBLEMS,
    *csv_text.PROBLEMS,
    *markdown_rules.PROBLEMS,
    *validation.PROBLEMS,
    *load.PROBLEMS,
    *belonging.PROBLEMS,
    references.UNKNOWN_REFERENCE,
    *policy.PROBLEMS,
)
