"""The same records as a Hugo site: a page for each dealer and language with everything that its files say, and the handbook.

Hugo gets the records as front matter and does not check them; the layout is ours and walks through all values.
"""

from __future__ import annotations

import json
from pathlib import Path

from toolkit.pipeline import read
from toolkit.sources.document import Data
from toolkit.sources.tree import WorkingTree
from toolkit.topics.handbook.records import Page

_SETTINGS = """baseURL = "https://handbook.example.com/"
title = "Handbook"
defaultContentLanguage = "zh"
defaultContentLanguageInSubdir = true
disableKinds = ["taxonomy", "term", "RSS"]
[languages.zh]
contentDir = "content/zh"
[languages.en]
contentDir = "content/en"
"""
_BASE = """<!doctype html><html lang="{{ .Site.Language.Lang }}"><head><meta charset="utf-8"><title>{{ .Title }}</title>
<link rel="stylesheet" href="/style.css"></head><body><nav><a href="/{{ .Site.Language.Lang }}/">{{ .Site.Title }}</a></nav>
<main><h1>{{ .Title }}</h1>{{ block "main" . }}{{ end }}</main></body></html>"""
_SINGLE = """{{ define "main" }}{{ .Content }}{{ with .Params.records }}{{ range $name, $value := . }}
<section><h2>{{ $name }}</h2>{{ partial "value" $value }}</section>{{ end }}{{ end }}{{ end }}"""
_LIST = """{{ define "main" }}<ul>{{ range .RegularPagesRecursive }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul>{{ end }}"""
_VALUE = """{{ if reflect.IsMap . }}<dl>{{ range $k, $v := . }}<dt>{{ $k }}</dt><dd>{{ partial "value" $v }}</dd>{{ end }}</dl>
{{- else if reflect.IsSlice . }}<ol>{{ range . }}<li>{{ partial "value" . }}</li>{{ end }}</ol>{{ else }}{{ . }}{{ end }}"""


def write(workspace: Path, folder: Path) -> int:
    """Writes the site's sources and returns how many pages it has."""
    layouts = folder / "layouts"
    for name, text in (
        ("_default/baseof.html", _BASE), ("_default/single.html", _SINGLE), ("_default/list.html", _LIST), ("partials/value.html", _VALUE),
    ):  # fmt: skip
        _put(layouts / name, text)
    _put(folder / "hugo.toml", _SETTINGS)
    network, _ = read(WorkingTree(workspace))
    held: dict[str, dict[str, Data]] = {}
    pages = 0
    for entry in network.entries():
        path = entry.document.path
        if path.startswith("dealers/"):
            _, dealer, rest = path.split("/", 2)
            held.setdefault(dealer, {})[rest] = entry.document.data
    for dealer, records in held.items():
        front = json.dumps({"title": str(dealer), "records": records}, ensure_ascii=False)
        for locale in ("zh", "en"):
            _put(folder / "content" / locale / "dealers" / f"{dealer}.md", front + "\n")
            pages += 1
    for page in network.all(Page):
        text = (workspace / network.entry(page).document.path).read_text(encoding="utf-8")
        body = text.split("---\n", 2)[-1]
        _put(
            folder / "content" / page.locale / page.part / f"{page.id}.md", json.dumps({"title": page.id}) + "\n" + body
        )
        pages += 1
    return pages


def _put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
