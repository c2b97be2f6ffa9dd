"""What must hold of contracts and of the standard behind them."""

from __future__ import annotations

from toolkit.topics.contract.checks.choices import CHECKS as CHOICES
from toolkit.topics.contract.checks.dates import CHECKS as DATES
from toolkit.topics.contract.checks.grant import CHECKS as GRANT
from toolkit.topics.contract.checks.notices import CHECKS as NOTICES
from toolkit.topics.contract.checks.payment import CHECKS as PAYMENT
from toolkit.topics.contract.checks.prices import CHECKS as PRICES
from toolkit.topics.contract.checks.service import CHECKS as SERVICE
from toolkit.topics.contract.checks.standard import CHECKS as STANDARD
from toolkit.topics.contract.checks.targets import CHECKS as TARGETS
from toolkit.topics.contract.checks.territory import CHECKS as TERRITORY
from toolkit.topics.contract.checks.translations import CHECKS as TRANSLATIONS

CHECKS = (
    *DATES, *NOTICES, *TERRITORY, *GRANT, *TARGETS, *PRICES, *PAYMENT, *SERVICE, *STANDARD, *TRANSLATIONS, *CHOICES,
)  # fmt: skip
