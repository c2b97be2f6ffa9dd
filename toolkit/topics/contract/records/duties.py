"""The duties that a clause of the standard puts on each side, as data beside its text, so that both can read them as a list."""

from __future__ import annotations

from typing import Annotated

from toolkit.kernel.text import Text
from toolkit.kernel.vocabulary import Vocabulary
from toolkit.network.fields import Bilingual, Count, Name, OneOf, Version
from toolkit.network.kinds import Kind
from toolkit.network.record import Record, Value, field

OBLIGED = Vocabulary("obliged", {"brand": ("甲方", "Party A"), "dealer": ("乙方", "Party B"), "both": ("双方", "both")})


class Duty(Value):
    """One duty: whose, what, when, and the paragraph (款) that says so."""

    KEY = ("id",)
    id: Name = field("编号", "Id", audience="public")
    side: Annotated[str, OneOf(OBLIGED)] = field("责任方", "Side", audience="public")
    paragraph: Count = field("款", "Paragraph", audience="public")
    what: Bilingual = field("义务", "Duty", audience="public")
    when: Bilingual | None = field("时间", "When", audience="public", default=None)


class ClauseDuties(Record):
    """The duties in one version of a clause. A new version of the clause brings a list of its own."""

    id: Name = field("条款", "Clause", audience="public")
    version: Version = field("版本", "Version", audience="public")
    duties: tuple[Duty, ...] = field("义务", "Duties", audience="public", default=())
    gist: Bilingual | None = field(
        "要点",
        "Gist",
        audience="public",
        default=None,
        help_zh="★条款写：签约前向乙方提示和说明什么",
        help_en="for ★ clauses: what is pointed out and explained to Party B before signing",
    )


DUTIES_KIND = Kind(
    "clause-duties",
    Text("条款义务清单", "the duties of the clauses"),
    ClauseDuties,
    "content/clauses/{id}/{version}/duties.yaml",
    identity="{id}@{version}",
)
