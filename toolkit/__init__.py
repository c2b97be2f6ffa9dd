"""Checks a repository of dealer records, playbooks and policies, and builds everything that is made from it.

The floors, from the top: cli, serve, pipeline, publish, render, site (beside review, edit, sample), topics, plan, network,
sources, kernel. A lower floor never imports a higher one; `pipeline` shows a whole run on one screen.
"""

from __future__ import annotations

__version__ = "0.1.0"
