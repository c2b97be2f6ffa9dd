"""What a draft says, as a digest: a review is of one wording, and a later change of it has to be seen."""

from __future__ import annotations

from toolkit.kernel.digest import digest_of, short
from toolkit.network.record import Value, mark
from toolkit.topics.contract.records import Contract

OUTSIDE = frozenset(("status", "draft_version", "signed_on", "ended", "company_signatory", "dealer_signatory"))
"""What changes on the way to signature and after it, without a change of the terms."""


def draft_digest(contract: Contract) -> str:
    """Returns the short digest of the terms that a contract prints.

    Internal notes do not count, nor does a field that has its default: a field that later versions of the toolkit add
    leaves the digests of reviewed drafts as they are.
    """
    said = {name: held for name, held in _printed(contract).items() if name not in OUTSIDE}
    return short(digest_of(said))


def _printed(value: Value) -> dict[str, object]:
    model = type(value)
    return {
        name: _plain(getattr(value, name))
        for name, info in model.model_fields.items()
        if mark(model, name, "audience") != "internal" and getattr(value, name) != info.default
    }


def _plain(held: object) -> object:
    if isinstance(held, Value):
        return _printed(held)
    return tuple(map(_plain, held)) if isinstance(held, tuple) and not hasattr(held, "_fields") else held
