"""The workflows of a forge: those that this project runs itself, with the program where a workspace of its own keeps it."""

from __future__ import annotations

from typing import Literal

from toolkit.sources.tree import Tree

Forge = Literal["github", "gitlab", "gitee"]
FORGES: tuple[Forge, ...] = ("github", "gitlab", "gitee")
HERE = "python3 build.py"
"""How this project's own workflows call the program."""
FOLDER = ".toolkit"
PROGRAM = f"python3 {FOLDER}/build.py"
"""How a workspace of its own calls it: the program is a git submodule, so that its version is recorded and reviewed too."""
COMMENT = ".ci/comment.py"
"""Posts reviews on forges whose own tools cannot; it needs nothing but Python."""
HOOKS = ".pre-commit-config.yaml"
_FILES: dict[Forge, tuple[str, ...]] = {
    "github": (".github/workflows/check.yml", ".github/workflows/comment.yml", ".github/workflows/publish.yml"),
    "gitlab": (".gitlab-ci.yml", COMMENT),
    "gitee": (".workflow/check.yml", ".workflow/comment.yml", ".workflow/publish.yml", COMMENT),
}
_HOOKS = """\
# 提交前检查 · checks before a commit: pre-commit install
repos:
  - repo: local
    hooks:
      - id: check
        name: build check
        entry: {program} check
        language: system
        pass_filenames: false
        files: ^(content|dealers|templates)/
"""


def forge_files(forge: Forge, shipped: Tree, program: str = HERE) -> dict[str, str]:
    """Returns the workflows of a forge by path, and the hooks that run before a commit; `program` is how they call it."""
    texts = {path: shipped.read(path).decode("utf-8") for path in _FILES[forge]}
    files = {path: text.replace(HERE, program) for path, text in texts.items()}
    files[HOOKS] = _HOOKS.format(program=program)
    return files
