"""What letters beside a contract are called, and how each is numbered: the number is also the name of its file."""

from __future__ import annotations

import re
from dataclasses import dataclass

from toolkit.kernel.text import Text


@dataclass(frozen=True, slots=True)
class LetterName:
    """A kind of letter: its name and the shape of its number, `{dealer}` and `{of}`; `of` is what may stand in the latter's place."""

    id: str
    name: Text
    shape: str
    of: str = "[^/]+"

    def number(self, of: str, dealer: str = "") -> str:
        """Returns the number of the letter about `of`: a contract, a quarter, a case, an exit."""
        return self.shape.format(of=of, dealer=dealer)

    def pattern(self) -> str:
        """Returns the regular expression of its numbers, with a group `of`."""
        escaped = re.escape(self.shape).replace(r"\{dealer\}", "[^/]+?").replace(r"\{of\}", "{of}")
        return escaped.replace("{of}", f"(?P<of>{self.of})")


AUTHORISATION = LetterName("authorisation", Text("经销授权书", "Letter of authorisation"), "{of}-SQ")
AMENDMENT = LetterName("amendment", Text("补充协议", "Amendments"), "{of}", "AM-[^/]+")
RECONCILIATION = LetterName("reconciliation", Text("对账函", "Reconciliation letter"), "DZ-{dealer}-{of}", r"\d{4}Q\d")
DUNNING = LetterName("dunning", Text("催款函", "Dunning letter"), "CK-{dealer}-{of}", r"\d{4}Q\d")
RECTIFICATION = LetterName("rectification", Text("整改通知书", "Rectification notice"), "ZG-{of}", "(?:CF|IM)-[^/]+")
ENDING = LetterName("ending", Text("终止协议", "Termination agreement"), "{of}-ZZ")
RESCISSION = LetterName("rescission", Text("解除通知书（草稿）", "Notice of rescission (draft)"), "JC-{of}")
NAMES = (AUTHORISATION, AMENDMENT, RECONCILIATION, DUNNING, RECTIFICATION, ENDING, RESCISSION)
"""All kinds, in the order of a cooperation."""
