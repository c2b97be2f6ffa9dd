"""Bundles and copies: made of other outputs of the run, after them, and never of half of them."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from tests.publish.publish_bench import bundle, copy, data, page, paper, run, stamps_of_files, tree, whys
from toolkit.plan.bundle import BundleJob, Member
from toolkit.publish.report import Report

KIT = (
    paper("contracts/D-1/CT-1.pdf"),
    copy("kits/D-1/contract.pdf", "contracts/D-1/CT-1.pdf"),
    data("kits/D-1/价格表.csv", b"a,b", audience="dealer"),
    bundle("kits/D-1.zip", "kits/D-1/contract.pdf", "kits/D-1/价格表.csv"),
)


def codes(report: Report) -> dict[str, str]:
    return {failure.path: failure.problem.code for failure in report.failed}


def names(out: Path, path: str = "kits/D-1.zip") -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO((out / path).read_bytes())) as archive:
        assert archive.testzip() is None
        return {entry.filename: archive.read(entry) for entry in archive.infolist()}


def test_a_bundle_holds_its_members(out: Path) -> None:
    """The files of the zip are the outputs, byte for byte, whatever section they are from and wherever they stand in the plan."""
    run(out, *reversed(KIT))
    made = tree(out)
    assert names(out) == {
        "contract.pdf": made["contracts/D-1/CT-1.pdf"],
        "价格表.csv": b"a,b",
    }
    assert made["kits/D-1/contract.pdf"] == made["contracts/D-1/CT-1.pdf"]


def test_nothing_of_the_machine_is_in_a_bundle(out: Path) -> None:
    """R8: fixed dates, modes and order; two builds give the same bytes; names are UTF-8."""
    run(out, *KIT)
    run(out.with_name("again"), *KIT)
    assert (out / "kits/D-1.zip").read_bytes() == (out.with_name("again") / "kits/D-1.zip").read_bytes()
    with zipfile.ZipFile(out / "kits/D-1.zip") as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {entry.external_attr >> 16 for entry in archive.infolist()} == {0o100644}
        assert [entry.flag_bits & 0x800 for entry in archive.infolist()] == [0, 0x800]


def test_an_unchanged_bundle_is_not_written_again(out: Path) -> None:
    """Its key is the digest of its members' digests: equal members leave the file as it is, another one makes it anew."""
    run(out, *KIT)
    before = stamps_of_files(out)["kits/D-1.zip"]
    assert whys(run(out, *KIT))["kits/D-1.zip"] == "same"
    assert stamps_of_files(out)["kits/D-1.zip"] == before
    changed = (*KIT[:2], data(KIT[2].path, b"a,c", audience="dealer"), KIT[3])
    assert whys(run(out, *changed))["kits/D-1.zip"] == "changed"
    assert names(out)["价格表.csv"] == b"a,c"


def test_a_member_that_failed_fails_the_bundle(out: Path) -> None:
    """A kit without its contract is not made at all; the other files are."""
    report = run(out, paper("contracts/D-1/CT-1.pdf", "refused"), *KIT[1:], keep_going=True)
    assert codes(report) == {
        "contracts/D-1/CT-1.pdf": "TST001",
        "kits/D-1/contract.pdf": "PUB026",
        "kits/D-1.zip": "PUB026",
    }
    assert set(tree(out, "kits")) == {"kits/D-1/价格表.csv"}


def test_members_are_of_the_same_run(out: Path) -> None:
    """What an earlier run left is not taken: it may be of other data."""
    run(out, *KIT)
    assert codes(run(out, *KIT[2:], partial=True)) == {"kits/D-1.zip": "PUB026"}


def test_a_dealers_bundle_holds_nothing_internal(out: Path) -> None:
    """P1: a member for our eyes only is refused, in a copy as in a zip; one for everybody is welcome."""
    inside = page("kits/notes.html", "底价")
    report = run(
        out, inside, copy("kits/a.html", inside.path), bundle("kits/a.zip", inside.path), keep_going=True
    )  # fmt: skip
    assert codes(report) == {"kits/a.html": "PUB026", "kits/a.zip": "PUB026"}
    assert run(out, page("kits/notes.html", "公开", audience="public"), bundle("kits/a.zip", inside.path)).failed == ()


@pytest.mark.parametrize("name", ["../evil", "/abs", "a\\..\\b", "a/../b", "", "con", "x" * 201, "a/", "a.", "a\x00"])
def test_unsafe_names_are_refused(out: Path, name: str) -> None:
    """P07: unpacking a bundle writes inside its folder, on every system."""
    wanted = replace(KIT[3], job=BundleJob((Member(name, KIT[2].path),)))
    assert codes(run(out, KIT[2], wanted, keep_going=True)) == {"kits/D-1.zip": "PUB026"}


@pytest.mark.parametrize("second", ["a.csv", "A.csv", "a.csv/b"])
def test_two_members_have_two_names(out: Path, second: str) -> None:
    """Two files of one name, or of names that differ in case, would overwrite each other when unpacked."""
    job = BundleJob((Member("a.csv", KIT[2].path), Member(second, KIT[2].path)))
    assert codes(run(out, KIT[2], replace(KIT[3], job=job), keep_going=True)) == {"kits/D-1.zip": "PUB026"}


def test_no_bundle_in_a_bundle(out: Path) -> None:
    """A zip in a zip hides what it holds from whoever looks it through."""
    report = run(out, *KIT, bundle("kits/all.zip", "kits/D-1.zip"), keep_going=True)
    assert codes(report) == {"kits/all.zip": "PUB026"}


def test_an_optional_member_may_be_absent_but_not_broken(out: Path) -> None:
    """A letter that nobody planned is left out; one that was planned and failed is missed, and the kit is not made."""
    job = BundleJob((Member("a.csv", KIT[2].path), Member("letter.pdf", "contracts/D-1/L.pdf", optional=True)))
    kit = replace(KIT[3], job=job)
    assert run(out, KIT[2], kit).failed == ()
    assert list(names(out)) == ["a.csv"]
    run(out, KIT[2], kit, paper("contracts/D-1/L.pdf"))
    assert list(names(out)) == ["a.csv", "letter.pdf"]
    report = run(out, KIT[2], kit, paper("contracts/D-1/L.pdf", "refused"), keep_going=True)
    assert codes(report)["kits/D-1.zip"] == "PUB026"
