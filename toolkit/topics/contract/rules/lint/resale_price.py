"""Finding resale-price control by its meaning: a price at which the dealer sells, with a duty or a consequence (reference 0.1, 0b Law).

Fixing a resale price or a lowest one is banned, and contracts, notices, rules, assessment and punishment were all part of a fined
practice (Anti-Monopoly Law art. 18). Supply prices are the company's own; a sentence may say that prices are free, and take
it back in its second half.
"""

from __future__ import annotations

from functools import lru_cache

from toolkit.topics.contract.rules.lint.matching import places, spared
from toolkit.topics.contract.rules.lint.price import BLANK, Grammar
from toolkit.topics.contract.rules.lint.price_en import ENGLISH
from toolkit.topics.contract.rules.lint.price_zh import CHINESE
from toolkit.topics.contract.rules.lint.reading import plain, sentences

GRAMMARS = (CHINESE, ENGLISH)


@lru_cache(maxsize=1 << 14)
def resale_price_words(text: str, counted: bool = False) -> str:
    """Returns the words by which a text fixes, keeps, scores, rewards or punishes resale prices; an empty text when there are none.

    `counted` says that the text stands where it scores, pays or punishes by itself (an indicator, a rebate, a deduction, a
    measure): there the name of a price matter is enough. The words are in the plain form of `reading.plain`.
    """
    read = plain(text)
    for grammar in GRAMMARS:
        if not grammar.trigger.search(read):
            continue
        for sentence in sentences(read):
            found = _controlled(sentence, grammar) or (_counted(sentence, grammar) if counted else "")
            if found:
                return found
    return ""


def _controlled(sentence: str, grammar: Grammar) -> str:
    """The first control in a sentence that nothing beside it spares."""
    cleared = grammar.other.sub(BLANK, sentence)
    for control in grammar.controls:
        for found in places(cleared, control.pattern):
            if not _harmless(cleared, found.start(), found.end(), control.spared, grammar):
                return found[0].replace(BLANK, "…").strip(" ,")
    return ""


def _harmless(sentence: str, start: int, end: int, easings: tuple[str, ...], grammar: Grammar) -> bool:
    """Whether the part of the sentence says that nothing comes of it; “… excepted” takes that back."""
    if grammar.excepted.match(sentence, end):
        return False
    return spared(sentence, start, end, (grammar.easings[name] for name in easings), grammar.turns)


def _counted(sentence: str, grammar: Grammar) -> str:
    """The name of a price matter that no word of its clause leaves out."""
    cleared = grammar.other.sub(BLANK, sentence)
    place = 0
    for clause in grammar.clauses.split(cleared):
        place = cleared.index(clause, place)
        found = grammar.counted.search(clause)
        if found is None:
            continue
        left_out = grammar.denied.search(clause) or _harmless(
            cleared, place + found.start(), place + found.end(), grammar.leaving, grammar
        )
        if grammar.still.search(clause) or not left_out:
            return found[0]
    return ""
