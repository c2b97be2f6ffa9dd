"""A new workspace as files: what `init` lays down, taken from the shipped starters and from what the company says of itself.

Dealers and people of the sample never come along: what is taken is named here, and the versions that are over stay behind.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from toolkit.edit.start_clean import Sample, handbook_page, parts_text, policy_text, ran_out, readme_text
from toolkit.edit.start_forge import FORGES, PROGRAM, Forge, forge_files
from toolkit.edit.start_schemas import FOLDER as SCHEMAS
from toolkit.edit.start_schemas import mapping, schema_texts
from toolkit.edit.start_texts import company_texts, plain_texts
from toolkit.edit.write import NewFile
from toolkit.kernel.digest import digest_bytes
from toolkit.kernel.text import Text
from toolkit.network.kinds import Kind
from toolkit.sources.tree import Tree
from toolkit.sources.yaml_text import read_yaml
from toolkit.topics.handbook.rules import DIGITS

POLICIES, CLAUSES, HANDBOOK = "content/policies", "content/clauses", "content/handbook"
PARTS = f"{HANDBOOK}/parts.yaml"
WHOLE = ("content/calendar", "content/divisions", "content/imports")
"""What every company uses as it is: public data, and how common tables are read."""
OWN = (f"{POLICIES}/support/sales/", f"{CLAUSES}/frozen/")
"""What belongs to one company's business: offers to its dealers, the texts that it has signed."""
COMPANY, PRODUCTS = "content/company.yaml", "content/products"
WAIVERS = f"{CLAUSES}/waivers.yaml"
CASES = "cases"
"""The part of the handbook that tells of the sample's dealers."""
EMPTY = ("private", "templates")
"""Folders that begin empty: people, and the company's own layouts."""
MARK = Text("初始版本，须经法务、财务确认后再用", "a starter: to be confirmed by counsel and finance before use")


@dataclass(frozen=True, slots=True)
class Wish:
    """What a company says of its new workspace; what it leaves empty stays to be filled in."""

    name: str = ""
    english_name: str = ""
    brand: str = ""
    brand_code: str = ""
    handbook: bool = False
    forges: tuple[Forge, ...] = ()


def starter(wish: Wish, shipped: Tree, kinds: Iterable[Kind], day: date) -> tuple[NewFile, ...]:
    """Returns the files of a new workspace, in the order of their paths.

    `shipped` holds the starters, and `day` is the day on which the posts of the company begin and by which the versions in
    force are chosen.
    """
    known = tuple(kinds)
    files = {
        **dict(_content(shipped, wish.handbook, day)),
        **company_texts(wish.name, wish.english_name, wish.brand, wish.brand_code, day),
        **plain_texts(wish.brand or wish.name, mapping(known), wish.forges),
        **{f"{SCHEMAS}/{name}": text for name, text in schema_texts(known, "both").items()},
    }
    for forge in wish.forges:
        files.update(forge_files(forge, shipped, PROGRAM))
    return tuple(NewFile(path, files[path]) for path in sorted(files))


def _content(shipped: Tree, handbook: bool, day: date) -> Iterator[tuple[str, str]]:
    """The starters below content/, each with the mark that says what it is."""
    for folder in WHOLE:
        for path in shipped.list(folder).files:
            yield path, _read(shipped, path)
    for path in shipped.list(POLICIES).files:
        if path.endswith(".yaml") and not path.startswith(OWN) and not ran_out(_read(shipped, path), day):
            yield path, policy_text(_read(shipped, path), MARK)
    for path in shipped.list(CLAUSES).files:
        if path.startswith(OWN) or path == WAIVERS:
            continue
        text = _read(shipped, path)
        if path.endswith("README.md"):
            text = readme_text(text, sample_of(shipped))
        yield path, policy_text(text, MARK) if path.startswith(f"{CLAUSES}/templates/") else text
    if handbook:
        yield from _handbook(shipped)


def _handbook(shipped: Tree) -> Iterator[tuple[str, str]]:
    """The playbooks without what they tell of the sample's dealers."""
    yield from _kept_together(shipped, dict(_pages(shipped)))


def _pages(shipped: Tree) -> Iterator[tuple[str, str]]:
    offers = {path.split("/")[-2] for path in shipped.list(POLICIES).files if path.startswith(OWN)}
    gone, sample = sorted({CASES, *offers}), sample_of(shipped)
    for path in shipped.list(HANDBOOK).files:
        if path == PARTS:
            yield path, parts_text(_read(shipped, path), CASES)
        elif f"/{CASES}/" not in path:
            yield path, handbook_page(_read(shipped, path), gone, sample)


def _kept_together(shipped: Tree, pages: dict[str, str]) -> Iterator[tuple[str, str]]:
    """A translation names its original by digest: one that was up to date stays so when both lose the same parts."""
    for path, text in pages.items():
        original = path.replace(f"{HANDBOOK}/en/", f"{HANDBOOK}/zh/", 1)
        if original != path and original in pages:
            old, new = (
                digest_bytes(data)[:DIGITS] for data in (shipped.read(original), pages[original].encode("utf-8"))
            )
            text = text.replace(f'translation_of: "{old}"', f'translation_of: "{new}"', 1)
        yield path, text


def sample_of(shipped: Tree) -> Sample:
    """Returns what the shipped sample is known by, as its own records say it."""
    company, _ = read_yaml(COMPANY, shipped.read(COMPANY))
    data = company.data if company is not None and isinstance(company.data, dict) else {}
    brand = data.get("brand", "")
    words = Text(str(brand.get("zh", "")), str(brand.get("en", ""))) if isinstance(brand, dict) else Text(str(brand))
    lines = (path.rpartition("/")[2].removesuffix(".yaml") for path in shipped.list(PRODUCTS).files)
    return Sample(words, str(data.get("brand_code", "")), tuple(lines))


def _read(tree: Tree, path: str) -> str:
    return tree.read(path).decode("utf-8")


__all__ = ["EMPTY", "FORGES", "MARK", "Wish", "sample_of", "starter"]
