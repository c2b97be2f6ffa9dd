"""Invented companies and people: names, codes and addresses that fit their checks and belong to nobody."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from stdnum.cn import uscc

from toolkit.sample.ground import Ground, Offer

_CORE = "瑞丰达盛宏远新华安康泰恒信德隆嘉美景明光辉海润泽清源林溪云岭川原禾谷春秋竹松"
_TRADES = ("商贸", "食品", "饮品", "供应链")
_FAMILY = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"
_GIVEN = "文明志建国华春海永平晓敏丽静芳秀英玉兰佳思宇浩然子轩梓涵雨欣博远嘉宁"
_CODE = "0123456789ABCDEFGHJKLMNPQRTUWXY"
CHANNELS = (("traditional", "school"), ("ka", "cvs"))
PERSONS = 3


@dataclass(frozen=True)
class Dealer:
    """One invented dealer: its number from 0, and where it sells what. All else follows from them and the seed."""

    ground: Ground
    seed: int
    number: int

    @cached_property
    def spot(self) -> tuple[int, int]:
        """Returns the place of the county in the shuffled list of all, and how often that list was gone through before."""
        return self.number % len(self.ground.counties), self.number // len(self.ground.counties)

    def draw(self, what: str, below: int) -> int:
        """Returns a number from 0 to `below` - 1 that follows from seed, dealer and `what`: the same in every run."""
        given = f"{self.seed}/{self.number}/{what}".encode()
        return int.from_bytes(hashlib.blake2b(given, digest_size=8).digest(), "big") % below

    @cached_property
    def id(self) -> str:
        """Returns the dealer's id; ten thousand a year at most."""
        return f"D-{self.ground.year - 1 - self.number // 9999}-{self.number % 9999 + 1:04d}"

    @cached_property
    def county(self) -> str:
        """Returns the code of the county in which the dealer has its seat and its territory."""
        counties, (place, _) = self.ground.counties, self.spot
        return counties[place * _step(len(counties), self.seed) % len(counties)].code

    @cached_property
    def offer(self) -> Offer:
        """Returns the line that the dealer sells; those of one county never sell the same to the same channels."""
        place, layer = self.spot
        return self.ground.offers[(place + layer) % len(self.ground.offers)]

    @cached_property
    def channels(self) -> tuple[str, ...]:
        """Returns the channels that it supplies."""
        place, layer = self.spot
        return CHANNELS[(place + layer // len(self.ground.offers)) % len(CHANNELS)]

    @cached_property
    def core(self) -> str:
        """Returns the part of the name that is its own."""
        size, place = len(_CORE), (self.number * 7919 + self.seed * 31) % len(_CORE) ** 3
        return _CORE[place % size] + _CORE[place // size % size] + _CORE[place // size**2]

    @cached_property
    def name(self) -> str:
        """Returns the legal name."""
        return f"{self.place_name}{self.core}{_TRADES[self.draw('trade', len(_TRADES))]}有限公司"

    @cached_property
    def place_name(self) -> str:
        """Returns the county's name as it stands before a company's."""
        return self.ground.names[self.county]

    @cached_property
    def uscc(self) -> str:
        """Returns a credit code with its check character."""
        digits, left = "", self.number * 613 + self.seed % 613
        for _ in range(7):
            left, digit = divmod(left, len(_CODE))
            digits = _CODE[digit] + digits
        body = f"91{self.county}MA{digits}"
        return body + str(uscc.calc_check_digit(body))

    @cached_property
    def address(self) -> str:
        """Returns an address that no post would find."""
        above = list(dict.fromkeys((f"{self.county[:2]}0000", f"{self.county[:4]}00", self.county)))
        where = "".join(self.ground.names.get(code, "") for code in above)
        return f"{where}{self.core}路{self.draw('house', 400) + 1}号"

    @cached_property
    def month(self) -> int:
        """Returns what the dealer usually buys in a month, in yuan without VAT, in whole thousands."""
        return (60 + self.draw("size", 240)) * 1000

    def serial(self, count: int, place: int = 0) -> str:
        """Returns the ids' part `year-number` of the dealer's thing number `place` of `count`."""
        whole = self.number * count + place
        return f"{self.ground.year - 1 - whole // 9999}-{whole % 9999 + 1:04d}"

    def contact(self, place: int) -> str:
        """Returns the id of one of the dealer's people; years without people of the workspace's own."""
        whole = self.number * PERSONS + place
        return f"C-{self.ground.year - 30 - whole // 9999}-{whole % 9999 + 1:04d}"


def person(number: int, seed: int) -> str:
    """Returns the name of an invented person."""
    drawn = hashlib.blake2b(f"{seed}/person/{number}".encode(), digest_size=4).digest()
    family, first, second, short = drawn
    given = _GIVEN[first % len(_GIVEN)] + (_GIVEN[second % len(_GIVEN)] if short % 4 else "")
    return _FAMILY[family % len(_FAMILY)] + given


def _step(size: int, seed: int) -> int:
    """A step that visits every place of a list of `size` before it comes back, different by seed."""
    primes = (1009, 1013, 1019, 1021, 1031, 1033, 1039, 1049)
    return next(p for p in primes[seed % 8 :] + primes if size % p)


def split(total: int, *weights: int) -> tuple[int, ...]:
    """Returns `total` in parts of these weights; the parts are whole and add up to it."""
    ends = [total * part // sum(weights) for part in accumulate(weights)]
    return tuple(end - start for start, end in zip((0, *ends), ends, strict=False))
