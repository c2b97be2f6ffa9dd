"""`python3 -m benchmarks [NAME…]`: measures, then writes figures.json and the table of README.md."""

from __future__ import annotations

import json
import os
import platform
import sys
from pathlib import Path

from benchmarks.suites import SUITES

HERE = Path(__file__).resolve().parent
FIGURES = HERE / "figures.json"
README = HERE / "README.md"
BEGIN, END = "<!-- figures -->\n", "<!-- /figures -->\n"


def main(names: list[str]) -> int:
    """Runs the named suites, or all; returns 2 for a name that there is not."""
    unknown = [name for name in names if name not in SUITES]
    if unknown:
        sys.stderr.write(f"没有 {unknown[0]} · there is no {unknown[0]}: {', '.join(SUITES)}\n")
        return 2
    scratch = Path(os.environ.get("BENCHMARKS_FOLDER", HERE.parent / "out" / ".benchmarks"))
    scratch.mkdir(parents=True, exist_ok=True)
    held = json.loads(FIGURES.read_text(encoding="utf-8")) if FIGURES.exists() else {}
    held["machine"] = f"{os.cpu_count()} CPUs, {platform.machine()}, Python {platform.python_version()}"
    for name in names or SUITES:
        held.setdefault("suites", {})[name] = {what: round(value, 3) for what, value in SUITES[name](scratch).items()}
        FIGURES.write_text(json.dumps(held, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        README.write_text(_with_table(README.read_text(encoding="utf-8"), held), encoding="utf-8")
    return 0


def _with_table(text: str, held: dict[str, dict[str, dict[str, float]]]) -> str:
    before, rest = text.split(BEGIN)
    _, after = rest.split(END)
    rows = [
        f"| {name} | {what} | {value:,g} |" for name, found in held["suites"].items() for what, value in found.items()
    ]
    table = ["| suite | figure | value |", "|---|---|---|", *rows]
    return f"{before}{BEGIN}Measured on {held['machine']}.\n\n" + "\n".join(table) + f"\n{END}{after}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
