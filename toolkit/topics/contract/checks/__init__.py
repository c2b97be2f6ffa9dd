"""What must hold of contracts and of the standard behind them."""

from __future__ import annotations

from toolkit.topics.contract.checks.dates import CHECKS as DATES
from toolkit.topics.contract.checks.grant import CHECKS as GRANT
from toolkit.topics.contract.checks.money import CHECKS as MONEY
from toolkit.topics.contract.checks.standard import CHECKS as STANDARD
from toolkit.topics.contract.checks.targets import CHECKS as TARGETS

CHECKS = (*DATES, *GRANT, *TARGETS, *MONEY, *STANDARD)
