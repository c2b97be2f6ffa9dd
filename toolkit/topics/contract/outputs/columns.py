"""Articles of the standard terms in two aligned columns: a paragraph beside its translation (capability C28)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from toolkit.topics.contract.rules.articles import Article, Paragraph
from toolkit.topics.contract.rules.paper import Standard


@dataclass(frozen=True, slots=True)
class Beside:
    """An article with its translation, and its paragraphs in pairs; a side of a pair is empty where the other has more."""

    article: Article
    english: Article
    pairs: tuple[tuple[Paragraph | None, Paragraph | None], ...]


def aligned(standard: Standard, english: Standard) -> tuple[Beside, ...]:
    """Returns each article beside its translation; a check sees to it that both have the same paragraphs."""
    theirs = {article.clause: article for article in english.articles}
    return tuple(
        Beside(article, theirs[article.clause], tuple(_pairs(article, theirs[article.clause])))
        for article in standard.articles
        if article.clause in theirs
    )


def _pairs(ours: Article, theirs: Article) -> Iterator[tuple[Paragraph | None, Paragraph | None]]:
    for n in range(max(len(ours.paragraphs), len(theirs.paragraphs))):
        yield (
            ours.paragraphs[n] if n < len(ours.paragraphs) else None,
            theirs.paragraphs[n] if n < len(theirs.paragraphs) else None,
        )
