"""Links to the place where a file is edited, on the forge that keeps the workspace."""

from __future__ import annotations

from urllib.parse import quote, urlsplit

from toolkit.topics.company.records.repository import FORGES, Repository

_EDIT = {
    "github": "{address}/edit/{branch}/{path}",
    "gitlab": "{address}/-/edit/{branch}/{path}",
    "gitee": "{address}/edit/{branch}/{path}",
    "gitea": "{address}/_edit/{branch}/{path}",
}
_MARKS = {"codeberg": "gitea", "forgejo": "gitea"}
"""Words in the name of a host that tell the forge, beside the forges' own names."""


def edit_address(repository: Repository | None, path: str) -> str:
    """Returns where the file at `path` is edited; empty when the workspace names no repository, or its forge is not known."""
    forge = forge_of(repository) if repository is not None else ""
    if repository is None or not forge or not path:
        return ""
    inside = f"{repository.folder.strip('/')}/{path}".lstrip("/")
    address = repository.address.rstrip("/").removesuffix(".git")
    return _EDIT[forge].format(address=address, branch=quote(repository.branch), path=quote(inside))


def forge_of(repository: Repository) -> str:
    """Returns the forge that a repository names, else the one that its address tells of; empty for neither."""
    if repository.forge is not None:
        return repository.forge
    host = urlsplit(repository.address).hostname or ""
    told = {name: name for name in FORGES} | _MARKS
    return next((forge for word, forge in told.items() if word in host), "")
