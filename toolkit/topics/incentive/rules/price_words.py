"""Words that tie money to resale prices (reference 0.1, 0.3): what every policy may not say, and what only a rebate can do.

A rebate punishes by leaving out: “低于建议零售价销售的不计” holds a negation, and yet takes money for a low price.
"""

from __future__ import annotations

import re

from toolkit.topics.evaluation.rules.resale_price import resale_price_words

_BELOW = re.compile(
    r"(?:低于|低过|不足|未达|未按|不按)[^，。；、,;]{0,10}(?:零售|建议|指导|标示|规定|统一|最低|市场)[^，。；、,;]{0,6}价"
    r"|(?:below|under|less than) (?:the |our |its )?(?:suggested|recommended|list|guide|retail|minimum|market)\b[^.;,]{0,20}pric",
    re.IGNORECASE,
)
_FREE = re.compile(
    r"不(?:得|会|应)?(?:因|影响|论|管)|无论|不论|不管|同样计|照常计|\b(?:regardless|whether|even if|no matter|not because|never because|nor because)\b",
    re.IGNORECASE,
)
_CLAUSES = re.compile(r"[；。;!?\n]|\.\s")


def money_for_prices(text: str) -> str:
    """Returns the words by which a text ties money to resale prices; an empty text when there are none.

    A clause that says that a low price changes nothing (不因低于建议零售价销售而扣减) is lawful.
    """
    for clause in _CLAUSES.split(text):
        below = _BELOW.search(clause)
        if below and _FREE.search(clause):
            continue
        found = below[0] if below else resale_price_words(clause)
        if found:
            return found
    return ""
