"""What must hold of contracts and of the standard behind them."""

from __future__ import annotations

from toolkit.topics.contract.checks.amendment_effects import CHECKS as AMENDMENT_EFFECTS
from toolkit.topics.contract.checks.amendments import CHECKS as AMENDMENTS
from toolkit.topics.contract.checks.antitrust import CHECKS as ANTITRUST
from toolkit.topics.contract.checks.auto import CHECKS as AUTO
from toolkit.topics.contract.checks.choices import CHECKS as CHOICES
from toolkit.topics.contract.checks.dates import CHECKS as DATES
from toolkit.topics.contract.checks.duties import CHECKS as DUTIES
from toolkit.topics.contract.checks.frozen import CHECKS as FROZEN
from toolkit.topics.contract.checks.grant import CHECKS as GRANT
from toolkit.topics.contract.checks.guardrails import CHECKS as GUARDRAILS
from toolkit.topics.contract.checks.joint_plan import CHECKS as JOINT_PLAN
from toolkit.topics.contract.checks.lint import CHECKS as LINT
from toolkit.topics.contract.checks.lint_waivers import CHECKS as LINT_WAIVERS
from toolkit.topics.contract.checks.negotiation import CHECKS as NEGOTIATION
from toolkit.topics.contract.checks.notices import CHECKS as NOTICES
from toolkit.topics.contract.checks.payment import CHECKS as PAYMENT
from toolkit.topics.contract.checks.prices import CHECKS as PRICES
from toolkit.topics.contract.checks.renewal import CHECKS as RENEWAL
from toolkit.topics.contract.checks.rescission import CHECKS as RESCISSION
from toolkit.topics.contract.checks.review import CHECKS as REVIEW
from toolkit.topics.contract.checks.review_approvals import CHECKS as APPROVALS
from toolkit.topics.contract.checks.service import CHECKS as SERVICE
from toolkit.topics.contract.checks.signing import CHECKS as SIGNATURE
from toolkit.topics.contract.checks.standard import CHECKS as STANDARD
from toolkit.topics.contract.checks.targets import CHECKS as TARGETS
from toolkit.topics.contract.checks.territory import CHECKS as TERRITORY
from toolkit.topics.contract.checks.translations import CHECKS as TRANSLATIONS

CHECKS = (
    *DATES, *NOTICES, *TERRITORY, *GRANT, *TARGETS, *PRICES, *PAYMENT, *SERVICE, *STANDARD, *TRANSLATIONS, *CHOICES,
    *NEGOTIATION, *JOINT_PLAN, *FROZEN, *AMENDMENTS, *AMENDMENT_EFFECTS,
    *ANTITRUST, *AUTO, *GUARDRAILS, *RENEWAL, *RESCISSION, *REVIEW, *APPROVALS, *SIGNATURE, *DUTIES,
    *LINT, *LINT_WAIVERS,
)  # fmt: skip
