"""What the tests of explanations read out of a step: its last value, and whether a formula comes to what it says."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal, localcontext
from statistics import median
from typing import Any

from toolkit.network.explaining import Figure, Figures
from toolkit.network.network import Network
from toolkit.network.results import Results, Step

NUMBER = re.compile(r"[−-]?¥?\d[\d,]*(?:\.\d+)?(?:E[+-]\d+)?%?")
_FORMULA = re.compile(r"[\d\s.,+−×÷()¥%E-]|max|min|median")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def number(text: str) -> Decimal:
    """Returns a number as a step writes it: `−¥1,200.00`, `52.6%`."""
    bare = text.replace(",", "").replace("¥", "").replace("−", "-")
    return Decimal(bare[:-1]).scaleb(-2) if bare.endswith("%") else Decimal(bare)


def says(shown: str, value: object) -> bool:
    """Whether the last thing that a step says is the value; numbers may be rounded to as many places as are shown."""
    if value is None:
        return shown == "–"
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        found = NUMBER.findall(shown)
        if not found or not shown.endswith(found[-1]):
            return False
        last = number(found[-1])
        return abs(Decimal(value) - last) <= Decimal(1).scaleb(int(last.as_tuple().exponent)) / 2
    return shown.endswith(str(value))


def comes_to(shown: str) -> bool | None:
    """Whether a formula `a × b = c` is right, within what its numbers are rounded by; None for what is no formula."""
    left, equals, right = shown.rpartition(" = ")
    if not equals or _DAY.search(shown) or "/" in left or _FORMULA.sub("", left) or not NUMBER.fullmatch(right):
        return None
    found, wanted = _worked(left), number(right)
    rounded = Decimal(1).scaleb(int(wanted.as_tuple().exponent)) / 2
    return abs(found - wanted) <= rounded + max(abs(wanted) * Decimal("0.001"), Decimal("0.005"))


def _worked(formula: str) -> Decimal:
    text = re.sub(r"(?<=\d),(?=\d{3})", "", formula).replace("¥", "").replace("−", "-").replace("×", "*")
    text = re.sub(r"(\d+(?:\.\d+)?)%", lambda m: str(Decimal(m[1]).scaleb(-2)), text.replace("÷", "/"))
    with localcontext() as context:
        context.prec = 40
        return _value(ast.parse(re.sub(r"\d+(?:\.\d+)?(?:E[+-]\d+)?", r"D('\g<0>')", text), mode="eval").body)


def _value(node: ast.expr) -> Decimal:
    match node:
        case ast.Call(func=ast.Name(id="D"), args=[ast.Constant(value=str(text))]):
            return Decimal(text)
        case ast.Call(func=ast.Name(id=name), args=rows):
            values = [_value(row) for row in rows]
            return {"max": max, "min": min, "median": median}[name](values)  # type: ignore[operator, no-any-return]
        case ast.UnaryOp(op=ast.USub(), operand=inner):
            return -_value(inner)
        case ast.UnaryOp(op=ast.UAdd(), operand=inner):
            return _value(inner)
        case ast.BinOp(left=left, op=op, right=right):
            one, other = _value(left), _value(right)
            match op:
                case ast.Add():
                    return one + other
                case ast.Sub():
                    return one - other
                case ast.Mult():
                    return one * other
                case ast.Div():
                    return one / other
    raise ValueError(ast.dump(node))


def steps_of(
    figures: Iterable[Figure[Any]], name: str, subject: str, network: Network, results: Results, as_of: date
) -> tuple[Step, ...]:
    """The steps of one figure; nothing where no result holds it."""
    held = Figures(figures).held(results)
    found = [each for each in held if (each.figure.name, each.result.subject) == (name, subject)]
    return tuple(step for each in found for step in each.steps(network, results, as_of))
