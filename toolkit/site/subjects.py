"""Pages by subject: what the handbook, the policies and the records say of one chapter of the business, and the tags."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from toolkit.network.policy import Policy
from toolkit.plan.artifact import Artifact
from toolkit.site.frame import Link, page_path
from toolkit.site.navigation import policy_path
from toolkit.site.pages import Book, page
from toolkit.site.reference import reference_path, unique_rows
from toolkit.sources.prose import Heading
from toolkit.topics.topic import Topic

Purposed = tuple[tuple[Link, str], ...]
"""Links with what each page is for."""
INDEX = "subjects/index"


@dataclass(frozen=True, slots=True)
class Subject:
    """A chapter of the business with all that the site says of it."""

    link: Link
    playbooks: Purposed
    policies: tuple[Link, ...]
    reference: Link
    kinds: tuple[str, ...]
    checks: int


def subjects(the: Book, topics: tuple[Topic, ...]) -> Iterator[Artifact]:
    """Yields the index of subjects and tags, and the page of every subject."""
    index = page_path(the.locale, INDEX)
    found = tuple(_subject(the, topic) for topic in topics)
    tags = _tags(the)
    yield page(
        the,
        index,
        "site/subjects.html",
        the.word("subjects"),
        {"subjects": found, "tags": tags},
        purpose=the.word("subjects_purpose"),
        toc=tuple(Heading(2, anchor, title) for anchor, title, _ in tags),
        kind="index",
    )
    for subject in found:
        yield page(
            the,
            subject.link.path,
            "site/subject.html",
            subject.link.title,
            {"subject": subject},
            trail=(Link(the.word("subjects"), index), subject.link),
            kind="index",
        )


def subject_path(the: Book, name: str) -> str:
    """Returns the output path of a subject's page."""
    return page_path(the.locale, f"subjects/{name}")


def _subject(the: Book, topic: Topic) -> Subject:
    title = topic.title.within(the.locale)
    return Subject(
        Link(title, subject_path(the, topic.name)),
        tuple((Link(c.page.title, c.path), c.page.purpose) for c in the.chapters if topic.name in c.page.topics),
        tuple(_policies(the, topic)),
        Link(the.word("records"), reference_path(the, topic)),
        tuple(kind.title.within(the.locale) for kind in topic.kinds),
        len(unique_rows(the, topic.checks)),
    )


def _policies(the: Book, topic: Topic) -> Iterator[Link]:
    models = {kind.model for kind in topic.kinds if issubclass(kind.model, Policy)}
    for name, policy in sorted(the.policies.items()):
        if type(policy) in models:
            yield Link(policy.name.within(the.locale), policy_path(the.locale, name))


def tag_paths(the: Book) -> Mapping[str, str]:
    """Returns where the pages of each tag are listed."""
    return {name: f"{page_path(the.locale, INDEX)}#{anchor}" for anchor, name, _ in _tags(the)}


def _tags(the: Book) -> tuple[tuple[str, str, Purposed], ...]:
    """Anchor, tag and pages of every tag, in the order of the tags."""
    names = sorted({tag for chapter in the.chapters for tag in chapter.page.tags})
    return tuple(
        (
            f"tag-{place}",
            name,
            tuple((Link(c.page.title, c.path), c.page.purpose) for c in the.chapters if name in c.page.tags),
        )
        for place, name in enumerate(names, 1)
    )
