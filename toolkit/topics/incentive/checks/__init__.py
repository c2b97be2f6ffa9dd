"""What must hold of policies, statements, the register the market bonds and credit."""

from __future__ import annotations

from toolkit.topics.incentive.checks import bonds, credit, money, policies, register, statements, takings

CHECKS = (
    *policies.CHECKS,
    *statements.CHECKS,
    *takings.CHECKS,
    *money.CHECKS,
    *register.CHECKS,
    *bonds.CHECKS,
    *credit.CHECKS,
)
