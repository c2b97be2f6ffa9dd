"""The departments of the company, which are also the roles that its staff may act for (reference 0)."""

from __future__ import annotations

from toolkit.kernel.vocabulary import Vocabulary

DEPARTMENTS = Vocabulary(
    "department",
    {
        "CO": ("渠道运营", "Channel operations"),
        "SA": ("销售", "Sales"),
        "MK": ("市场", "Marketing"),
        "FI": ("财务", "Finance"),
        "LG": ("法务", "Legal"),
        "CS": ("客户服务", "Customer service"),
        "AU": ("市场督察", "Market supervision"),
        "GM": ("总经理", "General manager"),
        "PO": ("个人信息保护", "Personal information"),
    },
)
