"""`new` asks on a terminal: field by field, in both languages, list by list, each answer checked; else its arguments say all."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from stdnum.cn import uscc

from tests.workspace import workspace
from toolkit.cli import editing, exits, main
from toolkit.cli.commands import new

CODE = "91330106MA2K00001"
CODE += uscc.calc_check_digit(CODE)
DEALER = f"name=甲商贸有限公司 short_name=甲 uscc={CODE} region=330106".split()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return workspace(tmp_path / "workspace")


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody sits before a terminal."""
    for module in (new, editing):
        monkeypatch.setattr(module, "on_terminal", lambda: True)


def run(root: Path, *arguments: str, answers: str | None = None, lang: str = "en") -> Result:
    """Runs a command on the workspace, with what somebody types."""
    return CliRunner().invoke(main, ["--root", str(root), "--lang", lang, *arguments], input=answers)


def files(root: Path) -> dict[Path, bytes]:
    """Everything in the workspace."""
    return {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}


def made(root: Path, kind: str = "dealers/*/profile.yaml") -> str:
    """The newest record of a kind, without the comments that say what its fields are."""
    text = max(root.glob(kind)).read_text("utf-8")
    return "\n".join(line for line in text.splitlines() if not line.startswith("#"))


ACCOUNT = "甲商贸有限公司\n杭州银行\n0571\n\n"
NO_LISTS = "\n" * 7
"""Licences, contacts, warehouses, team, vehicles, other brands and segments left empty."""


@pytest.mark.usefixtures("terminal")
def test_lists_are_asked_until_an_empty_answer(root: Path) -> None:
    """Accounts, transitions and the approvals inside them; the file holds what was said, and nothing of what was skipped."""
    approvals = "SA\nS-2025-0001\n2026-04-03\n\n"
    move = f"2026-04-03\n淘汰\n已书面说明\nput in writing\npolite_letter\n\n\n{approvals}"
    answers = f"甲\n330106\n{ACCOUNT}{ACCOUNT.replace('0571', '0574')}\n{NO_LISTS}{move}\ny\n"
    done = run(root, "new", "dealer", "name=甲商贸有限公司", answers=answers)
    assert done.exit_code == exits.OK, done.stderr
    held = made(root)
    assert [held.count(text) for text in ('number: "0571"', 'number: "0574"', "to: rejected")] == [1, 1, 1]
    assert "reason: {zh: 已书面说明, en: put in writing}" in held
    assert 'approvals:\n      - {role: SA, staff: S-2025-0001, date: "2026-04-03"}' in held
    assert "licences:" not in held
    assert run(root, "check").exit_code == exits.OK


@pytest.mark.usefixtures("terminal")
def test_what_is_wrong_is_asked_again_at_once(root: Path) -> None:
    """A place that is none, a day that is none, a state that is none: each is told and asked again."""
    answers = f"甲\n西湖\n330106\n\n{NO_LISTS}2026-13-01\n2026-04-03\nnowhere\nlead\n" + "\n" * 6
    done = run(root, "new", "dealer", "name=甲商贸有限公司", "--dry-run", answers=answers)
    assert done.exit_code == exits.OK, done.stderr
    told = [line.strip() for line in done.stderr.splitlines() if "✗" in line]
    assert len(told) == 3, told
    assert told[0] == "✗ there is no 西湖"
    assert "2026-13-01" in told[1]
    assert "nowhere" in told[2]
    assert '- {date: "2026-04-03", to: lead}' in done.stderr


@pytest.mark.usefixtures("terminal")
def test_words_are_asked_in_both_languages(root: Path) -> None:
    """The English after the Chinese; left empty, the Chinese stands alone. A day is offered that Enter takes."""
    for english, written in (("Post", "post: {zh: 岗位, en: Post}"), ("", "post: 岗位")):
        done = run(root, "new", "staff", "department=SA", "--dry-run", answers=f"岗位\n{english}\n\n")
        assert done.exit_code == exits.OK, done.stderr
        assert written in done.stderr
        assert "since: 2026-10-20" in done.stderr.replace('"', "")


@pytest.mark.usefixtures("terminal")
@pytest.mark.parametrize("typed", ["", "甲\n", "甲\n330106\n甲商贸\n杭州"])
def test_giving_up_writes_nothing(root: Path, typed: str) -> None:
    """An end of the input, or Ctrl-C, at any question leaves every file as it was."""
    before = files(root)
    done = run(root, "new", "dealer", "name=甲商贸有限公司", answers=typed)
    assert done.exit_code != exits.OK
    assert files(root) == before


@pytest.mark.usefixtures("terminal")
def test_what_is_skipped_makes_it_unfinished(root: Path) -> None:
    """A needed field that got no answer ends nothing: the record is kept as unfinished, if that is wanted."""
    answers = f"\n330106\n\n{NO_LISTS}\ndraft=true\ny\n"
    done = run(root, "new", "dealer", "name=甲商贸有限公司", answers=answers)
    assert done.exit_code == exits.OK, done.stderr
    assert made(root).endswith("draft: true")


@pytest.mark.usefixtures("terminal")
def test_a_refusal_loses_no_answer(root: Path) -> None:
    """What a check refuses is mended field by field; an empty answer gives up, and nothing is written."""
    answers = f"甲\n330106\n\n{NO_LISTS}2026-04-03\n淘汰\n已说明\n\n" + "\n" * 5
    before = files(root)
    assert run(root, "new", "dealer", "name=甲商贸有限公司", answers=f"{answers}\n").exit_code == exits.PROBLEMS
    assert files(root) == before
    mended = (
        "transitions[1].documents=polite_letter\ntransitions[1].nothing=x\n"
        "transitions[1].approvals[+].role=SA\ntransitions[1].approvals[1].staff=S-2025-0001\n"
        "transitions[1].approvals[1].date=2026-04-03\ny\n"
    )
    done = run(root, "new", "dealer", "name=甲商贸有限公司", answers=answers + mended)
    assert done.exit_code == exits.OK, done.stderr
    assert "there is no field transitions[1].nothing" in done.stderr
    assert "documents: [polite_letter]" in made(root)


def test_arguments_say_all_without_a_terminal(root: Path) -> None:
    """Lists too, by `[+]` and by number; what is wrong is told and nothing is written."""
    lists = ("transitions[+].date=2026-04-03", "transitions[1].to=lead", "bank_accounts[0571].bank=杭州银行")
    done = run(
        root, "new", "dealer", *DEALER, *lists, "bank_accounts[0571].account_name=甲商贸有限公司", "--draft", "--yes"
    )
    assert done.exit_code == exits.OK, done.stderr
    assert '- {date: "2026-04-03", to: lead}' in made(root)
    assert 'number: "0571"' in made(root)
    before = files(root)
    wrong = run(root, "new", "dealer", *DEALER[:1], "transitions[+].to=nowhere", "--draft", "--yes")
    assert (wrong.exit_code, files(root)) == (exits.PROBLEMS, before)


def test_a_first_contract_has_its_number(root: Path) -> None:
    """By the brand code of the company, an unfinished one too; without it the missing number is an error, no crash."""
    done = run(root, "new", "contract", "dealer=D-2025-0001", "--draft", "--yes")
    assert done.exit_code == exits.OK, done.stderr
    assert re.fullmatch(r"dealers/D-2025-0001/contracts/[A-Z]{2,8}-JX-2026-0001\.yaml\n", done.stdout)
    company = root / "content/company.yaml"
    text = company.read_text("utf-8")
    again = ("new", "contract", "dealer=D-2025-0001", "--draft", "--dry-run")
    (root / done.stdout.strip()).unlink()
    company.write_text("draft: true\n" + re.sub("(?m)^legal_name.*\n", "", text), "utf-8")
    assert run(root, *again).exit_code == exits.OK
    company.write_text("draft: true\n" + re.sub("(?m)^(?:legal_name|brand_code).*\n", "", text), "utf-8")
    refused = run(root, *again)
    assert (refused.exit_code, "contract_no" in refused.stderr) == (exits.PROBLEMS, True)


def test_contracts_that_cannot_be_made_are_explained(root: Path) -> None:
    """Nobody with finished terms: what to do first is said, instead of a bare zero."""
    done = run(root, "contract")
    assert (done.exit_code, "finish the profiles" in done.stderr) == (exits.OK, True), done.stderr
