"""Training over the whole network: how many people passed, and how the certificates stand (reference G.3)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from toolkit.kernel.text import Text
from toolkit.kernel.wording import number_text
from toolkit.network.explaining import Figure
from toolkit.network.network import Network
from toolkit.network.record import Value, field
from toolkit.network.results import InternalResult, Results, Step
from toolkit.topics.onboarding.records.vocabularies import CERTIFICATE_STATES
from toolkit.topics.onboarding.rules.results import OnboardingProgress

NETWORK = "network"


class StateCount(Value):
    state: str = field("状态", "State")
    certificates: int = field("证书", "Certificates")


class NetworkTraining(InternalResult):
    """The training of all dealers with an onboarding on record; its subject is `network`. `share` is 0 to 1."""

    topic = "onboarding"
    dealers: int = field("有培训记录的经销商", "Dealers with training on record")
    heads: int = field("参训人次", "Trainings entered", unit="人")
    passed: int = field("通过人次", "Trainings passed", unit="人")
    share: Decimal | None = field("通过率", "Share passed", default=None)
    running: int = field("进行中的启动", "Onboardings under way")
    states: tuple[StateCount, ...] = field("证书状态", "Certificates by state", default=())


def totals(standings: Iterable[OnboardingProgress]) -> NetworkTraining:
    """Returns the training of the network in numbers."""
    rows = tuple(standings)
    held = [row for standing in rows for row in standing.certificates]
    heads, passed = sum(row.heads for row in held), sum(row.passed for row in held)
    states = Counter(row.state for row in held)
    return NetworkTraining(
        subject=NETWORK,
        dealers=sum(bool(row.certificates) for row in rows),
        heads=heads,
        passed=passed,
        share=Decimal(passed) / heads if heads else None,
        running=sum(not row.accepted for row in rows),
        states=tuple(StateCount(state=name, certificates=states[name]) for name in CERTIFICATE_STATES),
    )


def total_steps(network: Network, results: Results, result: NetworkTraining, as_of: date) -> Iterator[Step]:
    """Yields each dealer's trainings, passed of entered, and the sums."""
    rows = results.all(OnboardingProgress)
    trained = [row for row in rows if row.certificates]
    for row in trained:
        passed, heads = sum(c.passed for c in row.certificates), sum(c.heads for c in row.certificates)
        yield Step(what=Text(f"{row.subject}（见 onboarding）", f"{row.subject} (see onboarding)"), value=f"{passed} / {heads}")  # fmt: skip
    words = Text("有培训记录的经销商", "dealers with training on record")
    yield Step(what=words, value=str(len(trained)), gives="dealers")
    for name, label in (("heads", Text("参训人次", "trainings entered")), ("passed", Text("通过人次", "passed"))):
        values = [sum(getattr(c, name) for c in row.certificates) for row in trained]
        shown = f"{' + '.join(map(str, values))} = {sum(values)}" if values else "0"
        yield Step(what=label, value=shown, gives=name)
    if result.share is not None:
        shown = f"{result.passed} ÷ {result.heads} = {number_text(result.share, 4)}"
        yield Step(what=Text("通过率", "share passed"), value=shown, gives="share")
    going = [row.subject for row in rows if not row.accepted]
    listed = "、".join(going) + ": " if going else ""
    yield Step(what=Text("进行中的启动", "onboardings under way"), value=f"{listed}{len(going)}", gives="running")
    for counted in result.states:
        yield Step(what=CERTIFICATE_STATES.label(counted.state), value=str(counted.certificates))


NETWORK_FIGURES = (
    Figure(
        "training",
        Text("全网培训", "Training of the network"),
        NetworkTraining,
        ("dealers", "heads", "passed", "share", "running"),
        total_steps,
    ),
)
