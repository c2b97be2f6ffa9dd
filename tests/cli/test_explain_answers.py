"""`build explain` answers what is asked: a figure step by step, what rests on a policy or clause, what an output was made from."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import click
import pytest

from tests.cli.conftest import Build
from tests.sample import ROOT, judged
from toolkit.cli import exits
from toolkit.cli.commands.explain import answered
from toolkit.cli.explaining.answer import Answer, as_json, as_text
from toolkit.cli.options import Settings
from toolkit.cli.session import Session
from toolkit.kernel.text import Locale, Text
from toolkit.topics.contract.rules.uses import uses_of

PROFILE = "dealers/D-2025-0001/profile.yaml"


def ask(*words: str, out: Path = ROOT / "nothing-built") -> Answer:
    """What the sample says."""
    return answered(Session(Settings(root=ROOT, out=out)), judged(), words)


def lines(answer: Answer, locale: Locale = "en") -> list[str]:
    """An answer as people read it."""
    return list(as_text(answer, locale))


def data(answer: Answer) -> Any:
    """An answer as programs read it."""
    return json.loads(as_json(answer, judged().as_of, "en"))


def test_a_figure_is_told_step_by_step() -> None:
    """Title and values first, then each step with its value, its place and the version of the policy behind it."""
    answer = ask("evaluation", "D-2025-0007", "2026Q1")
    shown = lines(answer)
    assert shown[0] == "Quarterly evaluation · evaluation D-2025-0007 2026Q1"
    assert lines(answer, "zh")[0] == "季度考核 · evaluation D-2025-0007 2026Q1"
    head = next(line for line in shown if line.startswith("step"))
    assert head.split() == ["step", "value", "where", "policy"]
    total = next(line for line in shown if line.startswith("▸ Total"))
    assert total.split()[-2].startswith("content/policies/evaluation/dealer-evaluation/2026-1.yaml:")
    assert total.split()[-1] == "dealer-evaluation@2026-1"


def test_a_figure_for_programs() -> None:
    """JSON holds address, values and steps, texts in both languages, numbers exact, places by path, line and column."""
    found = data(ask("evaluation", "D-2025-0007", "2026Q1"))
    assert {key: found[key] for key in ("format", "as_of", "kind", "figure", "subject", "dealer", "address")} == {
        "format": 1,
        "as_of": "2026-10-20",
        "kind": "figure",
        "figure": "evaluation",
        "subject": "D-2025-0007/2026Q1",
        "dealer": "D-2025-0007",
        "address": "evaluation D-2025-0007 2026Q1",
    }
    total = next(row for row in found["values"] if row["field"] == "total")
    assert (total["name"], total["name_zh"], total["unit"]) == ("Total", "总分", "分")
    step = next(row for row in found["steps"] if row["gives"] == "total")
    assert step["value"].endswith(total["value"])
    assert set(step) == set("what what_zh what_en value value_zh value_en path line column policy raw gives".split())
    raw = next(row for row in found["steps"] if row["raw"])
    assert raw["value"] in (ROOT / raw["path"]).read_text("utf-8").splitlines()[raw["line"] - 1]


def test_a_dealer_is_a_list_of_all_its_figures() -> None:
    """Each with its value and the words that ask for it; those words lead to that figure."""
    found = data(ask("D-2025-0007"))
    assert (found["kind"], len(found["figures"]) > 20) == ("list", True)
    assert {row["dealer"] for row in found["figures"]} == {"D-2025-0007"}
    for row in found["figures"][::5]:
        assert data(ask(*row["address"].split(" ")))["address"] == row["address"]


@pytest.mark.parametrize(
    ("words", "kind", "address"),
    [
        (("RB-2026-0001",), "figure", "rebate D-2023-0001 2025Q4"),
        (("TK-2026-0004",), "figure", "ticket TK-2026-0004"),
        (("MF-2026-0001",), "figure", "fund MF-2026-0001"),
        (("CF-2026-0003",), "figure", "case CF-2026-0003"),
        (("segment", "D-2023-0001"), "figure", "segment D-2023-0001"),
        (("trust", "D-2023-0001"), "figure", "trust D-2023-0001"),
        (("contract", "QY-JX-2025-0005"), "figure", "contract D-2025-0007"),
        (("market", "nanning", "ambient"), "figure", "market nanning ambient"),
        (("D-2025-0007/2026Q1",), "list", None),
        (("nanning",), "list", None),
    ],
)
def test_what_people_call_things(words: tuple[str, ...], kind: str, address: str | None) -> None:
    """A statement, a ticket, a fund, a case, a contract number, a market: each is found by what stands on its paper."""
    found = data(ask(*words))
    assert (found["kind"], found.get("address")) == (kind, address)


def test_what_rests_on_a_policy() -> None:
    """The days and the place of a version, the results that use it, and the records that name it."""
    found = data(ask("beverage-rebate@2026-1"))
    used = {name: row["subjects"] for row in found["used_by"] for name in row["figures"]}
    assert found["path"] == "content/policies/incentive/beverage-rebate/2026-1.yaml"
    assert "D-2025-0007/2026Q1" in used["rebate"]
    assert "QY-JX-2025-0005" in [row["record"] for row in found["named_by"]]
    shown = lines(ask("beverage-rebate@2026-1"))
    assert any(line.startswith("rebate ") and f" {len(used['rebate'])} " in line for line in shown)


def test_which_contracts_hold_a_clause() -> None:
    """Every contract with the version, its dealer, whether the clause applies and whether it is signed (C29)."""
    found = data(ask("territory@2026-1"))
    rows = {row["contract"]: row for row in found["contracts"]}
    uses = tuple(uses_of(judged().network, "territory", judged().as_of))
    assert set(rows) == {use.contract.contract_no for use in uses}
    assert {row["signed"] is None for row in rows.values()} == {True, False}
    assert rows["QY-JX-2025-0005"]["dealer"] == "D-2025-0007"
    assert "territory@2026-1" in found["versions"]


def test_any_other_record() -> None:
    """A member of staff is found, with the figures and the records that name it."""
    found = data(ask("S-2025-0001"))
    assert (found["kind"], found["record"], found["path"]) == ("record", "staff", "content/staff.yaml")
    assert found["named_by"]


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        (("evaluation", "D-2025-0007", "2026Q9"), "did you mean evaluation D-2025-0007 2026Q"),
        (("evalution", "D-2025-0007"), "did you mean evaluation D-2025-0007?"),
        (("D-2025-0070",), "did you mean D-20"),
        (("beverage-rebate@2026-9",), "did you mean beverage-rebate@202"),
        (("zzzzzzzz",), "nothing is known of zzzzzzzz"),
    ],
)
def test_the_unknown_is_told_what_was_meant(words: tuple[str, ...], meant: str) -> None:
    """Exit code 2, and the nearest thing."""
    session = Session(Settings(root=ROOT, out=ROOT / "nothing-built", lang="en"))
    with pytest.raises(click.UsageError) as raised:
        answered(session, judged(), words)
    assert meant in raised.value.message
    assert raised.value.exit_code == exits.USAGE


# --- by the command -----------------------------------------------------------------------------------------------------


def test_the_command(build: Build) -> None:
    """Text or JSON on stdout alone, in the language asked for; what is not known is exit code 2."""
    result = build("explain", "state", "D-2025-0001")
    assert result.stdout.startswith("Lifecycle state · state D-2025-0001\n")
    assert result.exit_code == exits.OK
    assert "as of 2026-10-20" in result.stderr
    assert build("explain", "state", "D-2025-0001", "--lang", "zh").stdout.startswith(
        "生命周期状态 · state D-2025-0001\n"
    )
    assert json.loads(build("explain", "D-2025-0001", "--format", "json").stdout)["kind"] in ("figure", "list")
    assert json.loads(build("explain", "YML002", "--format", "json").stdout)["code"] == "YML002"
    assert build("explain", "state", "D-2025-0099").exit_code == exits.USAGE
    assert build("explain").exit_code == exits.USAGE


def test_what_it_can_be_asked_stands_in_its_help(build: Build) -> None:
    """Each form of a question is in the help, in both languages."""
    shown = build("explain", "--help").stdout
    for form in ("CTR101", "evaluation D-2025-0007 2026Q1", "D-2025-0007/2026Q1", "@2026-1", ".pdf"):
        assert form in shown
    assert "一个数" in shown
    assert "a figure" in shown


def git(root: Path, *arguments: str) -> None:
    """Runs git in a workspace, with an author of its own."""
    settings = ("-c", "user.name=a", "-c", "user.email=a@b.c", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *settings, "-C", str(root), *arguments], check=True, capture_output=True)


def test_an_output_tells_what_it_was_made_from(build: Build, root: Path) -> None:
    """What the last run did, the files behind it, and which of them have changed since the commit that it was made from."""
    (root / ".gitignore").write_text("out/\n")
    git(root, "init", "-q")
    git(root, "add", ".")
    git(root, "commit", "-q", "-m", "one")
    assert build("site").exit_code == exits.OK
    path = "site/zh/dealers/D-2025-0001.html"
    found = json.loads(build("explain", path, "--format", "json").stdout)
    since = {row["path"]: row["since"] for row in found["because"]}
    assert (found["why"], found["section"]["state"], since[PROFILE]) == ("new", "published", "the same")
    (root / PROFILE).write_text((root / PROFILE).read_text("utf-8") + "# more\n", "utf-8")
    for asked in (path, f"out/{path}", str(root / "out" / path)):
        rows = json.loads(build("explain", asked, "--format", "json").stdout)["because"]
        assert {row["path"]: row["since"] for row in rows}[PROFILE] == "changed", asked
    assert build("site").exit_code == exits.OK
    rows = json.loads(build("explain", path, "--format", "json").stdout)["because"]
    assert {row["path"]: row["since"] for row in rows}[PROFILE] == "the same", "read as it was, committed or not"


def test_an_output_made_outside_git(build: Build, root: Path) -> None:
    """Its inputs are compared all the same: with the digests that the manifest keeps; where it keeps none, that is said."""
    assert build("site").exit_code == exits.OK
    path = "site/zh/dealers/D-2025-0001.html"
    (root / PROFILE).write_text((root / PROFILE).read_text("utf-8") + "# more\n", "utf-8")
    rows = json.loads(build("explain", path, "--format", "json").stdout)["because"]
    since = {row["path"]: row["since"] for row in rows}
    assert since.pop(PROFILE) == "changed"
    assert {*since.values()} <= {"the same"}
    (root / PROFILE).unlink()
    assert '"gone"' in build("explain", path, "--format", "json").stdout
    manifest = root / "out/.manifests/site.json"
    kept = json.loads(manifest.read_bytes())
    manifest.write_text(json.dumps(kept | {"inputs": {}}, ensure_ascii=False), "utf-8")
    shown = build("explain", path).stdout
    assert "outside git" in shown
    assert "not known" in shown


def test_data_cannot_forge_an_answer() -> None:
    """A line break in what an answer quotes is shown, not obeyed."""
    answer = Answer(Text("a\nb"), facts=((Text("c"), Text("d\ne")),), notes=(Text("f\u2028g"),))
    assert lines(answer) == ["a\\nb", "  c  d\\ne", "", "f\\u2028g"]
