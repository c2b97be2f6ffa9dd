"""Charts of cells: the provinces as schematic tiles, and a matrix of what moved from where to where.

The tiles are no map: they have one size, touch no border, and stand roughly where the province lies as seen from its
neighbours. All 34 divisions of the first level are there, Taiwan, Hong Kong and Macao among them; a chart says with its
note that it is a scheme. The layout is ours, eight columns by eight rows::

         0   1   2   3   4   5   6   7
    0                                黑
    1                    蒙      辽  吉
    2    新      甘  宁  晋  冀  京  津
    3        青      陕  豫  鲁  苏
    4    藏      川  渝  鄂  皖  浙  沪
    5            滇  黔  湘  赣  闽
    6                桂  粤          台
    7                琼  澳  港
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from toolkit.kernel.text import NO_TEXT, Text
from toolkit.plan.charts.series import Values, check_count, check_numbers

SHADES = 5
"""Shades of a tile: 0 is the ground, 4 the darkest."""


@dataclass(frozen=True, slots=True)
class Province:
    """A division of the first level: its code (GB/T 2260), short sign, name, and the column and row of its tile."""

    code: str
    sign: Text
    name: Text
    column: int
    row: int


_ROWS = (
    "11 京 BJ 北京 Beijing 6 2", "12 津 TJ 天津 Tianjin 7 2", "13 冀 HE 河北 Hebei 5 2", "14 晋 SX 山西 Shanxi 4 2",
    "15 蒙 NM 内蒙古 Inner_Mongolia 4 1", "21 辽 LN 辽宁 Liaoning 6 1", "22 吉 JL 吉林 Jilin 7 1",
    "23 黑 HL 黑龙江 Heilongjiang 7 0", "31 沪 SH 上海 Shanghai 7 4", "32 苏 JS 江苏 Jiangsu 6 3",
    "33 浙 ZJ 浙江 Zhejiang 6 4", "34 皖 AH 安徽 Anhui 5 4", "35 闽 FJ 福建 Fujian 6 5", "36 赣 JX 江西 Jiangxi 5 5",
    "37 鲁 SD 山东 Shandong 5 3", "41 豫 HA 河南 Henan 4 3", "42 鄂 HB 湖北 Hubei 4 4", "43 湘 HN 湖南 Hunan 4 5",
    "44 粤 GD 广东 Guangdong 4 6", "45 桂 GX 广西 Guangxi 3 6", "46 琼 HI 海南 Hainan 3 7", "50 渝 CQ 重庆 Chongqing 3 4",
    "51 川 SC 四川 Sichuan 2 4", "52 黔 GZ 贵州 Guizhou 3 5", "53 滇 YN 云南 Yunnan 2 5", "54 藏 XZ 西藏 Xizang 0 4",
    "61 陕 SN 陕西 Shaanxi 3 3", "62 甘 GS 甘肃 Gansu 2 2", "63 青 QH 青海 Qinghai 1 3", "64 宁 NX 宁夏 Ningxia 3 2",
    "65 新 XJ 新疆 Xinjiang 0 2", "71 台 TW 台湾 Taiwan 7 6", "81 港 HK 香港 Hong_Kong 5 7", "82 澳 MO 澳门 Macao 4 7",
)  # fmt: skip


def _province(row: str) -> Province:
    code, sign, letters, name, english, column, line = row.split()
    return Province(code + "0000", Text(sign, letters), Text(name, english.replace("_", " ")), int(column), int(line))


PROVINCES: tuple[Province, ...] = tuple(map(_province, _ROWS))
"""The 34 divisions in the order of their codes, each with the place of its tile."""
_CODES = frozenset(province.code for province in PROVINCES)


@dataclass(frozen=True, slots=True)
class Tile:
    """What a province's tile says: a value, or a word, and its shade from 0 to 4."""

    code: str
    value: Decimal | None = None
    shade: int = 0


@dataclass(frozen=True, slots=True)
class TileGrid:
    """The provinces as tiles. `classes` names the shades, lightest first; a province without a tile has no value."""

    title: Text
    description: Text
    tiles: tuple[Tile, ...]
    classes: tuple[Text, ...] = ()
    unit: Text = NO_TEXT
    decimals: int | None = None

    def __post_init__(self) -> None:
        codes = [tile.code for tile in self.tiles]
        if len(set(codes)) < len(codes) or not set(codes) <= _CODES:
            raise ValueError("each tile is one of the 34 provinces, once")
        check_count("classes", len(self.classes), 0, SHADES)
        check_numbers(tile.value for tile in self.tiles)
        for tile in self.tiles:
            check_count("shade", tile.shade, 0, SHADES - 1)


@dataclass(frozen=True, slots=True)
class Matrix:
    """How many moved from each row to each column; cells are shaded by their share of the largest one."""

    title: Text
    description: Text
    rows: tuple[Text, ...]
    columns: tuple[Text, ...]
    cells: tuple[Values, ...]
    unit: Text = NO_TEXT
    decimals: int | None = None

    def __post_init__(self) -> None:
        check_count("rows", len(self.rows), 1, 20)
        check_count("columns", len(self.columns), 1, 12)
        if len(self.cells) != len(self.rows) or any(len(row) != len(self.columns) for row in self.cells):
            raise ValueError("a cell for each row and column")
        for row in self.cells:
            check_numbers(row)
