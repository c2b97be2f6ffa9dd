"""Candidates on their way: a record with a source and an owner, talks before visits, agreements before price lists."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from toolkit.kernel.problem import Problem, ProblemKind
from toolkit.kernel.text import Text
from toolkit.kernel.wording import percent_text
from toolkit.network.network import Network
from toolkit.network.results import Results
from toolkit.network.telling import told, told_at_key
from toolkit.topics.company.records import Staff
from toolkit.topics.dealer.records import DealerProfile
from toolkit.topics.dealer.rules import EARLY, RECRUITING, state
from toolkit.topics.screening.checks.place import entered, place_of
from toolkit.topics.screening.records import Screening
from toolkit.topics.topic import Check

VISITED = ("visited", "scored", "negotiating", "drafted", "legal_review", "signed", "onboarding", "active")

NO_RECORD = ProblemKind(
    "SCR101",
    "warning",
    Text(
        "候选人没有筛选记录，来源和负责人不明", "the candidate has no screening record: source and owner are not known"
    ),
    Text("建立 dealers/{dealer}/screening.yaml", "make dealers/{dealer}/screening.yaml"),
)
OWNER_LEFT = ProblemKind(
    "SCR102",
    "error",
    Text("负责人 {staff} 已于 {day} 离任", "the owner {staff} left on {day}"),
    Text("指定接手的人", "name who takes over"),
)
PRICES_FIRST = ProblemKind(
    "SCR103",
    "error",
    Text("{day} 交付供货价表，保密协议{nda}", "the price list was given on {day}; the confidentiality agreement {nda}"),
    Text(
        "先签保密协议再给价表；已经给出的，补签并记录",
        "sign before giving prices; where it has happened, sign now and say so",
    ),
)
NDA_LATE = ProblemKind(
    "SCR104",
    "error",
    Text("{day} 进入谈判时还没有保密协议", "there was no confidentiality agreement when negotiations opened on {day}"),
    Text("登记 nda.signed_on，应不晚于进入谈判", "record nda.signed_on, no later than the opening of negotiations"),
)
NOT_DECLARED = ProblemKind(
    "SCR105",
    "error",
    Text("与我方员工 {staff} 的关系没有申报日期", "the tie to our staff {staff} has no day of declaration"),
    Text("请双方申报并登记 declared_on；未申报的停止筛选", "have both sides declare it; screening stops until then"),
)
NO_TALK = ProblemKind(
    "SCR106",
    "error",
    Text("{day} 考察之前没有深度沟通记录", "no deep talk is on record before the visit of {day}"),
    Text("补记沟通：疑点、回答、对方的期待", "record the talk: doubts, answers, their expectations"),
)
DOUBT = ProblemKind(
    "SCR107",
    "warning",
    Text("疑点“{doubt}”已经考察仍没有回答", "the doubt “{doubt}” has no answer after the visit"),
    Text("写明回答和是否消除", "write the answer, and whether it settles it"),
)
EXPECTATION = ProblemKind(
    "SCR108",
    "warning",
    Text(
        "对方的期待“{text}”到拟约时还没有答复",
        "their expectation “{text}” has no answer now that a contract is drafted",
    ),
    Text("逐条答复；做不到的也写明", "answer each, also where the answer is no"),
)
CONFIRMED_EARLY = ProblemKind(
    "SCR110",
    "error",
    Text("对方 {day} 确认，早于 {talk} 的沟通", "they confirmed it on {day}, before the talk of {talk}"),
)
BRAND_SHARES = ProblemKind(
    "SCR109",
    "error",
    Text("代理品牌的占比合计 {total}，超过 100%", "the shares of the brands total {total}, more than 100%"),
)


def candidates_recorded(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """Every candidate has a screening record with a source, and an owner who is still there.

    Without the source nobody can say which channel is worth its cost (reference A.4); a lead without an owner is not
    registered. Told of candidates up to scoring.

    中文：每位候选人都有写明来源的筛选记录，负责人还在职。不知道来源，就说不出哪条渠道值得花钱；没有负责人的线索等于没有
    登记。只问评分之前的候选人。
    """
    staff = {person.id: person for person in network.all(Staff)}
    for profile in network.all(DealerProfile):
        if state(profile, as_of) in EARLY and network.find(Screening, profile.id) is None:
            yield told_at_key(network, NO_RECORD, profile, "transitions", dealer=profile.id)
    for screening in network.all(Screening):
        person = staff.get(screening.owner)
        current = network.find(DealerProfile, screening.dealer)
        if person is None or current is None or state(current, as_of) not in RECRUITING:
            continue
        if person.until is not None and person.until < as_of:
            yield told(network, OWNER_LEFT, screening, "owner", staff=person.id, day=person.until)


def agreements(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """Supply prices are shown under a confidentiality agreement only, and ties to our staff are declared.

    Supply prices are trade secrets, and passing them between dealers is a hub-and-spoke risk (reference 0.7, A.4). A
    tie to our staff that is not declared stops the screening (gate G06).

    中文：先签保密协议再给供货价，与我方员工的关系都已申报。供货价是商业秘密，在经销商之间流转还有轴辐协议的风险；没有申
    报的关系使筛选停止（门槛 G06）。
    """
    for screening in network.all(Screening):
        profile = network.find(DealerProfile, screening.dealer)
        signed, given = (screening.nda.signed_on if screening.nda else None), screening.price_list_given
        if given is not None and (signed is None or signed > given):
            how = Text(f"签于 {signed}", f"is of {signed}") if signed else Text("没有签", "is missing")
            yield told(network, PRICES_FIRST, screening, "price_list_given", day=given, nda=how)
        opened = entered(profile, "negotiating", as_of) if profile else None
        if opened is not None and (signed is None or signed > opened):
            path = ("nda", "signed_on") if signed else ("dealer",)
            yield told(network, NDA_LATE, screening, *path, day=opened)
        for place, tie in enumerate(screening.related):
            if tie.staff is not None and tie.declared_on is None:
                yield told(network, NOT_DECLARED, screening, "related", place, "staff", staff=tie.staff)


def talks(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """A candidate is talked with before it is visited, and what it asked is answered.

    The talk is where doubts from the papers are put and where the candidate says what it hopes for (reference 0b). A
    doubt still open after the visit is a doubt in the score; an expectation without an answer becomes a grievance in
    the first year.

    中文：考察之前先深谈，对方的问题都有答复。疑点要在谈话里当面问清，考察之后仍没有回答的疑点会变成分数里的疑点；没有答
    复的期待，第一年就会变成怨气。
    """
    for screening in network.all(Screening):
        for number, talk in enumerate(screening.talks):
            if talk.confirmed_on is not None and talk.confirmed_on < talk.date:
                values: dict[str, Any] = {"day": talk.confirmed_on, "talk": talk.date}
                yield told(network, CONFIRMED_EARLY, screening, "talks", number, "confirmed_on", **values)
        profile = network.find(DealerProfile, screening.dealer)
        day = entered(profile, "visited", as_of) if profile else None
        if profile is None or day is None:
            continue
        if not any(talk.date <= day for talk in screening.talks):
            path = ("transitions", place_of(profile, "visited", as_of), "date")
            yield told(network, NO_TALK, profile, *path, day=day)
        drafted = entered(profile, "drafted", as_of) is not None
        for number, talk in enumerate(screening.talks):
            for place, doubt in enumerate(talk.doubts):
                if doubt.answer is None:
                    at = ("talks", number, "doubts", place, "text")
                    yield told(network, DOUBT, screening, *at, doubt=doubt.text)
            for place, hope in enumerate(talk.expectations):
                if drafted and hope.answer is None:
                    at = ("talks", number, "expectations", place, "text")
                    yield told(network, EXPECTATION, screening, *at, text=hope.text)


def brand_shares(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """The brands that a candidate carries are parts of its sales, at most the whole.

    Conflict and complement are judged by them (reference C.2). Shares are of all that the candidate sells.

    中文：候选人代理的各品牌占其销售额的比例，合计不超过 100%。产品结构的冲突与互补由此判断。
    """
    for screening in network.all(Screening):
        total = sum((brand.share for brand in screening.brands), Decimal(0))
        if total > 1:
            yield told_at_key(network, BRAND_SHARES, screening, "brands", total=percent_text(total))


CHECKS: tuple[Check, ...] = (
    Check((NO_RECORD, OWNER_LEFT), candidates_recorded),
    Check((PRICES_FIRST, NDA_LATE, NOT_DECLARED), agreements),
    Check((NO_TALK, DOUBT, EXPECTATION, CONFIRMED_EARLY), talks),
    Check((BRAND_SHARES,), brand_shares),
)
