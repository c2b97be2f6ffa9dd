"""`import` and `export`: tables become records, all or nothing, and everything wrong is told at its cell."""

from __future__ import annotations

from pathlib import Path

import pytest
import xlsxwriter
from click.testing import CliRunner, Result
from stdnum.cn import uscc

from tests.workspace import workspace
from toolkit.cli import exits, main

HEAD = ("名称", "简称", "统一社会信用代码", "所在地", "合作始于", "中小企业")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return workspace(tmp_path / "workspace")


def run(root: Path, *arguments: str) -> Result:
    """Runs a command on the workspace, in English."""
    return CliRunner().invoke(main, ["--root", str(root), "--lang", "en", *arguments])


def code(number: int) -> str:
    """An invented credit code with a right check character."""
    first = f"91330106MA2K{number:05}"
    return first + uscc.calc_check_digit(first)


def csv_file(path: Path, *rows: tuple[str, ...], head: tuple[str, ...] = HEAD) -> Path:
    """Writes a table as people save it: with a byte-order mark and CRLF."""
    path.write_text("\r\n".join(",".join(row) for row in (head, *rows)), "utf-8-sig", newline="")
    return path


def profiles(root: Path) -> dict[str, str]:
    """The profiles of a workspace by dealer."""
    return {path.parent.name: path.read_text("utf-8") for path in sorted((root / "dealers").glob("*/profile.yaml"))}


def test_thirty_dealers_in_one_file(root: Path, tmp_path: Path) -> None:
    """Half-filled as drafts: thirty folders, ids that follow on, and a workspace that check accepts."""
    rows = [(f"新客{n}商贸有限公司", f"新客{n}", code(n), "330106", "2026/3/1", "是") for n in range(30)]
    before = profiles(root)
    done = run(root, "import", "dealer", str(csv_file(tmp_path / "d.csv", *rows)), "--draft", "--yes")
    assert done.exit_code == exits.OK, done.stderr
    after = profiles(root)
    assert len(after) == len(before) + 30
    assert all(after[name] == text for name, text in before.items())
    assert 'cooperation_since: "2026-03-01"' in after[max(after)]
    assert "draft: true" in after[max(after)]
    assert "is read as 2026-03-01 (and 29 more)" in done.stderr
    assert run(root, "check").exit_code == exits.OK


def test_one_wrong_cell_and_nothing_is_written(root: Path, tmp_path: Path) -> None:
    """All that is wrong is told together, with file, column and row; the sound row is not written either."""
    rows = (
        ("甲商贸有限公司", "甲", code(1), "330106", "2026-03-01", "是"),
        ("乙商贸有限公司", "乙", "91330106MA2K00002X", "330106", "2026-02-30", "也许"),
    )
    before = profiles(root)
    done = run(root, "import", "dealer", str(csv_file(tmp_path / "d.csv", *rows)), "--draft", "--yes")
    assert done.exit_code == exits.PROBLEMS
    assert profiles(root) == before
    assert all(f"d.csv › {cell}: error" in done.stderr for cell in ("C3", "E3", "F3")), done.stderr


def test_without_draft_what_is_missing_is_an_error(root: Path, tmp_path: Path) -> None:
    """At the row that lacks it."""
    row = ("甲商贸有限公司", "甲", code(1), "330106", "2026-03-01", "是")
    done = run(root, "import", "dealer", str(csv_file(tmp_path / "d.csv", row)), "--yes")
    assert done.exit_code == exits.PROBLEMS
    assert "d.csv › 2: error: the required field transitions" in done.stderr


def test_an_unknown_column_is_never_dropped_silently(root: Path, tmp_path: Path) -> None:
    """It is told with its cell, until somebody says what it is or that it is not wanted."""
    row = ("甲商贸有限公司", "甲", code(1), "330106", "2026-03-01", "是", "好")
    file = str(csv_file(tmp_path / "d.csv", row, head=(*HEAD, "印象")))
    done = run(root, "import", "dealer", file, "--draft", "--yes")
    assert (done.exit_code, "d.csv › G1: error: unknown column “印象”" in done.stderr) == (exits.PROBLEMS, True)
    assert run(root, "import", "dealer", file, "--draft", "--yes", "--column", "印象=-").exit_code == exits.OK


def test_a_mapping_file_reads_a_companys_own_table(root: Path, tmp_path: Path) -> None:
    """Headings, words and shared values as data."""
    mapping = tmp_path / "map.yaml"
    mapping.write_text(
        'kind: dealer\ncolumns:\n  - {heading: 客户, field: name}\n  - {heading: 备注, field: "-"}\n'
        "  - {heading: 主体类型, field: entity_type, words: [{word: 个体, means: sole_trader}]}\n"
        'values: [{field: region, value: "330106"}]\n',
        "utf-8",
    )
    file = csv_file(tmp_path / "d.csv", ("丙经营部", "丙", "个体", "x"), head=("客户", "简称", "主体类型", "备注"))
    done = run(root, "import", "dealer", str(file), "--mapping", str(mapping), "--draft", "--yes")
    assert done.exit_code == exits.OK, done.stderr
    assert 'entity_type: sole_trader\nregion: "330106"\n' in profiles(root)[max(profiles(root))]


def test_a_workbook_as_people_make_them(root: Path, tmp_path: Path) -> None:
    """A title above, totals below, a hidden row, a formula, days as days, repeated rows for accounts; each is told."""
    path = tmp_path / "客户.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("客户")
        sheet.write_string(0, 0, "客户清单")
        sheet.write_row(2, 0, ["名称", "简称", "所在地", "付款账户·户名", "付款账户·开户行", "付款账户·账号"])
        sheet.write_row(3, 0, ["甲商贸有限公司", "", 330106, "甲", "杭州银行", "0571"])
        sheet.write_formula(3, 1, '="甲"', None, "甲")
        sheet.write_row(4, 3, ["甲", "宁波银行", "0574"])
        sheet.write_row(5, 0, ["乙商贸有限公司", "乙", 330106])
        sheet.set_row(5, None, None, {"hidden": True})
        sheet.write_row(6, 0, ["合计", "2"])
    done = run(root, "import", "dealer", str(path), "--draft", "--yes")
    assert done.exit_code == exits.OK, done.stderr
    assert [text for text in ("a formula", "a hidden row", "a row of totals") if text not in done.stderr] == []
    first, second = (text for _, text in sorted(profiles(root).items())[-2:])
    assert 'number: "0571"' in first
    assert 'number: "0574"' in first
    assert "short_name: 甲\n" in first
    assert "bank_accounts" not in second


@pytest.mark.parametrize("data", [b"PK\x03\x04broken", b"\xd0\xcf\x11\xe0old", b"\xff\xfe\x00\x81"])
def test_what_is_no_table_is_told(root: Path, tmp_path: Path, data: bytes) -> None:
    """A broken, old or foreign file is a problem, no traceback."""
    (tmp_path / "x.xlsx").write_bytes(data)
    done = run(root, "import", "dealer", str(tmp_path / "x.xlsx"))
    assert (done.exit_code, "EDT141" in done.stderr) == (exits.PROBLEMS, True)


def test_an_exported_change_is_the_only_change(root: Path, tmp_path: Path) -> None:
    """Export, import: nothing to write; a cell that differs changes its line and keeps the comments."""
    profile = next((root / "dealers").glob("*/profile.yaml"))
    profile.write_text("# 重要客户\n" + profile.read_text("utf-8"), "utf-8")
    target = str(tmp_path / "d.xlsx")
    assert run(root, "export", "dealer", "--to", target).exit_code == exits.OK
    done = run(root, "import", "dealer", target, "--yes")
    assert (done.exit_code, done.stdout, "nothing to change" in done.stderr) == (exits.OK, "", True)
    row = (profile.parent.name, "新简称")
    done = run(root, "import", "dealer", str(csv_file(tmp_path / "d.csv", row, head=("id", "short_name"))), "--yes")
    assert done.exit_code == exits.OK, done.stderr
    assert profile.read_text("utf-8").startswith("# 重要客户\n")
    assert "short_name: 新简称" in profile.read_text("utf-8")


def test_export_writes_over_nothing(root: Path, tmp_path: Path) -> None:
    """A file that is there stays, unless that is asked for; an unknown id or kind is usage."""
    target = tmp_path / "d.xlsx"
    target.write_text("mine", "utf-8")
    assert run(root, "export", "dealer", "--to", str(target)).exit_code == exits.USAGE
    assert target.read_text("utf-8") == "mine"
    assert run(root, "export", "dealer", "--template", "--to", str(target), "--force").exit_code == exits.OK
    assert target.read_bytes().startswith(b"PK")
    assert "did you mean dealer" in run(root, "export", "dealr").stderr
    assert run(root, "export", "dealer", "D-1", "--to", str(tmp_path / "e.xlsx")).exit_code == exits.USAGE


def test_rows_of_a_text_table_are_added_and_changed(root: Path, tmp_path: Path) -> None:
    """Outlets live in a CSV file: a new row is added, a changed one replaced, others stay to the letter."""
    dealer = next(iter(profiles(root)))
    outlets = root / "dealers" / dealer / "outlets.csv"
    outlets.write_text(
        'id,name,type,region,opened\nA-1,"东店",cvs,330106,2024-01-01\nA-2,西店,cvs,330106,2024-01-01\n', "utf-8"
    )
    rows = (("A-2", "西二店", "cvs", "330106", "2024-01-01"), ("A-3", "南店", "便利店", "330106", "2026/1/5"))
    file = csv_file(tmp_path / "o.csv", *rows, head=("id", "name", "type", "region", "opened"))
    done = run(root, "import", "outlet", str(file), "--value", f"dealer={dealer}", "--yes")
    assert done.exit_code == exits.OK, done.stderr
    assert outlets.read_text("utf-8").splitlines()[1:] == [
        'A-1,"东店",cvs,330106,2024-01-01',
        "A-2,西二店,cvs,330106,2024-01-01",
        "A-3,南店,cvs,330106,2026-01-05",
    ]
