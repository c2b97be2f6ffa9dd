"""A view contains what its audience may see and nothing else: what it lacks cannot be read, printed or asked for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import create_model
from pydantic.fields import FieldInfo

from tests.network.ledger import Dealer, Order, Person, Rule, dealer, loaded
from toolkit.kernel.text import Text
from toolkit.network.fields import Bilingual, Count, Line
from toolkit.network.record import AUDIENCES, Audience, NotVisible, Personal, Record, Value, field, mark
from toolkit.network.results import Result, Results, Step
from toolkit.network.view import INTERNAL, PUBLIC, Lens, PersonalData, View, Views, masked, project

OWN, OTHER = "D-2025-0001", "D-2025-0002"
FILES = {
    **dealer(1, 'score: "7"\nowner: C-2025-0001\ntargets:\n  - {quarter: 2026Q1, line: tea, amount: "1.00", margin: "0.40"}\n'),
    **dealer(2, 'score: "9"\n'),
    f"dealers/{OWN}/orders.csv": "id,amount\nA1,12.50\n",
    f"dealers/{OTHER}/orders.csv": "id,amount\nB1,99.00\n",
    "private/people.yaml": f"""
    people:
      - {{id: C-2025-0001, dealer: {OWN}, name: 张三丰, mobile: "13812345678"}}
      - {{id: C-2025-0002, dealer: {OTHER}, name: 李四, mobile: "13987654321"}}
      - {{id: C-2025-0003, name: 王经理}}
    """,
    "content/policies/rebate/2025-1.yaml": "name: 甲\neffective_from: 2025-01-01\napplies_by: signed_at\nrate: '1'\nnotes: 内部\n",
}  # fmt: skip


class Score(Result):
    points: int = field("分数", "Points", audience="dealer")
    rank: int = field("排名", "Rank")


RESULTS = Results(
    (
        Score(subject=OWN, dealer=OWN, points=80, rank=1, trace=(Step(what=Text("甲"), value="1"),)),
        Score(subject=OTHER, points=70, rank=2),
        Score(subject="network", points=75, rank=0),
    )
)


def view(audience: Audience, of: str = "", personal: PersonalData = "hidden") -> View:
    """A view of the small network of these tests."""
    return View(loaded(FILES).network, RESULTS, Lens(audience, of, personal))


def test_the_internal_view_holds_all() -> None:
    """Whoever works at the company sees every record and field; personal data with their middle hidden."""
    inside = Views(loaded(FILES).network, RESULTS).internal
    assert [d.score for d in inside.all(Dealer)] == [7, 9]
    assert [(p.name, p.mobile) for p in inside.all(Person)] == [
        ("张**", "138****5678"),
        ("李*", "139****4321"),
        ("王**", None),
    ]
    assert inside.get(Dealer, OWN) == loaded(FILES).network.get(Dealer, OWN)


def test_a_dealer_sees_its_own_records_and_what_belongs_to_nobody() -> None:
    """The other dealer's profile, orders, people and results are not there, however they are asked for."""
    own = view("dealer", OWN)
    assert [d.id for d in own.all(Dealer)] == [OWN]
    assert [o.id for o in own.all(Order)] == ["A1"]
    assert [p.id for p in own.all(Person)] == ["C-2025-0001", "C-2025-0003"]
    assert [r.id for r in own.all(Rule)] == ["rebate"]
    assert (own.find(Dealer, OTHER), own.of_dealer(Order, OTHER), own.result(Score, OTHER)) == (None, (), None)
    assert [r.subject for r in own.results(Score)] == [OWN, "network"]
    with pytest.raises(KeyError):
        own.get(Dealer, OTHER)
    assert own.only(Dealer) is not None


def test_the_public_sees_no_dealers_records() -> None:
    """Only records that belong to nobody, and of them only the public fields."""
    outside = Views(loaded(FILES).network, RESULTS).public
    assert (outside.all(Dealer), outside.all(Order), outside.only(Dealer)) == ((), (), None)
    assert [r.subject for r in outside.results(Score)] == ["network"]
    assert list(vars(outside.all(Rule)[0])) == []


def test_a_result_about_a_dealer_is_that_dealers_even_if_it_does_not_say_so() -> None:
    """A result whose subject is a dealer and that names no dealer is not taken for everybody's."""
    assert view("dealer", OTHER).result(Score, OTHER) is not None
    assert view("dealer", OWN).result(Score, OTHER) is None


def test_what_a_view_lacks_cannot_be_read() -> None:
    """An internal field raises where it is read, deep inside too; it is neither empty nor None."""
    profile = view("dealer", OWN).get(Dealer, OWN)
    assert str(profile.targets[0].amount) == "1.00"
    for read in (lambda: profile.score, lambda: profile.targets[0].margin, lambda: profile.draft):
        with pytest.raises(NotVisible):
            read()
    assert "0.40" not in repr(profile)
    assert "margin" not in repr(profile)
    with pytest.raises(NotVisible):
        _ = view("dealer", OWN).results(Score)[0].rank


def test_personal_data_are_shown_as_the_lens_says() -> None:
    """Hidden they are not there, masked their middle is not, full they are: for letters, contracts and kits."""
    hidden, shown = view("dealer", OWN), view("dealer", OWN, "full")
    with pytest.raises(NotVisible):
        _ = hidden.get(Person, "C-2025-0001").name
    assert shown.get(Person, "C-2025-0001").mobile == "13812345678"
    assert view("dealer", OWN, "masked").get(Person, "C-2025-0001").mobile == "138****5678"


def test_a_lens_is_for_somebody() -> None:
    """An unknown audience, a dealer's lens without dealer, and a dealer in another's lens are faults."""
    for arguments in (("everybody",), ("dealer",), ("internal", OWN), ("public", OWN)):
        with pytest.raises(ValueError, match="audience|dealer"):
            Lens(*cast(Any, arguments))
    assert (INTERNAL.personal, PUBLIC.personal) == ("masked", "hidden")


def test_files_of_records_are_named_for_the_manifest() -> None:
    """A view tells from which files an output was made."""
    paths = view("internal").paths([(Dealer, OWN), (Order, f"{OWN}/A1"), (Dealer, "D-2025-0009")])
    assert paths == (f"dealers/{OWN}/orders.csv", f"dealers/{OWN}/profile.yaml")


def test_an_unmarked_field_is_internal() -> None:
    """A new field is never shown by accident, whether it was written with `field` or without."""

    class New(Record):
        plain: str
        ours: str = field("新", "New")

    assert {mark(New, name, "audience") for name in New.model_fields} == {"internal"}
    assert vars(project(New(plain="a", ours="b"), PUBLIC)) == {}
    assert vars(project(New(plain="a", ours="b"), Lens("dealer", OWN))) == {}


def test_a_mark_that_nobody_knows_is_a_fault() -> None:
    """A misspelt audience is not taken for public."""

    class Odd(Record):
        name: str = field("名", "Name", audience=cast(Any, "publik"))

    with pytest.raises(ValueError, match="not in"):
        project(Odd(name="a"), PUBLIC)


@pytest.mark.parametrize(
    ("held", "shown"),
    [
        ("13812345678", "138****5678"),
        ("张三", "张*"),
        ("欧阳修远", "欧***"),
        ("张", "*"),
        ("12345678", "1*******"),
        ("1234567", "1******"),
        ("", ""),
        (None, None),
        (Text("张三"), None),
        (("a",), None),
    ],
)
def test_masking(held: object, shown: object) -> None:
    """Long texts keep three and four characters, short ones the first; what is no text is hidden whole."""
    assert masked(held) == shown


def test_personal_data_in_the_second_type_of_a_union_are_masked() -> None:
    """Every type that a field may hold is looked at, and a type that holds itself does no harm."""

    class Plain(Value):
        word: str = field("词", "Word", audience="public")
        inner: tuple[Plain, ...] = field("内", "Inner", audience="public", default=())

    class Secret(Value):
        name: str = field("名", "Name", audience="public", personal="personal")

    class Holder(Record):
        either: Plain | Secret = field("或", "Either", audience="public")

    Plain.model_rebuild()
    Holder.model_rebuild(_types_namespace={"Plain": Plain, "Secret": Secret})
    inside = View(loaded(FILES).network, Results(), INTERNAL)
    assert cast(Secret, inside._project(Holder(either=Secret(name="王小明"))).either).name == "王**"


Marks = tuple[Audience, Personal]
marks: st.SearchStrategy[Marks] = st.tuples(
    st.sampled_from(AUDIENCES), st.sampled_from(("none", "none", "personal", "sensitive"))
)
shapes: st.SearchStrategy[Any] = st.recursive(
    st.tuples(st.sampled_from(("line", "words", "count")), marks),
    lambda inner: st.tuples(
        st.lists(inner, min_size=1, max_size=3), st.sampled_from(("group", "list", "table", "optional", "lists")), marks
    ),
    max_leaves=10,
)


class Maker:
    """Makes a model and a value of it; every leaf is a canary that stands nowhere else, known with the marks on its path."""

    def __init__(self) -> None:
        self.leaves: list[tuple[str, tuple[Marks, ...]]] = []

    def model(self, parts: list[Any], above: tuple[Marks, ...]) -> tuple[type[Record], Record]:
        """A record type with a field for each part, and a record of it."""
        types: dict[str, tuple[Any, FieldInfo]] = {}
        values: dict[str, Any] = {}
        for number, part in enumerate(parts):
            *what, (audience, personal) = part
            kind, value = self._part(what, (*above, (audience, personal)))
            types[f"f{number}"] = (kind, field("字", "Field", audience=audience, personal=personal))
            values[f"f{number}"] = value
        model = create_model("Made", __base__=Record, **cast(Any, types))
        return model, model.model_validate(values)

    def _part(self, what: list[Any], path: tuple[Marks, ...]) -> tuple[Any, Any]:
        if len(what) == 1:
            canary = f"7{len(self.leaves):05d}8{len(self.leaves):05d}"
            self.leaves.append((canary, path))
            leaf = {
                "line": (Line, canary),
                "words": (Bilingual, {"zh": canary, "en": canary}),
                "count": (Count, canary),
            }
            return leaf[what[0]]
        (parts, shape) = what
        model, value = self.model(parts, path)
        return {
            "group": (model, value),
            "list": (tuple[model, ...], (value,)),  # type: ignore[valid-type]
            "table": (dict[str, model], {"key": value}),  # type: ignore[valid-type]
            "optional": (model | None, value),
            "lists": (tuple[tuple[model, ...], ...], ((value,),)),  # type: ignore[valid-type]
        }[shape]


def everything(held: object) -> Iterator[str]:
    """All that can be read out of a value."""
    if isinstance(held, Value):
        for inner in vars(held).values():
            yield from everything(inner)
    elif isinstance(held, tuple):
        for inner in held:
            yield from everything(inner)
    elif isinstance(held, dict):
        for key, inner in held.items():
            yield key
            yield from everything(inner)
    elif held is not None:
        yield f"{held.zh} {held.en}" if isinstance(held, Text) else f"{held}"


lenses = st.one_of(
    st.builds(Lens, st.sampled_from(("public", "internal")), personal=st.sampled_from(("hidden", "masked", "full"))),
    st.builds(Lens, st.just("dealer"), st.just(OWN), st.sampled_from(("hidden", "masked", "full"))),
)


def permitted(path: tuple[Marks, ...], lens: Lens) -> bool:
    """Whether a leaf may be seen whole: by every mark on the way to it."""
    above = AUDIENCES.index(lens.audience)
    seen = all(AUDIENCES.index(audience) <= above for audience, _ in path)
    return seen and (lens.personal == "full" or all(personal == "none" for _, personal in path))


@given(st.lists(shapes, min_size=1, max_size=4), lenses)
def test_a_view_contains_what_is_permitted_and_nothing_else(parts: list[Any], lens: Lens) -> None:
    """For any record type and any audience: no canary above it is in the view, and each permitted one is."""
    maker = Maker()
    _, record = maker.model(parts, ())
    shown = View(loaded({}).network, Results(), lens)._project(record)
    text = " ".join(everything(shown))
    for canary, path in maker.leaves:
        assert (canary in text) == permitted(path, lens), (canary, path)
        assert (canary in repr(shown)) == permitted(path, lens)


@given(st.lists(shapes, min_size=1, max_size=4))
def test_the_record_itself_is_left_whole(parts: list[Any]) -> None:
    """A view is a copy: the network keeps every value."""
    maker = Maker()
    _, record = maker.model(parts, ())
    before = list(everything(record))
    project(record, PUBLIC)
    assert list(everything(record)) == before
    assert all(any(canary in text for text in before) for canary, _ in maker.leaves)


def test_the_scan_sees_a_leak(monkeypatch: pytest.MonkeyPatch) -> None:
    """The guard above can fail: a view that shows everything is caught, and so is one that shows nothing."""
    parts = [("line", ("internal", "none")), ([("line", ("public", "none"))], "list", ("public", "none"))]
    for leak in (lambda model, *_: tuple((name, False) for name in model.model_fields), lambda *_: ()):
        monkeypatch.setattr("toolkit.network.projecting._passing", leak)
        with pytest.raises(AssertionError):
            test_a_view_contains_what_is_permitted_and_nothing_else.hypothesis.inner_test(parts, PUBLIC)  # type: ignore[attr-defined]


def test_a_type_marked_by_annotation_keeps_its_marks() -> None:
    """A mark stays with the field however the type is written."""

    class Marked(Record):
        name: Annotated[str, "anything"] | None = field("名", "Name", audience="public", default=None)

    assert vars(project(Marked(name="a"), PUBLIC)) == {"name": "a"}
