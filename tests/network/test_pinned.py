"""Digests of versions: of what a file says, not of how it is written; a change under something issued is seen."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.network.ledger import Rule, loaded
from toolkit.network.network import Network
from toolkit.network.pinned import CHANGED, changed_versions, content_digest, digest_of_version, pins

PATH = "content/policies/rebate/2026-1.yaml"
TEXT = "name: 返利\neffective_from: '2026-01-01'\napplies_by: period_start\nrate: '0.05'\n"


def network(text: str = TEXT) -> Network:
    result = loaded({PATH: text})
    assert result.problems == ()
    return result.network


def digest(text: str = TEXT) -> str:
    found = digest_of_version(network(text), "rule", "rebate@2026-1")
    assert found is not None
    return found


@pytest.mark.parametrize(
    "same",
    [
        "# 说明\n" + TEXT,
        TEXT.replace("'0.05'", '"0.05"  # five'),
        "rate: '0.05'\n" + TEXT.replace("rate: '0.05'\n", ""),
        TEXT + "effective_to: '2026-12-31'\n",
    ],
)
def test_how_it_is_written_does_not_count(same: str) -> None:
    """Comments, quotes, the order of keys, and the last day that it gets when the next version comes."""
    assert digest(same) == digest()


@pytest.mark.parametrize(
    "other", [TEXT.replace("0.05", "0.06"), TEXT.replace("返利", "返点"), TEXT + "notes: 新\n", TEXT.replace("2026-01-01", "2026-01-02")]
)  # fmt: skip
def test_what_it_says_counts(other: str) -> None:
    """A rate, a name, a note, the first day."""
    assert digest(other) != digest()


def test_a_version_that_is_not_there_has_no_digest() -> None:
    """Nor has a kind that the product does not know; a pin is made of what is there."""
    records = network()
    assert digest_of_version(records, "rule", "rebate@2026-2") is None
    assert digest_of_version(records, "nothing", "rebate@2026-1") is None
    made = pins(records, (("rule", "rebate@2026-1"), ("rule", "rebate@2026-2")))
    assert [(pin.kind, pin.version, pin.sha256) for pin in made] == [("rule", "rebate@2026-1", digest())]


def test_a_change_is_told_where_the_version_is_named() -> None:
    """With a link to the file that was changed; without a digest, or without the version, nothing is said."""
    records = network(TEXT.replace("0.05", "0.06"))
    record = records.get(Rule, "rebate@2026-1")

    def found(version: str, kept: str | None) -> list[str]:
        uses = [(record, ("name",), "rule", version, kept)]
        return [f"{p.code} {p.origin.line} {p.related[0].origin.path}" for p in changed_versions(records, uses)]

    assert found("rebate@2026-1", digest()) == [f"{CHANGED.code} 1 {PATH}"]
    assert found("rebate@2026-1", digest(TEXT.replace("0.05", "0.06"))) == []
    assert found("rebate@2026-1", None) == []
    assert found("rebate@2030-1", digest()) == []


TREES = st.recursive(
    st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3).map(tuple) | st.dictionaries(st.text("ab", max_size=2), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(TREES, TREES)
def test_one_digest_for_one_content(one: object, other: object) -> None:
    """Two contents share a digest only when they are the same, whatever stands in them."""
    assert (content_digest(one) == content_digest(other)) == (one == other)  # type: ignore[arg-type]


def test_what_is_left_out_does_not_count() -> None:
    """Top keys that come later may be named."""
    assert content_digest({"a": "1", "b": "2"}, ("b",)) == content_digest({"a": "1"})
    assert content_digest({"a": "1", "b": "2"}, ("c",)) != content_digest({"a": "1"})
