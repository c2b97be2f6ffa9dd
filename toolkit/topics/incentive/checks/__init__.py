"""What must hold of policies, statements, the register and the market bonds."""

from __future__ import annotations

from toolkit.topics.incentive.checks import bonds, money, policies, register, statements, takings

CHECKS = (*policies.CHECKS, *statements.CHECKS, *takings.CHECKS, *money.CHECKS, *register.CHECKS, *bonds.CHECKS)
