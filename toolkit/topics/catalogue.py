"""All topics, in the order of the business: a later one may use the records and rules of an earlier one."""

from __future__ import annotations

from toolkit.kernel.text import Text
from toolkit.network.explaining import Figures
from toolkit.network.kinds import Kinds
from toolkit.topics.communication.checks import CHECKS as COMMUNICATION_CHECKS
from toolkit.topics.communication.outputs import cards as communication_cards
from toolkit.topics.communication.outputs import papers as communication_papers
from toolkit.topics.communication.records import KINDS as COMMUNICATION_KINDS
from toolkit.topics.communication.rules import FIGURES as COMMUNICATION_FIGURES
from toolkit.topics.communication.rules import derive as communication_results
from toolkit.topics.company.checks import CHECKS as COMPANY_CHECKS
from toolkit.topics.company.records import KINDS as COMPANY_KINDS
from toolkit.topics.conflict.checks import CHECKS as CONFLICT_CHECKS
from toolkit.topics.conflict.outputs import cards as conflict_cards
from toolkit.topics.conflict.records import KINDS as CONFLICT_KINDS
from toolkit.topics.conflict.rules import FIGURES as CONFLICT_FIGURES
from toolkit.topics.conflict.rules import derive as conflict_results
from toolkit.topics.contract.checks import CHECKS as CONTRACT_CHECKS
from toolkit.topics.contract.outputs import cards as contract_cards
from toolkit.topics.contract.outputs import papers
from toolkit.topics.contract.outputs.papers import REPORTS as CONTRACT_REPORTS
from toolkit.topics.contract.records import KINDS as CONTRACT_KINDS
from toolkit.topics.contract.rules import FIGURES as CONTRACT_FIGURES
from toolkit.topics.contract.rules import derive as contract_results
from toolkit.topics.dealer.checks import CHECKS as DEALER_CHECKS
from toolkit.topics.dealer.outputs import cards as dealer_cards
from toolkit.topics.dealer.records import KINDS as DEALER_KINDS
from toolkit.topics.dealer.rules import FIGURES as DEALER_FIGURES
from toolkit.topics.dealer.rules import derive as dealer_results
from toolkit.topics.evaluation.checks import CHECKS as EVALUATION_CHECKS
from toolkit.topics.evaluation.outputs import cards as evaluation_cards
from toolkit.topics.evaluation.outputs import papers as evaluation_papers
from toolkit.topics.evaluation.outputs.papers import REPORTS as EVALUATION_REPORTS
from toolkit.topics.evaluation.records import KINDS as EVALUATION_KINDS
from toolkit.topics.evaluation.rules import FIGURES as EVALUATION_FIGURES
from toolkit.topics.evaluation.rules import derive as evaluation_results
from toolkit.topics.handbook.checks import CHECKS as HANDBOOK_CHECKS
from toolkit.topics.handbook.records import KINDS as HANDBOOK_KINDS
from toolkit.topics.improvement.checks import CHECKS as IMPROVEMENT_CHECKS
from toolkit.topics.improvement.outputs import cards as improvement_cards
from toolkit.topics.improvement.outputs import papers as improvement_papers
from toolkit.topics.improvement.records import KINDS as IMPROVEMENT_KINDS
from toolkit.topics.improvement.rules import FIGURES as IMPROVEMENT_FIGURES
from toolkit.topics.improvement.rules import derive as improvement_results
from toolkit.topics.incentive.checks import CHECKS as INCENTIVE_CHECKS
from toolkit.topics.incentive.outputs import cards as incentive_cards
from toolkit.topics.incentive.outputs import papers as incentive_papers
from toolkit.topics.incentive.outputs.statements import REPORTS as INCENTIVE_REPORTS
from toolkit.topics.incentive.records import KINDS as INCENTIVE_KINDS
from toolkit.topics.incentive.rules import FIGURES as INCENTIVE_FIGURES
from toolkit.topics.incentive.rules import derive as incentive_results
from toolkit.topics.information.checks import CHECKS as INFORMATION_CHECKS
from toolkit.topics.information.outputs import cards as information_cards
from toolkit.topics.information.outputs import papers as information_papers
from toolkit.topics.information.records import KINDS as INFORMATION_KINDS
from toolkit.topics.information.rules import FIGURES as INFORMATION_FIGURES
from toolkit.topics.information.rules import derive as information_results
from toolkit.topics.lifecycle.checks import CHECKS as LIFECYCLE_CHECKS
from toolkit.topics.lifecycle.outputs import cards as lifecycle_cards
from toolkit.topics.lifecycle.records import KINDS as LIFECYCLE_KINDS
from toolkit.topics.market.checks import CHECKS as MARKET_CHECKS
from toolkit.topics.market.records import KINDS as MARKET_KINDS
from toolkit.topics.market.rules import FIGURES as MARKET_FIGURES
from toolkit.topics.market.rules import derive as market_results
from toolkit.topics.onboarding.checks import CHECKS as ONBOARDING_CHECKS
from toolkit.topics.onboarding.outputs import cards as onboarding_cards
from toolkit.topics.onboarding.outputs import kits
from toolkit.topics.onboarding.records import KINDS as ONBOARDING_KINDS
from toolkit.topics.onboarding.rules import FIGURES as ONBOARDING_FIGURES
from toolkit.topics.onboarding.rules import derive as onboarding_results
from toolkit.topics.screening.checks import CHECKS as SCREENING_CHECKS
from toolkit.topics.screening.outputs import cards as screening_cards
from toolkit.topics.screening.outputs import papers as screening_papers
from toolkit.topics.screening.records import KINDS as SCREENING_KINDS
from toolkit.topics.screening.rules import FIGURES as SCREENING_FIGURES
from toolkit.topics.screening.rules import derive as screening_results
from toolkit.topics.segment.checks import CHECKS as SEGMENT_CHECKS
from toolkit.topics.segment.outputs import cards as segment_cards
from toolkit.topics.segment.outputs import papers as segment_papers
from toolkit.topics.segment.records import KINDS as SEGMENT_KINDS
from toolkit.topics.segment.rules import FIGURES as SEGMENT_FIGURES
from toolkit.topics.segment.rules import derive as segment_results
from toolkit.topics.support.checks import CHECKS as SUPPORT_CHECKS
from toolkit.topics.support.outputs import cards as support_cards
from toolkit.topics.support.records import KINDS as SUPPORT_KINDS
from toolkit.topics.support.rules import FIGURES as SUPPORT_FIGURES
from toolkit.topics.support.rules import derive as support_results
from toolkit.topics.sustainability.checks import CHECKS as SUSTAINABILITY_CHECKS
from toolkit.topics.sustainability.outputs import cards as sustainability_cards
from toolkit.topics.sustainability.records import KINDS as SUSTAINABILITY_KINDS
from toolkit.topics.sustainability.rules import FIGURES as SUSTAINABILITY_FIGURES
from toolkit.topics.sustainability.rules import derive as sustainability_results
from toolkit.topics.topic import Topic

TOPICS: tuple[Topic, ...] = (
    Topic(
        "company",
        Text("公司与产品", "Company and products"),
        COMPANY_KINDS,
        checks=COMPANY_CHECKS,
        letters=("A.1", "A.2", "A.7"),
    ),
    Topic(
        "market",
        Text("市场与区域", "Markets and territories"),
        MARKET_KINDS,
        market_results,
        MARKET_CHECKS,
        letters=("A.3",),
        figures=MARKET_FIGURES,
    ),
    Topic(
        "dealer",
        Text("经销商档案", "Dealer profile"),
        DEALER_KINDS,
        dealer_results,
        DEALER_CHECKS,
        cards=dealer_cards,
        letters=("A.8",),
        figures=DEALER_FIGURES,
    ),
    Topic(
        "screening",
        Text("寻找与筛选", "Sourcing and screening"),
        SCREENING_KINDS,
        screening_results,
        SCREENING_CHECKS,
        outputs=screening_papers,
        cards=screening_cards,
        sections=("screening",),
        letters=("A.4", "A.5", "A.6", "C"),
        figures=SCREENING_FIGURES,
    ),
    Topic(
        "contract",
        Text("合同", "Contract"),
        CONTRACT_KINDS,
        contract_results,
        CONTRACT_CHECKS,
        outputs=papers,
        cards=contract_cards,
        sections=("contracts", "minutes"),
        letters=("A.10", "F"),
        reports=CONTRACT_REPORTS,
        figures=CONTRACT_FIGURES,
    ),
    Topic(
        "onboarding",
        Text("赋能启动", "Onboarding"),
        ONBOARDING_KINDS,
        onboarding_results,
        ONBOARDING_CHECKS,
        outputs=kits,
        cards=onboarding_cards,
        sections=("onboarding",),
        letters=("A.11", "G"),
        figures=ONBOARDING_FIGURES,
    ),
    Topic(
        "communication",
        Text("沟通与信任", "Communication and trust"),
        COMMUNICATION_KINDS,
        communication_results,
        COMMUNICATION_CHECKS,
        outputs=communication_papers,
        cards=communication_cards,
        sections=("meetings",),
        letters=("A.15", "A.16", "A.17", "H"),
        figures=COMMUNICATION_FIGURES,
    ),
    Topic(
        "support",
        Text("支持与服务", "Support and service"),
        SUPPORT_KINDS,
        support_results,
        SUPPORT_CHECKS,
        cards=support_cards,
        letters=("A.18", "A.19", "I"),
        figures=SUPPORT_FIGURES,
    ),
    Topic(
        "conflict",
        Text("渠道冲突", "Channel conflict"),
        CONFLICT_KINDS,
        conflict_results,
        CONFLICT_CHECKS,
        cards=conflict_cards,
        letters=("A.20", "J"),
        figures=CONFLICT_FIGURES,
    ),
    Topic(
        "evaluation",
        Text("考核", "Evaluation"),
        EVALUATION_KINDS,
        evaluation_results,
        EVALUATION_CHECKS,
        outputs=evaluation_papers,
        cards=evaluation_cards,
        sections=("evaluations",),
        letters=("A.12", "A.13", "D"),
        reports=EVALUATION_REPORTS,
        figures=EVALUATION_FIGURES,
    ),
    Topic(
        "incentive",
        Text("激励与返利", "Incentives and rebates"),
        INCENTIVE_KINDS,
        incentive_results,
        INCENTIVE_CHECKS,
        outputs=incentive_papers,
        cards=incentive_cards,
        sections=("evaluations",),
        letters=("A.14", "E"),
        reports=INCENTIVE_REPORTS,
        figures=INCENTIVE_FIGURES,
    ),
    Topic(
        "segment",
        Text("分群与预警", "Segments and early warning"),
        SEGMENT_KINDS,
        segment_results,
        SEGMENT_CHECKS,
        outputs=segment_papers,
        cards=segment_cards,
        sections=("plans",),
        letters=("K",),
        figures=SEGMENT_FIGURES,
    ),
    Topic(
        "improvement",
        Text("改进与退出", "Improvement and exit"),
        IMPROVEMENT_KINDS,
        improvement_results,
        IMPROVEMENT_CHECKS,
        outputs=improvement_papers,
        cards=improvement_cards,
        sections=("plans",),
        letters=("A.21",),
        figures=IMPROVEMENT_FIGURES,
    ),
    Topic(
        "information",
        Text("信息共享", "Shared information"),
        INFORMATION_KINDS,
        information_results,
        INFORMATION_CHECKS,
        outputs=information_papers,
        cards=information_cards,
        sections=("briefs", "meetings"),
        letters=("A.22",),
        figures=INFORMATION_FIGURES,
    ),
    Topic(
        "sustainability",
        Text("可持续", "Sustainability"),
        SUSTAINABILITY_KINDS,
        sustainability_results,
        SUSTAINABILITY_CHECKS,
        cards=sustainability_cards,
        letters=("A.23", "L"),
        figures=SUSTAINABILITY_FIGURES,
    ),
    Topic(
        "lifecycle",
        Text("生命周期", "Lifecycle"),
        LIFECYCLE_KINDS,
        checks=LIFECYCLE_CHECKS,
        cards=lifecycle_cards,
        letters=("B",),
    ),
    Topic("handbook", Text("手册", "Handbook"), HANDBOOK_KINDS, checks=HANDBOOK_CHECKS),
)
KINDS = Kinds(kind for topic in TOPICS for kind in topic.kinds)
FIGURES = Figures(figure for topic in TOPICS for figure in topic.figures)
