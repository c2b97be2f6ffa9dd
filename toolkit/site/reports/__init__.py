"""The network report for the general manager: a paper of a page to a question, and a workbook with the figures behind (M.2)."""

from __future__ import annotations

from toolkit.site.reports.papers import SECTION, reports

__all__ = ["SECTION", "reports"]
