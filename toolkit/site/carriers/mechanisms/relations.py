"""M71, M82, M91 and M93 to M121 but M96: what relations rest on, what goes wrong with them, where they lead (B)."""

from __future__ import annotations

from toolkit.kernel.text import Text
from toolkit.site.carriers.carrier import (
    Command,
    Field,
    Finding,
    Group,
    Made,
    Rule,
    Ruled,
    Shown,
    fields,
    findings,
    not_yet,
    row,
)

TALKS = "toolkit.topics.communication.rules"
LISTENING = Made("site", Text("共商与改进", "Listening and improving"), "dashboards/listening")
SUPPORT = "toolkit.topics.support.rules"
SCORES = "toolkit.topics.evaluation.rules"
REBATES = "toolkit.topics.incentive.rules"
SEGMENT = "toolkit.topics.segment.rules"
CONFLICT = "toolkit.topics.conflict.rules"
SHARED = "toolkit.topics.information.rules"
CHANGES = "toolkit.topics.improvement.rules.causes"
NETWORK = Made("site", Text("全网一览", "The network at a glance"), "dashboards/index")
RISK = Made("site", Text("信任与风险：流失、续约、满意度", "Trust and risk: leaving, renewals, satisfaction"), "dashboards/trust-and-risk")  # fmt: skip

NO_PLAYBOOK = not_yet("手册里还没有讲它的一页", "The handbook has no page on it yet")

RELATIONS: tuple[Group, ...] = (
    Group("B0", Text("把关系当一件事来管", "Relations as a piece of work"), (
        row("M97", "B0", "从认识到分手，每一步有条件、有记录", "From the first meeting to the parting, every step with its conditions and its record",
            *fields("lifecycle-policy", "steps[].guards", "steps[].approvals"), Rule("toolkit.topics.lifecycle.rules:lacking"),
            *findings("LIF101", "LIF111", "LIF121"), Shown("lifecycle", "timeline")),
        row("M98", "B0 B1", "管得好不好，看几个数", "A few figures that tell how well it goes",
            Rule(f"{SEGMENT}.results:NetworkLoyalty"), Rule(f"{SEGMENT}.results:SurveyResult"),
            Rule("toolkit.topics.market.rules.potential:MarketPotential"), Rule(f"{TALKS}.results:NetworkTrust"), Command("explain"),
            NETWORK, RISK),
    )),
    Group("B1", Text("为什么要管", "Why it matters"), (
        row("M93", "B1.3 B5.1", "线上、商超、小店之间谁让谁", "Who gives way among online shops, chains and small shops",
            Field("conflict-case", "type", "CF2"), Field("conflict-case", "type", "CF4"), Field("channel-policy", "priority"),
            Field("contract", "reserved[].channels"), Rule("toolkit.topics.contract.rules.territory:near"),
            *findings("CFL159", "CTR201", "CTR216"), Shown("conflict", "conflict")),
        row("M99", "B1.1", "留得住多少家，变得了多快", "How many stay, and how fast we change",
            Rule(f"{SEGMENT}.loyalty:retention"), Rule(f"{SEGMENT}.results:NetworkLoyalty"), Rule(f"{SEGMENT}.results:EarlyWarning"),
            Finding("SEG121"), Command("explain"), RISK, LISTENING),
        row("M100", "B1.2", "借经销商的眼睛看趋势和用户", "Seeing trends and users through dealers' eyes",
            Field("communication", "feedback[].kind", "market_info"), Field("information", "shares[].direction", "from_dealer"),
            Field("bulletin", "kind", "trend"), Field("joint-plan", "seasonal_plan[].plan"),
            *findings("INF120", "INF121"), Shown("information", "information"),
            not_yet("终端用户要什么没有自己的记录，只在反馈的文字里", "What end users want has no record of its own; it stands in the words of feedback")),
        row("M101", "B1", "人和钱往哪家投", "To whom people and money go",
            Field("support-year", "fund_budget.amount"), Field("joint-plan", "resources[].amount"), Field("award", "offer"),
            Rule("toolkit.topics.support.rules.results:FundBalance"), *findings("INC406", "SUP146"), Shown("support", "support"),
            not_yet("不能把各家得到的投入并排看；策略卡里的投入（investments）没有人读",
                    "What each dealer is given cannot be seen side by side; nobody reads the investments of the strategy card")),
    )),
    Group("B2", Text("关系靠什么", "What it rests on"), (
        row("M71", "B2.4 B4.2", "技术上有人接手", "Somebody to take up technical questions",
            Field("support-year", "tickets[].category", "quality"), Field("support-year", "tickets[].category", "system"),
            Ruled("sla.routes"), Rule(f"{SUPPORT}.ownership:owner_of"), Finding("SUP105")),
        row("M82", "B2.3", "每家有自己的目标，用数据对", "Each dealer has targets of its own, held against figures",
            Field("contract", "targets.quarters[].amount"), Field("quarter", "lines[].target.value"), Field("joint-plan", "agreed_targets.years[].amount"),
            Rule(f"{SCORES}.facts:facts_of"), *findings("EVA201", "EVA202", "CTR864")),
        row("M91", "B2.3", "奖给谁，只看做到了没有", "Who is rewarded is decided by what was done alone",
            *fields("award", "quarters", "facts"), Rule(f"{REBATES}.gates:gated"), Rule(f"{REBATES}.ratings:rated"),
            *findings("EVA403", "INC205", "INC406", "INC407")),
        row("M102", "B2.1 B5.2", "该知道的都知道，给什么、为什么给写清楚", "All know what they should; what is shared says why",
            *fields("information", "shares[].purpose", "shares[].basis", "shares[].acknowledgements[].date"),
            Rule(f"{SHARED}.results:InformationStanding"), *findings("INF101", "INF117", "INF120", "INF406"), Shown("information", "information")),
        row("M103", "B2.1", "话要两头通", "Words that go both ways",
            Field("information", "shares[].direction", "mutual"), *fields("communication", "feedback[].answer", "notices[].acknowledged"),
            Rule(f"{TALKS}.replies:replies"), *findings("CMN123", "CMN131"), Shown("communication", "communication")),
        row("M104", "B2.2", "说到做到，做不到先认", "Doing what one said, and owning up first",
            *fields("communication", "commitments[].evidence", "commitments[].fulfilled", "repairs[].remedy"),
            Rule(f"{TALKS}.trust:trust_index"), Rule(f"{TALKS}.results:NetworkTrust"), *findings("CMN115", "CMN116", "CMN151"),
            Shown("communication", "communication")),
        row("M105", "B2.2", "愿意一直做下去", "Wishing to go on together",
            Rule(f"{SEGMENT}.loyalty:renewals"), Rule(f"{SEGMENT}.results:NetworkLoyalty"), Field("rebate-policy", "components[].type", "T10"),
            Field("dealer", "cooperation_since"), *findings("CTR761", "CTR764"), Shown("contract", "contract-calendar")),
        row("M106", "B2.2 B3.2", "两边的目标写在一张纸上", "The goals of both on one sheet",
            *fields("joint-plan", "brand_goals", "dealer_goals", "signatures[].side"), *findings("CTR866", "CTR872"),
            Shown("contract", "joint-plan")),
    )),
    Group("B3", Text("怎么做起来", "How it is done"), (
        row("M107", "B3.2", "各出什么、互通什么", "What each puts in, what each tells the other",
            *fields("joint-plan", "resources[].side", "resources[].text", "resources[].due"), Field("information", "shares[].direction", "mutual"),
            Rule("toolkit.topics.contract.rules.joint_plan:JointPlanStanding"), Finding("CTR870"), Shown("contract", "joint-plan")),
        row("M108", "B3.3", "每季一起看，该改就改", "Looked at together each quarter, and changed where it must",
            *fields("joint-plan", "reviews[].findings", "reviews[].changes"), Field("communication", "reviews[].actions[].text"),
            Rule("toolkit.topics.contract.rules.joint_plan:reviews_due"), *findings("CTR868", "CTR869"), Shown("contract", "joint-plan")),
    )),
    Group("B4", Text("案例里的做法", "What the cases show"), (
        row("M109", "B4.1", "旺季前给数据和预测，各家定自己的打法", "Figures and a forecast before the season; each dealer sets its own tactics",
            Field("bulletin", "kind", "forecast"), Field("information", "answers[].text"), Field("joint-plan", "seasonal_plan[].forecast[].amount"),
            Rule(f"{SHARED}.results:ForecastAccuracy"), *findings("INF201", "INF205", "INF406"), Shown("information", "forecast")),
        row("M110", "B4.2", "课成体系，学了有奖", "Courses that build on each other, and a reward for learning",
            Ruled("curriculum.courses"), Ruled("dealer-evaluation.dimensions.cooperation.indicators.C2"),
            Field("incentive-plan", "offers[].form", "management_class"), Rule("toolkit.topics.onboarding.rules.training:passed_share"),
            *findings("OBD117", "OBD126"), Shown("onboarding", "onboarding"),
            not_yet("开张以后每年的再培训没有按人按课的记录，只有每季一个完成数", "Training after the start has no record by person and course, only a number for each quarter")),
        row("M111", "B4.3", "新品上市先谈：听懂没有、担心什么、一起怎么卖", "A new product is talked over first: was it understood, what worries, how both sell it",
            *fields("information", "briefings[].talks[].understood.result", "briefings[].concerns[].answer", "briefings[].joint_plan.due"),
            Rule(f"{SHARED}.briefings:state_of"), *findings("INF304", "INF306", "INF307", "INF308"), Shown("information", "information")),
        row("M112", "B4.3", "先一起查明、调解，再谈处理", "Facts found together and mediation before any measure",
            Field("conflict-case", "timeline[].step", "mediated"), *fields("conflict-case", "settlement.terms", "improvements[].text"),
            Ruled("procedure.mediated"), *findings("CFL111", "CFL155"), Shown("conflict", "conflict")),
    )),
    Group("B5", Text("难处怎么解", "Answers to what is hard"), (
        row("M94", "B5.1", "渠道怎么分，白纸黑字", "How channels are divided, in black and white",
            *fields("channel-policy", "channels[].served_by", "reserved", "passive_sales"), *findings("CFL158", "CFL159"),
            Made("site", Text("渠道政策", "The channel policy"), "policies/channel")),
        row("M95", "B5.1", "一单生意两边怎么分才合理", "How one order is fairly shared",
            *fields("channel-policy", "splits[].shares[].rate", "parity_floor"), Rule(f"{CONFLICT}.split:simulate"), *fields("split-proposal", "orders[].own_margin", "orders[].orders", "splits[].shares[].rate", "consulted_on"),
            Rule(f"{CONFLICT}.proposals:SplitTrial"), *findings("CFL157", "CFL172", "CFL173", "CFL174", "CFL175"), Command("explain"),
            LISTENING),
        row("M113", "B5.1", "勤走动，少误会", "Meeting often, misunderstanding seldom",
            Ruled("cadence.rhythms"), Rule(f"{TALKS}.cadence:pace"), Rule(f"{SEGMENT}.observed:contact"), Finding("CMN144"),
            Shown("communication", "communication")),
        row("M114", "B5.2", "同行卖得怎么样，只给汇总", "How the others do, in sums only",
            Rule(f"{SHARED}.results:PeerTrend"), Field("bulletin", "issues[].figures[].value"), Ruled("sharing.least"),
            *findings("INF103", "INF104", "INF406"), Shown("information", "information")),
        row("M115", "B5.3", "失了信怎么补，一步一步", "How broken trust is mended, step by step",
            *fields("communication", "repairs[].cause", "repairs[].steps[].due", "repairs[].passed"),
            *fields("communication", "repairs[].admitted_on", "repairs[].follows"), Ruled("trust.repair_broken"), Rule(f"{TALKS}.repairs:RepairStanding"),
            *findings("CMN151", "CMN152", "CMN153", "CMN154", "CMN156", "CMN157", "CMN158", "CMN159"), Shown("communication", "communication"),
            LISTENING),
    )),
    Group("B6", Text("往后怎么走", "Where it leads"), (
        row("M116", "B6.1", "让数据先说话", "Letting the data speak first",
            Rule(f"{SEGMENT}.results:EarlyWarning"), Rule(f"{SEGMENT}.results:SegmentStanding"), Rule(f"{CONFLICT}.results:Candidate"),
            Command("check"), Command("explain"), Shown("segment", "segment")),
        row("M117", "B6.1", "从数据看出对方缺什么", "Seeing from the data what a dealer lacks",
            Field("strategy", "needs[].kind"), Rule(f"{SEGMENT}.results:EarlyWarning"), *findings("SEG132", "SEG121"), Shown("segment", "segment"),
            not_yet("需求由人写下；没有规则从库存、动销、回款推出该帮什么", "Needs are written by people; no rule proposes help from stock, sell-out and payments")),
        row("M118", "B6.2", "一家一策", "A strategy for each dealer",
            *fields("strategy", "aim", "offers[].text", "plan[].text", "override.reason"), Rule(f"{SEGMENT}.value:proposed"),
            *findings("SEG112", "SEG114", "SEG131", "SEG132"), Shown("segment", "segment"), NO_PLAYBOOK,
            not_yet("策略卡还不是完整的一页：需求、支持、投入与风险不在页面上", "The strategy card is no page of its own yet: needs, offers, investments and risks are shown nowhere")),
        row("M119", "B6.2 B1", "满不满意，留不留下", "Content or not, staying or not",
            *fields("survey", "answers[].overall", "answers[].themes"), Field("onboarding", "pulses[].score"),
            Rule(f"{SEGMENT}.results:SurveyResult"), Rule(f"{SEGMENT}.results:NetworkLoyalty"), *findings("SEG142", "SEG144"),
            Command("explain"), RISK),
        row("M120", "B6.3", "用工、环保、社区，双方都有事做", "Labour, environment, community: something to do for both",
            *fields("self-check", "answers[].answer", "projects[].result"), Field("brand-sustainability", "measures[].actual"),
            Rule("toolkit.topics.sustainability.rules:SelfCheckScore"), *findings("ESG105", "ESG109", "ESG112"),
            Shown("sustainability", "sustainability"), NO_PLAYBOOK),
    )),
    Group("B7", Text("最后", "In the end"), (
        row("M121", "B7 B3", "情况变了，办法跟着变，旧账按旧办法", "When things change rules follow, and old accounts keep the old rules",
            *fields("policy-change", "conclusion", "effective_on"), Field("joint-plan", "reviews[].changes"), Field("amendment", "changes[].after"),
            Rule("toolkit.network.policy:in_force"), *findings("IMP132", "POL002"),
            Made("site", Text("政策目录与改动", "Policies and what changed"), "policies/index")),
    )),
)  # fmt: skip
