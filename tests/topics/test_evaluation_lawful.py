"""Resale-price control is found wherever a policy says it, and lawful wording is left alone (reference 0.1, 0b Law)."""

from __future__ import annotations

import pytest

from tests.topics.evaluation_files import OLD, POLICY, network, version
from toolkit.topics.evaluation.records import EvaluationPolicy
from toolkit.topics.evaluation.rules.faults import texts
from toolkit.topics.evaluation.rules.measures import MEASURES
from toolkit.topics.evaluation.rules.resale_price import resale_price_words

UNLAWFUL = """\
价格秩序
市场价格秩序得分
低价次数
低价销售次数（每次扣3分）
维护价格
维护市场价格
维护终端零售价稳定
违反价格政策 3/次
价格体系执行率
价格管控得分
乱价扣分
控价执行情况
维价奖
转售价格达标率
最低零售价执行率
建议零售价执行情况
统一零售价
按公司规定价格销售的门店占比
严格执行指导价
低于建议零售价销售
不得低于指导价销售
未按规定价格销售，每次扣2分
砸价、窜价处罚
终端成交价检查
破坏价格体系
到手价监测得分
促销价不得低于公司标准
价盘稳定
resale price
price order
share of outlets at the minimum price
low-price incidents
sold below the suggested price
do not sell below the recommended price
price maintenance score
maintaining the market price
undercutting other dealers
resale_price_compliance
price discipline
no sale below the retail price
不以低价销售的加2分
没有按指导价销售
不遵守价格体系的扣分
不维护市场价格，每次扣3分
retail price checks"""
LAWFUL = """\
销售目标完成率
重点产品完成率
库存按经销商进货价计
净进货额按供货价计算
出厂价调整按合同通知
本办法不含转售价格
指标不包含转售价格，也不考核零售价格
没有任何一条红线与转售价格有关
低价次数一类指标不得进入考核
建议零售价仅供参考，经销商自主定价
与转售价格无关
不以转售价格为依据
不设最低零售价
不看转售价格
期初价值与期末价值
投诉按时办结率
陈列形象检查得分
非恶意跨区销售
经核实的有效顾客投诉
逾期占授信额度
采购价折扣按合同
价格表版本写在合同里
No indicator looks at resale prices
nothing in it depends on resale prices
the suggested retail price is for reference only
net sell-in at the dealer's purchase price
growth on last year
days of stock
stock below two weeks is topped up
a low score is talked through
display audit
supply price list 2026-1"""


@pytest.mark.parametrize("text", UNLAWFUL.splitlines())
def test_unlawful_wording_is_found(text: str) -> None:
    """Scoring, ordering or punishing a price at which the dealer sells is found in any of its usual words."""
    assert resale_price_words(text)


@pytest.mark.parametrize("text", LAWFUL.splitlines())
def test_lawful_wording_is_left_alone(text: str) -> None:
    """Supply prices, other figures and clauses that leave resale prices out are no control."""
    assert resale_price_words(text) == ""


def test_a_denial_does_not_cover_the_next_clause() -> None:
    """“Resale prices are not looked at; prices must be kept” is found by its second half."""
    assert resale_price_words("不考核零售价，但要维护价格秩序") == "维护价格"


def test_what_is_shipped_is_lawful() -> None:
    """No text of the shipped versions, and no name or formula of a measure, is a control of resale prices."""
    for number, text in (("2026-1", POLICY), ("2024-1", OLD)):
        policy = network(version(text, number)).all(EvaluationPolicy)[0]
        assert [words for _, words in texts(policy) if resale_price_words(words)] == []
    named = [
        words
        for measure in MEASURES.values()
        for words in (measure.name.zh, measure.name.en, measure.formula.zh, measure.formula.en)
    ]
    assert [words for words in named if resale_price_words(words)] == []
