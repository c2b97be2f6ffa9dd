"""Outputs that are made of other outputs of the same run: a copy under another path, and a zip of several."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CopyJob:
    """The bytes of another output of the run, under a second path: it fails when that one failed."""

    path: str


@dataclass(frozen=True, slots=True)
class Member:
    """A file in a bundle: its name in the zip, with `/` between folders, and the path of the output that it is.

    An `optional` one is left out when the run does not plan it; when it is planned and fails, so does the bundle.
    """

    name: str
    path: str
    optional: bool = False


@dataclass(frozen=True, slots=True)
class BundleJob:
    """A zip of other outputs of the run, in the given order; it fails by itself when one of them failed or is not planned.

    A member may come from any section of the run, and may be a CopyJob, but no other bundle.
    """

    members: tuple[Member, ...]
