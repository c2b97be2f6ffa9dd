"""Which codes of problems the tests really ask for: a code in a docstring, a comment or a denial proves nothing."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

CODE = re.compile(r"(?<![A-Z0-9])[A-Z]{3}\d{3}(?!\d)")


def declared(toolkit: Path) -> dict[str, tuple[str, str]]:
    """Returns every code that the program declares: module and name of the constant that holds its kind."""
    found: dict[str, tuple[str, str]] = {}
    for path in sorted(toolkit.rglob("*.py")):
        module = ".".join(path.relative_to(toolkit.parent).with_suffix("").parts).removesuffix(".__init__")
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            name, value = _bound(node)
            code = _code_of(value)
            if code and not found.get(code, ("", ""))[1]:
                found[code] = (module, name)
    return found


def _bound(node: ast.AST) -> tuple[str, ast.expr | None]:
    if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
        return node.targets[0].id, node.value
    if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
        return node.target.id, node.value
    return "", node if isinstance(node, ast.Call) else None


def _code_of(value: ast.expr | None) -> str:
    """The code that a call of ProblemKind, or of a function that makes one, gives as its first argument."""
    if not isinstance(value, ast.Call) or not value.args:
        return ""
    name = value.func.id if isinstance(value.func, ast.Name) else getattr(value.func, "attr", "")
    first = value.args[0]
    if name != "ProblemKind" or not isinstance(first, ast.Constant):
        return ""
    return str(first.value)


def proved(sources: Iterable[str], kinds: dict[str, tuple[str, str]]) -> set[str]:
    """Returns the codes that test modules ask for, as a text or by the constant of the kind."""
    by_name = {place: code for code, place in kinds.items()}
    found: set[str] = set()
    for source in sources:
        tree = ast.parse(source)
        aside = {id(node) for part in _silent(tree) for node in ast.walk(part)}
        imported = dict(_imported(tree))
        for node in ast.walk(tree):
            if id(node) in aside:
                continue
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.update(CODE.findall(node.value))
            elif isinstance(node, ast.Name) and node.id in imported:
                found.add(by_name.get(imported[node.id], ""))
            elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in imported:
                module = ".".join(imported[node.value.id])
                found.add(by_name.get((module, node.attr), ""))
    return found & kinds.keys()


def _imported(tree: ast.Module) -> Iterator[tuple[str, tuple[str, str]]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("toolkit"):
            for alias in node.names:
                yield alias.asname or alias.name, (str(node.module), alias.name)


def _silent(tree: ast.Module) -> Iterator[ast.AST]:
    """What says a code without asking for it: docstrings, and sides of `not in` and `!=`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.FunctionDef | ast.ClassDef) and node.body:
            first = node.body[0]
            if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant):
                yield first
        if isinstance(node, ast.Compare) and all(isinstance(op, ast.NotIn | ast.NotEq) for op in node.ops):
            yield node
