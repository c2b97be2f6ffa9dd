"""A workspace of two dealers that is right, a preview of it, and a server at a free port."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest

from tests.serve.serve_scene import Site
from tests.topics.builders import dealer
from tests.workspace import REFUSED, workspace
from toolkit.serve.preview import Preview
from toolkit.serve.running import listening


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The workspace's folder."""
    return workspace(tmp_path / "workspace", **dealer(f"transitions: [{REFUSED}]", 2))


@pytest.fixture
def preview(root: Path) -> Preview:
    """A preview that has looked once and found nothing wrong."""
    opened = Preview(root, root / "out", None, "zh")
    first = opened.look()
    assert first is not None
    assert [problem.line("en") for problem in first.problems] == []
    return opened


@pytest.fixture
def site(preview: Preview) -> Iterator[Site]:
    """The preview behind a server of its own; nothing of it is left after the test."""
    server = listening(preview, 0)
    answering = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    answering.start()
    yield Site(server.server_port)
    server.end()
    answering.join(10)
    assert not answering.is_alive()
