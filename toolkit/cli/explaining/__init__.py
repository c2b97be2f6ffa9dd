"""What `build explain` answers, as values: a figure, a list of them, a policy, a clause, a record, an output."""

from __future__ import annotations
