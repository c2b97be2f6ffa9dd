"""One chart of each kind as a reader would meet it, for golden texts and for looking at them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from toolkit.kernel.text import Text
from toolkit.plan.charts import (
    PROVINCES,
    Ageing,
    Band,
    Bars,
    Bucket,
    Chart,
    Event,
    Funnel,
    Gauge,
    Line,
    Matrix,
    Phase,
    Radar,
    Series,
    Sparkline,
    Stage,
    Target,
    Tile,
    TileGrid,
    Timeline,
)


def values(text: str) -> tuple[Decimal | None, ...]:
    """Numbers from a text; `-` is a missing one."""
    return tuple(None if word == "-" else Decimal(word) for word in text.split())


def texts(zh: str, en: str) -> tuple[Text, ...]:
    """Names from two texts, parted by commas."""
    return tuple(Text(*pair) for pair in zip(zh.split(","), en.split(","), strict=True))


AXES = texts(
    "销售业绩,市场运营,渠道建设,财务信用,合规与秩序,协作与成长",
    "Sales,Market operations,Channel building,Finance and credit,Compliance and order,Cooperation and growth",
)
QUARTERS = tuple(Text(name) for name in "2024Q4 2025Q1 2025Q2 2025Q3 2025Q4 2026Q1 2026Q2 2026Q3".split())
OURS, PEERS = Text("临安禾木", "Hemu"), Text("同组中位数", "Median of peers")
YEAR = {code: Text(f"{code} 年", code) for code in ("2025", "2026")}
POINTS, TEN_THOUSAND = Text("分", "points"), Text("万元", "CNY 10k")

RADAR = Radar(
    Text("六个维度", "Six dimensions"),
    Text("合规最强（96.0），渠道建设最弱（71.5）", "Compliance is best (96.0), channel building weakest (71.5)"),
    AXES,
    (Series(OURS, values("88.37 82.5 71.5 90 96 79.2")), Series(PEERS, values("80 78.5 76 85 90 75"), quiet=True)),
    unit=POINTS,
    decimals=1,
)
RADAR_GAP = Radar(
    Text("三个产品线", "Three lines with a gap"),
    Text("饮水机没有数据", "No data for dispensers"),
    AXES[:5],
    (
        Series(YEAR["2026"], values("88 - 71 90 60")),
        Series(YEAR["2025"], values("70 60 - 80 75")),
        Series(PEERS, values("80 78 76 85 90"), quiet=True),
    ),
    decimals=1,
)
LINE = Line(
    Text("总分走势", "Total by quarter"),
    Text("连续三个季度上升，离 A 级还差 2.6 分", "Up for three quarters, 2.6 points short of grade A"),
    QUARTERS,
    (
        Series(OURS, values("78.4 81.2 - 79.9 80.6 83.1 85.0 87.4")),
        Series(PEERS, values("76 77 78 78.5 79 79 79.5 80"), quiet=True),
    ),
    unit=POINTS,
    target=Target(Text("A 级线", "Grade A"), Decimal(90)),
    marked=3,
    decimals=1,
)
LINE_MANY = Line(
    Text("各产品线出货", "Sell-out by line"),
    Text("低温酸奶超过常温饮料", "Chilled has passed ambient"),
    QUARTERS,
    (
        Series(
            Text("常温饮料", "Ambient drinks"),
            values("4200000 4350000 4100000 4600000 4700000 4450000 4400000 4480000"),
        ),
        Series(
            Text("低温酸奶", "Chilled yoghurt"),
            values("2100000 2600000 2900000 3400000 3900000 4300000 4500000 4700000"),
        ),
        Series(Text("办公饮水机", "Office dispensers"), values("- - 300000 420000 - 510000 560000 610000")),
    ),
    unit=Text("元", "CNY"),
)
BARS = Bars(
    Text("维度得分", "Scores by dimension"),
    Text("渠道建设比同组中位数低 4.5 分", "Channel building is 4.5 points under the median of the peers"),
    AXES,
    (Series(OURS, values("88.37 82.5 71.5 90 96 -")),),
    unit=POINTS,
    targets=values("80 84 76 85 90 75"),
    target=PEERS,
    high=Decimal(100),
    decimals=1,
)
BARS_CHANGE = Bars(
    Text("同比变化", "Change on last year"),
    Text("饮水机下降，其余上升", "Dispensers fell, the others rose"),
    texts("常温饮料,低温酸奶,办公饮水机", "Ambient drinks,Chilled yoghurt,Office dispensers"),
    (Series(YEAR["2026"], values("12.4 31.8 -8.6")), Series(YEAR["2025"], values("8.1 -3.2 -15.5"), quiet=True)),
    unit=Text("%"),
    decimals=1,
)
BARS_STACKED = Bars(
    Text("返利构成", "Rebates by kind"),
    Text("过程返利的份额上升", "The share of process rebates grows"),
    QUARTERS[4:],
    (
        Series(Text("销量", "Volume"), values("18.2 20.1 17.6 22.4")),
        Series(Text("过程", "Process"), values("6.5 8.8 10.2 12.1")),
        Series(Text("专项", "Special"), values("3 0 4.4 2.5")),
    ),
    unit=TEN_THOUSAND,
    stacked=True,
)
BARS_UP = Bars(
    Text("季度出货与目标", "Sell-out and target"),
    Text("第三季度第一次达标", "The third quarter is the first on target"),
    QUARTERS[2:],
    (Series(Text("出货", "Sell-out"), values("312 335 360 342 358 391")),),
    unit=TEN_THOUSAND,
    direction="up",
    targets=values("340 350 365 360 365 380"),
    target=Text("目标", "Target"),
)
BARS_UP_STACKED = Bars(
    Text("利润与亏损", "Gain and loss"),
    Text("饮水机第三季度亏损", "Dispensers lost in the third quarter"),
    QUARTERS[4:],
    (
        Series(Text("常温", "Ambient"), values("42 38 44 47")),
        Series(Text("低温", "Chilled"), values("20 26 31 35")),
        Series(Text("饮水机", "Dispensers"), values("6 -4 -9 3")),
    ),
    unit=TEN_THOUSAND,
    direction="up",
    stacked=True,
)
FUNNEL = Funnel(
    Text("招商漏斗", "From lead to contract"),
    Text("实地考察之后留下的最少", "Most are lost at the visit"),
    tuple(
        Stage(name, count)
        for name, count in zip(
            texts("线索,初筛通过,实地考察,评分通过,签约", "Leads,Screened,Visited,Scored,Signed"),
            (128, 74, 41, 18, 11),
            strict=True,
        )
    ),
    unit=Text("家", "dealers"),
)
SHADED = {
    "330000": 9,
    "320000": 6,
    "310000": 4,
    "440000": 5,
    "350000": 3,
    "420000": 2,
    "450000": 1,
    "510000": 2,
    "110000": 1,
    "370000": 0,
}
TILES = TileGrid(
    Text("经销商分布", "Dealers by province"),
    Text("三分之二在华东", "Two thirds are in the east"),
    tuple(
        Tile(code, Decimal(count), 0 if not count else 1 if count < 2 else 2 if count < 4 else 3 if count < 7 else 4)
        for code, count in SHADED.items()
    ),
    classes=texts("洽谈中,1 家,2–3 家,4–6 家,7 家以上", "in talks,1,2–3,4–6,7 and more"),
    unit=Text("家", "dealers"),
)
SEGMENTS = texts("战略,核心,成长,稳健,观察,退出", "Strategic,Core,Growth,Steady,Watch,Exit")
MATRIX = Matrix(
    Text("分群迁移", "Moves between segments"),
    Text("三家从成长升为核心，一家退出", "Three rose from growth to core, one left"),
    SEGMENTS,
    SEGMENTS,
    (
        values("4 0 0 0 0 0"), values("1 6 0 1 0 0"), values("0 3 5 1 1 0"), values("0 0 1 4 1 0"), values("0 0 0 1 1 1"), values("- - - - - -"),
    ),
    unit=Text("家", "dealers"),
)  # fmt: skip
AGEING = Ageing(
    Text("应收账龄", "Receivables by age"),
    Text("11.1% 超过账期 30 天以上", "11.1% is more than 30 days late"),
    tuple(
        Bucket(name, amount)
        for name, amount in zip(
            texts("账期内,1–30 天,31–60 天,60 天以上", "Within terms,1–30 days,31–60 days,Over 60 days"),
            values("682000 143500 71200 32000"),
            strict=True,
        )
    ),
    unit=Text("元", "CNY"),
    late=1,
)
SPARKLINE = Sparkline(
    Text("近八季", "Eight quarters"), Text("上升", "rising"), QUARTERS, LINE.series[0].values, decimals=1
)
GAUGE = Gauge(
    Text("信任指数", "Trust index"),
    Text("82.6，属于良好", "82.6, which is good"),
    Decimal("82.6"),
    bands=tuple(
        Band(name, Decimal(start))
        for name, start in zip(
            texts("修复,留意,良好,优秀", "Repair,Watch,Good,Excellent"), ("0", "60", "75", "90"), strict=True
        )
    ),
    word=Text("良好", "good"),
    target=Decimal(85),
    unit=POINTS,
    decimals=1,
)
TIMELINE = Timeline(
    Text("合作历程", "The way so far"),
    Text("从线索到启用两年，合作满十个月", "Two years from lead to start, ten months of business"),
    date(2026, 10, 20),
    (
        Phase(Text("寻找与筛选", "Search and screening"), date(2023, 11, 22), date(2025, 6, 18), quiet=True),
        Phase(Text("谈判与签约", "Talks and contract"), date(2025, 6, 18), date(2025, 9, 18)),
        Phase(Text("启动", "Start"), date(2025, 9, 18), date(2025, 12, 17)),
        Phase(Text("合作", "Business"), date(2025, 12, 17)),
    ),
    (
        Event(Text("线索", "Lead"), date(2023, 11, 22)),
        Event(Text("初筛通过", "Screened"), date(2025, 4, 14)),
        Event(Text("实地考察", "Visited"), date(2025, 5, 20)),
        Event(Text("签署", "Signed"), date(2025, 9, 18)),
        Event(Text("启用", "Active"), date(2025, 12, 17)),
        Event(Text("续约谈判", "Renewal talks"), date(2026, 9, 28)),
    ),
)
ALL_MISSING = Line(
    Text("没有数据", "Nothing"), Text("还没有考核", "Not evaluated yet"), QUARTERS, (Series(OURS, (None,) * 8),)
)

SAMPLES: dict[str, Chart] = {
    "radar": RADAR, "radar-gap": RADAR_GAP, "line": LINE, "line-many": LINE_MANY, "bars": BARS, "bars-change": BARS_CHANGE,
    "bars-stacked": BARS_STACKED, "bars-up": BARS_UP, "bars-up-stacked": BARS_UP_STACKED, "funnel": FUNNEL, "tiles": TILES,
    "matrix": MATRIX, "ageing": AGEING, "gauge": GAUGE, "timeline": TIMELINE, "sparkline": SPARKLINE, "line-empty": ALL_MISSING,
}  # fmt: skip
assert len(PROVINCES) == 34
