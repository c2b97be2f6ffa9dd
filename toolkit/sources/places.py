"""The second reading of a file, for the places of its values."""

from __future__ import annotations

from toolkit.sources import csv_text, yaml_text
from toolkit.sources.csv_text import csv_places
from toolkit.sources.decode import decode
from toolkit.sources.document import Places, text_digest
from toolkit.sources.markdown_text import front_matter
from toolkit.sources.yaml_text import yaml_places


def read_places(path: str, data: bytes) -> tuple[str, Places]:
    """Returns the digest of a file that was read without error before, and the places of its keys and values."""
    text, _ = decode(path, data, max(csv_text.MAX_BYTES, yaml_text.MAX_BYTES))
    if path.endswith(".csv"):
        places = csv_places(path, text)
    elif path.endswith(".md"):
        places = yaml_places(path, *front_matter(text))
    else:
        places = yaml_places(path, text)
    return text_digest(text), places
