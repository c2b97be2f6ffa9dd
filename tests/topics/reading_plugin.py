"""A plugin of mypy that writes down every attribute that the program reads, by the class that has it: types tell `days` from `days`.

Named by its path in the configuration that `field_readers.py` writes; the file to write to is the variable ATTRIBUTES.
"""

from __future__ import annotations

import os
from collections.abc import Callable

from mypy.plugin import AttributeContext, Plugin
from mypy.types import Type

PREFIX = os.environ.get("READ_FROM", "toolkit.")
# By lines, since mypy leaves without closing its files.
NOTES = open(os.environ["ATTRIBUTES"], "a", 1, encoding="utf-8") if "ATTRIBUTES" in os.environ else None  # noqa: SIM115


class Reading(Plugin):
    """Lets every type stand as it is, and notes who was asked for what, in which file and line."""

    def get_attribute_hook(self, fullname: str) -> Callable[[AttributeContext], Type] | None:
        """Returns what notes one read of `module.Class.attribute`; None for what is not ours."""
        if NOTES is None or not fullname.startswith(PREFIX):
            return None

        def noted(context: AttributeContext) -> Type:
            path = getattr(context.api, "path", "")
            if NOTES is not None:
                NOTES.write(f"{fullname}\t{int(context.is_lvalue)}\t{path}\t{context.context.line}\n")
            return context.default_attr_type

        return noted


def plugin(version: str) -> type[Plugin]:
    """Returns the plugin, as mypy asks for it."""
    return Reading
