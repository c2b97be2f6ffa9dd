"""Tables as people keep them: each oddity is read as it was meant and told, or refused at its cell; nothing goes in half."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
import xlsxwriter
from click.testing import CliRunner, Result
from stdnum.cn import uscc
from xlsxwriter.worksheet import Worksheet

from tests.workspace import files, workspace
from toolkit.cli import exits, main

MAPPING = """\
name: 名单
kind: dealer
match: uscc
draft: true
empty: [/, 待补]
columns:
  - {heading: 公司全称, field: name}
  - {heading: 简称, field: short_name}
  - {heading: 税号, field: uscc}
  - {heading: 所在区县, field: region}
  - {heading: 开始合作, field: cooperation_since}
  - {heading: 开户银行, field: bank_accounts.bank}
  - {heading: 户名, field: bank_accounts.account_name}
  - {heading: 银行账号, field: bank_accounts.number}
"""
ORDERS = """\
name: 采购单
kind: supply-order
sheet: 明细
head_row: 3
columns:
  - {heading: 单号, field: id}
  - {heading: 日期, field: date, dates: day_first}
  - {heading: 价税合计, field: amount, unit: ten_thousand}
  - {heading: 到货, field: promised}
values: [{field: tax, value: incl}]
"""
HEAD = ["公司全称", "简称", "税号", "所在区县", "开始合作", "户名", "开户银行", "银行账号"]
Fill = Callable[[Worksheet], None]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A workspace with two mappings."""
    mappings = {"content/imports/own-list.yaml": MAPPING, "content/imports/orders.yaml": ORDERS}
    return workspace(tmp_path / "workspace", **mappings)


def run(root: Path, *arguments: str) -> Result:
    """Runs a command on the workspace, in English."""
    return CliRunner().invoke(main, ["--root", str(root), "--lang", "en", *arguments])


def code(number: int) -> str:
    """An invented credit code with a right check character."""
    first = f"91330106MA2K{number:05}"
    return first + uscc.calc_check_digit(first)


def row(number: int, region: str = "330106") -> list[str]:
    """One dealer with one account."""
    name = f"甲{number}商贸有限公司"
    return [name, f"甲{number}", code(number), region, "2019-03-01", name, "杭州银行", f"33{number:08}"]


def profiles(root: Path) -> dict[str, str]:
    """The profiles by dealer."""
    return {path.parent.name: path.read_text("utf-8") for path in sorted((root / "dealers").glob("*/profile.yaml"))}


def book(path: Path, fill: Fill, head: list[str] = HEAD, options: dict[str, object] | None = None) -> str:
    """A workbook with one sheet that a function fills below the head."""
    with xlsxwriter.Workbook(str(path), options or {}) as made:
        sheet = made.add_worksheet("名单")
        sheet.write_row(0, 0, head)
        fill(sheet)
    return str(path)


def imported(root: Path, file: str, *more: str, mapping: str = "own-list") -> Result:
    """Imports a file with a mapping of the workspace."""
    return run(root, "import", file, "--mapping", mapping, "--yes", *more)


def refused(root: Path, file: str, *words: str, mapping: str = "own-list", more: tuple[str, ...] = ()) -> None:
    """The import is refused with these words, and no file of the workspace is another."""
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    done = imported(root, file, *more, mapping=mapping)
    assert done.exit_code == exits.PROBLEMS, done.stderr
    assert [word for word in words if word not in done.stderr] == [], done.stderr
    assert {path: path.read_bytes() for path in root.rglob("*") if path.is_file()} == before


def test_a_mapping_of_the_workspace_names_the_kind(root: Path, tmp_path: Path) -> None:
    """`import FILE --mapping ID` is enough; another kind, an unknown id and no mapping at all are usage."""
    file = book(tmp_path / "n.xlsx", lambda sheet: sheet.write_row(1, 0, row(1)))
    assert imported(root, file).exit_code == exits.OK
    for arguments in (["dealr", file], [file], ["outlet", file, "--mapping", "own-list"], [file, "--mapping", "own"]):
        assert run(root, "import", *arguments).exit_code == exits.USAGE
    assert "did you mean own-list" in run(root, "import", file, "--mapping", "own-lst").stderr


def test_the_same_table_twice_changes_nothing(root: Path, tmp_path: Path) -> None:
    """Records are known by the field that the mapping names, unfinished ones too; a changed cell changes that record."""
    file = book(tmp_path / "n.xlsx", lambda sheet: (sheet.write_row(1, 0, row(1)), sheet.write_row(2, 0, row(2)))[0])
    assert imported(root, file).exit_code == exits.OK
    before = profiles(root)
    again = imported(root, file)
    assert (again.exit_code, "nothing to change" in again.stderr, profiles(root)) == (exits.OK, True, before)
    changed = book(tmp_path / "m.xlsx", lambda sheet: sheet.write_row(1, 0, [row(1)[0], "新甲", *row(1)[2:]]))
    assert imported(root, changed).exit_code == exits.OK
    after = profiles(root)
    assert (len(after), [name for name in after if after[name] != before[name]]) == (
        len(before),
        [max(after)[:-1] + "1"],
    )


def test_merged_cells_are_one_dealer(root: Path, tmp_path: Path) -> None:
    """A dealer merged over the rows of its accounts is one dealer with those accounts; a region merged over dealers is each one's."""

    def fill(sheet: Worksheet) -> None:
        sheet.write_row(1, 0, row(1))
        for column in range(5):
            sheet.merge_range(1, column, 2, column, row(1)[column])
        sheet.write_row(2, 5, ["甲1", "宁波银行", "0574"])
        for place in (3, 4):
            sheet.write_row(place, 0, row(place))
        sheet.merge_range(3, 3, 4, 3, "330106")

    done = imported(root, book(tmp_path / "n.xlsx", fill))
    assert done.exit_code == exits.OK, done.stderr
    first, second, third = list(profiles(root).values())[-3:]
    assert (first.count("account_name"), first.count('number: "0574"')) == (2, 1)
    assert 'region: "330106"' in second
    assert 'region: "330106"' in third
    assert "名单 › D5: note: a merged cell" in done.stderr


def test_a_cell_merged_across_columns_is_refused(root: Path, tmp_path: Path) -> None:
    """Nobody knows whose value it is."""

    def fill(sheet: Worksheet) -> None:
        sheet.write_row(1, 0, row(1))
        sheet.merge_range(1, 0, 1, 1, "甲商贸")

    refused(
        root,
        book(tmp_path / "n.xlsx", fill),
        "n.xlsx › 名单 › A2: error: a merged cell runs over several",
        "unmerge it",
    )


def test_a_hidden_sheet_is_not_read(root: Path, tmp_path: Path) -> None:
    """The first sheet that people see holds the records; the hidden one is named."""
    path = tmp_path / "n.xlsx"
    with xlsxwriter.Workbook(str(path)) as made:
        old, sheet = made.add_worksheet("旧"), made.add_worksheet("新")
        for each, number in ((old, 9), (sheet, 1)):
            each.write_row(0, 0, HEAD)
            each.write_row(1, 0, row(number))
        sheet.activate()
        sheet.set_first_sheet()
        old.hide()
    done = imported(root, str(path))
    assert done.exit_code == exits.OK, done.stderr
    assert "n.xlsx › 旧: warning: the hidden sheet “旧” was not read [EDT156]" in done.stderr
    assert [name for name, text in profiles(root).items() if "甲9" in text] == []


def test_numbers_that_are_days_and_digits_of_another_width(root: Path, tmp_path: Path) -> None:
    """Serial numbers, eight digits, full-width digits and stray blanks are read and told."""

    def fill(sheet: Worksheet) -> None:
        wide = code(1).translate(str.maketrans("0123456789", "０１２３４５６７８９"))
        sheet.write_row(1, 0, [f" {row(1)[0]}\u3000", "甲1 ", wide, "330106", 43525, "甲1", " 杭州银行", "0571 "])
        sheet.write_row(2, 0, [*row(2)[:4], 20190301, *row(2)[5:]])

    done = imported(root, book(tmp_path / "n.xlsx", fill))
    assert done.exit_code == exits.OK, done.stderr
    first, second = list(profiles(root).values())[-2:]
    assert f'name: {row(1)[0]}\nshort_name: 甲1\nuscc: "{code(1)}"' in first
    assert (first.count('"2019-03-01"'), second.count('"2019-03-01"')) == (1, 1)
    assert '{account_name: 甲1, bank: 杭州银行, number: "0571"}' in first
    assert "“43525” is read as 2019-03-01 [EDT151]" in done.stderr
    assert "“20190301” is read as 2019-03-01" in done.stderr


def test_a_day_that_could_be_two_is_refused(root: Path, tmp_path: Path) -> None:
    """Unless the mapping says in which order the column writes it."""
    file = book(tmp_path / "n.xlsx", lambda sheet: sheet.write_row(1, 0, [*row(1)[:4], "3/4/2026", *row(1)[5:]]))
    refused(
        root,
        file,
        "n.xlsx › 名单 › E2: error: “3/4/2026” does not tell day, month and year apart [EDT152]",
        "dates: day_first or month_first",
    )
    path = root / "content/imports/own-list.yaml"
    path.write_text(
        path.read_text("utf-8").replace("cooperation_since}", "cooperation_since, dates: day_first}"), "utf-8"
    )
    assert imported(root, file).exit_code == exits.OK
    assert 'cooperation_since: "2026-04-03"' in list(profiles(root).values())[-1]


def test_a_number_of_days_counted_from_1904_is_refused(root: Path, tmp_path: Path) -> None:
    """Such a file's mere numbers are other days; its date cells are days."""
    bare = [*row(1)[:4], 43525, *row(1)[5:]]
    file = book(tmp_path / "n.xlsx", lambda sheet: sheet.write_row(1, 0, bare), options={"date_1904": True})
    refused(root, file, "n.xlsx › 名单 › E2: error: this file counts days from 1904", "format the cell as a date")


@pytest.mark.parametrize(
    ("formula", "value", "words"),
    [("=1/0", "#DIV/0!", "the formula has an error"), ('=""', "", "the formula has no value")],
)
def test_a_formula_without_a_value_is_refused(root: Path, tmp_path: Path, formula: str, value: str, words: str) -> None:
    """One with a value is read as that value, and told."""

    def fill(sheet: Worksheet, result: str = value) -> None:
        sheet.write_row(1, 0, row(1))
        sheet.write_formula(1, 1, formula, None, result)

    refused(root, book(tmp_path / "n.xlsx", fill), f"n.xlsx › 名单 › B2: error: {words}", "paste the cells as values")
    done = imported(root, book(tmp_path / "m.xlsx", lambda sheet: fill(sheet, "甲一")))
    assert (done.exit_code, "B2: note: a formula" in done.stderr) == (exits.OK, True)


def test_formulas_in_text_tables_are_refused(root: Path, tmp_path: Path) -> None:
    """A CSV cell that begins with an equals sign is no value; ="0571" is how programs keep a number's zeros."""
    good, bad = tmp_path / "good.csv", tmp_path / "bad.csv"
    cells = row(1)
    good.write_text("\n".join((",".join(HEAD), ",".join([*cells[:7], '"=""0571"""']))), "utf-8")
    bad.write_text("\n".join((",".join(HEAD), ",".join([*cells[:7], "=A1&B1"]))), "utf-8")
    refused(root, str(bad), "bad.csv › H2: error: this is a formula, no value")
    done = imported(root, str(good))
    assert done.exit_code == exits.OK, done.stderr
    assert 'number: "0571"' in list(profiles(root).values())[-1]


def test_names_of_places_are_read_where_they_are_one(root: Path, tmp_path: Path) -> None:
    """西湖区 of one city becomes its code; of several it is refused with all of them."""
    file = book(tmp_path / "n.xlsx", lambda sheet: sheet.write_row(1, 0, row(1, "杭州市西湖区")))
    done = imported(root, file)
    assert (done.exit_code, "is read as 330106" in done.stderr) == (exits.OK, True), done.stderr
    more = "360000,,province,江西省,江西,jiangxi\n360100,360000,prefecture,南昌市,南昌,nanchang\n360103,360100,county,西湖区,西湖,xihu\n"
    divisions = root / "content/divisions/2025-12.csv"
    divisions.write_text(files()["content/divisions/2025-12.csv"] + more, "utf-8")
    again = book(tmp_path / "m.xlsx", lambda sheet: sheet.write_row(1, 0, row(2, "西湖区")))
    refused(
        root,
        again,
        "m.xlsx › 名单 › D2: error: “西湖区” is more than one: 330106",
        "360103",
        "write the id or the full name",
    )


def orders(path: Path, *rows: list[object], head: tuple[str, ...] = ("单号", "日期", "价税合计", "到货")) -> str:
    """Purchases with a title above and the head in row 3."""
    with xlsxwriter.Workbook(str(path)) as made:
        made.add_worksheet("汇总").write_string(0, 0, "见明细")
        sheet = made.add_worksheet("明细")
        sheet.write_string(0, 0, "采购明细表")
        sheet.write_row(2, 0, head)
        day = made.add_format({"num_format": "dd/mm/yyyy"})
        for place, cells in enumerate(rows, 3):
            for column, cell in enumerate(cells):
                if isinstance(cell, datetime):
                    sheet.write_datetime(place, column, cell, day)
                else:
                    sheet.write(place, column, cell)
    return str(path)


WHICH = ("--value", "dealer=D-2025-0001", "--value", "quarter=2026Q4")


def test_units_and_separators_of_amounts(root: Path, tmp_path: Path) -> None:
    """The mapping's unit, thousands separators and full-width commas, days in the mapping's order: read, told, and written in yuan."""
    rows = (["A1", "31/10/2026", 126.05, "2026-11-01"], ["A2", datetime(2026, 10, 1), "1,260", "2026.11.2"])  # noqa: DTZ001
    done = imported(
        root,
        orders(tmp_path / "o.xlsx", *rows, ["A3", "1/10/2026", "１，２６０．５", "2026/11/3"]),
        *WHICH,
        mapping="orders",
    )
    assert done.exit_code == exits.OK, done.stderr
    text = (root / "dealers/D-2025-0001/orders/2026Q4.csv").read_text("utf-8").splitlines()
    assert [line.split(",")[:4] for line in text[1:]] == [
        ["A1", "2026-10-31", "1260500.00", "incl"],
        ["A2", "2026-10-01", "12600000.00", "incl"],
        ["A3", "2026-10-01", "12605000.00", "incl"],
    ]
    assert "“126.05” is read as 1260500" in done.stderr
    assert "the sheet “汇总” was not read [EDT153]" in done.stderr


@pytest.mark.parametrize(
    ("heading", "cell", "amount"),
    [
        ("金额（万元）", 126, "1260000.00"),
        ("金额(元)", 126, "126.00"),
        ("金额", "126万", "1260000.00"),
        ("金额", "¥1.26亿元", "126000000.00"),
        ("金额（必填）", "1,260.50", "1260.50"),
    ],
)
def test_a_unit_in_a_heading_or_a_cell_is_never_dropped(
    root: Path, tmp_path: Path, heading: str, cell: object, amount: str
) -> None:
    """Without a mapping, too, 万元 are ten thousand yuan."""
    head = ("订单号", "下单日", heading, "约定到货日")
    file = orders(tmp_path / "o.xlsx", ["A1", "2026-10-02", cell, "2026-11-01"], head=head)
    done = run(
        root,
        "import",
        "supply-order",
        file,
        *WHICH,
        "--value",
        "tax=incl",
        "--sheet",
        "明细=supply-order",
        "--sheet",
        "汇总=-",
        "--yes",
    )
    assert done.exit_code == exits.OK, done.stderr
    assert f"A1,2026-10-02,{amount},incl" in (root / "dealers/D-2025-0001/orders/2026Q4.csv").read_text("utf-8")


@pytest.mark.parametrize(
    ("heading", "cell", "words"),
    [
        (
            "金额（箱）",
            126,
            "C3: error: what “箱” in the heading “金额（箱）” does to its numbers is not known [EDT145]",
        ),
        ("金额（万元）", "126万", "C4: error: the column says a unit, and the cell says one more"),
        ("金额", "126 万 5", "C4: error"),
        ("金额", "1.260,50", "C4: error"),
    ],
)
def test_a_number_that_nobody_can_mean_is_refused(
    root: Path, tmp_path: Path, heading: str, cell: object, words: str
) -> None:
    """An unknown unit, a unit twice, another country's separators: refused at the cell."""
    file = orders(tmp_path / "o.xlsx", ["A1", "2026-10-02", cell, "2026-11-01"], head=("单号", "日期", heading, "到货"))
    more = (*WHICH, "--column", f"{heading}=amount")
    refused(root, file, f"o.xlsx › 明细 › {words}", mapping="orders", more=more)


def test_a_table_that_is_not_the_mappings_is_refused(root: Path, tmp_path: Path) -> None:
    """A missing sheet is told with those that there are; a column that the mapping names and the table lacks is told."""
    file = book(tmp_path / "n.xlsx", lambda sheet: sheet.write_row(1, 0, row(1)))
    refused(
        root,
        file,
        "there is no sheet “明细”, which the mapping names [EDT155]",
        "the file has: 名单",
        mapping="orders",
        more=WHICH,
    )
    short = book(tmp_path / "m.xlsx", lambda sheet: sheet.write_row(1, 0, row(1)[:7]), HEAD[:7])
    assert (
        "the head has no column “银行账号”, which the mapping names [EDT146]"
        in run(root, "import", short, "--mapping", "own-list", "--dry-run").stderr
    )
    wrong = run(root, "import", file, "--mapping", "own-list", "--sheet", "名单=nolist", "--yes")
    assert (wrong.exit_code, "nolist, which is no list [EDT157]" in wrong.stderr) == (exits.PROBLEMS, True)


def test_a_new_person_is_never_written_into_git(root: Path, tmp_path: Path) -> None:
    """The sample's invented people lie in git; a person who comes in goes to the private file."""
    sample = root / "private.sample/contacts.yaml"
    sample.parent.mkdir()
    sample.write_text("contacts: [{id: C-2000-0001, name: 某某, purpose: 联络, legal_basis: contract}]\n", "utf-8")
    before = sample.read_bytes()
    done = run(root, "new", "contact", "name=赵一", "purpose=订货", "legal_basis=contract", "--yes")
    assert done.exit_code == exits.OK, done.stderr
    assert (sample.read_bytes(), "赵一" in (root / "private/contacts.yaml").read_text("utf-8")) == (before, True)


@pytest.mark.parametrize(
    ("head", "rows", "told"),
    [
        (
            HEAD,
            [row(1), ["乙", *row(1)[1:]]],
            "3: error: the record D-2026-0001 stands twice (also at n.xlsx › 名单 › 2) [EDT162]",
        ),
        ([*HEAD[:7], "name"], [row(1)], "H1: error: two columns are one field, name [EDT143]"),
        ([*HEAD, "印象"], [[*row(1), "好"]], "I1: error: unknown column “印象” [EDT142]"),
        (["一", "二"], [["甲", "乙"]], "1: error: no head was found in the first 20 rows [EDT144]"),
    ],
)
def test_what_is_wrong_with_a_table_has_its_code(
    root: Path, tmp_path: Path, head: list[str], rows: list[list[str]], told: str
) -> None:
    """A record twice, a field twice, a column that nobody knows, no head at all: each at its cell."""

    def fill(sheet: Worksheet) -> None:
        for place, cells in enumerate(rows, 1):
            sheet.write_row(place, 0, cells)

    refused(root, book(tmp_path / "n.xlsx", fill, head), f"n.xlsx › 名单 › {told}")


def test_a_row_that_says_the_same_again_adds_nothing(root: Path, tmp_path: Path) -> None:
    """The record stands once, with its account once; another account in a repeated row is added."""
    again = [*row(1)[:5], "甲1商贸有限公司", "宁波银行", "0574"]
    rows = (row(1), row(1), again)

    def fill(sheet: Worksheet) -> None:
        for place, cells in enumerate(rows, 1):
            sheet.write_row(place, 0, cells)

    assert imported(root, book(tmp_path / "n.xlsx", fill)).exit_code == exits.OK
    assert list(profiles(root).values())[-1].count("account_name") == 2


def test_sheets_of_lists_name_their_record(root: Path, tmp_path: Path) -> None:
    """One that names none is told; a workbook of another kind is refused; a file that is no table is told."""
    path = tmp_path / "n.xlsx"
    with xlsxwriter.Workbook(str(path)) as made:
        sheet, accounts = made.add_worksheet("名单"), made.add_worksheet("付款账户")
        sheet.write_row(0, 0, HEAD)
        sheet.write_row(1, 0, row(1))
        accounts.write_row(0, 0, ["所属记录", "户名", "开户行", "账号"])
        accounts.write_row(1, 0, ["没有这家", "甲", "杭州银行", "1"])
    refused(root, str(path), "n.xlsx › 付款账户 › 2: error: there is no record “没有这家” [EDT161]")
    other = str(tmp_path / "staff.xlsx")
    assert run(root, "export", "staff", "--to", other).exit_code == exits.OK
    refused(root, other, "holds records of the kind staff, not dealer [EDT154]")
    (tmp_path / "x.xlsx").write_bytes(b"PK\x03\x04broken")
    refused(root, str(tmp_path / "x.xlsx"), "[EDT141]")


def test_a_mapping_is_begun_from_a_head(root: Path, tmp_path: Path) -> None:
    """What is known is filled in, what is not stands as a comment with the nearest field; the workspace stays right, nothing is imported."""
    head = ["公司\n全称", "简称", "开户行", "所在区县"]
    file = book(tmp_path / "n.xlsx", lambda sheet: sheet.write_row(1, 0, ["甲", "甲", "杭州银行", "330106"]), head)
    before = profiles(root)
    assert "--new-mapping" in run(root, "import", "dealer", file).stderr
    done = run(root, "import", "dealer", file, "--new-mapping", "mine", "--yes")
    assert done.exit_code == exits.OK, done.stderr
    lines = (root / "content/imports/mine.yaml").read_text("utf-8").splitlines()
    assert '  - {heading: "简称", field: "short_name"}' in lines
    assert '#  - {heading: "开户行", field: "?"}  # bank_accounts.bank?' in lines
    assert '#  - {heading: "所在区县", field: "?"}  # warehouses.region?' in lines
    assert (profiles(root), run(root, "check").exit_code) == (before, exits.OK)
    assert run(root, "import", "dealer", file, "--new-mapping", "mine", "--yes").exit_code == exits.PROBLEMS
