"""The first page of an evaluation, enough for a hurried reader: result, our promises, what went well or not, what comes next."""

from __future__ import annotations

from toolkit.kernel.wording import number_text, percent_text
from toolkit.topics.company.rules import work_calendar
from toolkit.topics.evaluation.outputs.money import Money
from toolkit.topics.evaluation.outputs.procedure import days
from toolkit.topics.evaluation.outputs.promises import promises
from toolkit.topics.evaluation.outputs.sheet import Sheet
from toolkit.topics.evaluation.outputs.wording import grade_text, points, signed, talk_points
from toolkit.topics.evaluation.records.vocabularies import FLAGS, NOT_RATED
from toolkit.topics.evaluation.rules.results import Evaluation
from toolkit.topics.evaluation.rules.scales import half_up


def first_page(sheet: Sheet, money: Money | None) -> dict[str, object]:
    """Returns what the first page prints, in Chinese words."""
    result = sheet.result
    talk = {label.zh: tuple(text.zh for text in texts[:3]) for label, texts in talk_points(result, sheet.file)}
    comment = sheet.file.result_talk.dealer_comment if sheet.file is not None and sheet.file.result_talk else None
    return {
        "finding": _finding(result),
        "figures": tuple(_figures(result, sheet.policy.peers.least)),
        "promises": promises(sheet.view, result, sheet.data, sheet.file, sheet.as_of),
        "talk": talk,
        "comment": comment.zh if comment is not None else "",
        "information": sheet.data.information_only.zh if sheet.data and sheet.data.information_only else "",
        "ahead": _ahead(result, money),
        "days": (*days(sheet.file, sheet.issue, sheet.policy, work_calendar(sheet.view)), *_payday(money)),
        "limits": sheet.policy.procedure,
        "dimension_rows": tuple(row[:3] for row in dimension_rows(result, None)),
    }


def _finding(row: Evaluation) -> str:
    """The first page's heading: the answer to how the quarter went."""
    total = points(row.total).zh
    if row.status == "not_rated":
        return f"本季不评级：得分 {total} 分，只供参考" if row.total is not None else "本季不评级，也没有得分"
    head = f"总分 {total} 分，{grade_text(row.grade).zh}"
    if row.status == "provisional":
        head += "（暂定）"
    if row.delta is not None:
        head += f"，较上季 {signed(row.delta)} 分" if row.delta else "，与上季相同"
    return head


def _figures(row: Evaluation, least: int) -> list[tuple[str, str, str]]:
    """Name, value and a note of each figure at the top."""
    grade = row.grade if row.grade != NOT_RATED else "不评级"
    capped = f"按分数为 {row.band} 级，受红线限制" if row.band != row.grade and row.grade != NOT_RATED else ""
    found = [("总分", f"{points(row.total).zh} 分", "满分 100 分"), ("等级", grade, capped or row.consequence.zh)]
    change = f"{signed(row.delta)} 分" if row.delta is not None else "–"
    flags = "；".join(FLAGS.label(flag).zh for flag in row.flags)
    mean = f"近四季平均 {points(row.mean).zh} 分" if row.mean is not None else "没有可比的上季"
    found.append(("较上季", change, flags or mean))
    if row.rank is not None and row.quartile is not None:
        note = f"第 {row.quartile} 四分位，中位数 {points(row.peer_median).zh} 分"
        found.append(("同组名次", f"{row.rank} / {row.group_size} 家", note))
    else:
        found.append(("同组名次", "–", f"同组已评级的不足 {least} 家，不排名"))
    found.append(("覆盖率", percent_text(half_up(row.coverage, 3), 1), "有数据的权重占比"))
    lines = f"{len(row.red_lines)} 条" if row.red_lines else "没有"
    deducted = f"扣分 {number_text(row.deducted)} 分" if row.deducted else "没有扣分"
    found.append(("红线", lines, deducted))
    return found


def _ahead(row: Evaluation, money: Money | None) -> tuple[tuple[str, str], ...]:
    """What is missing for the next grade and for the next step of each rebate."""
    found: list[tuple[str, str]] = []
    if row.to_next is not None and row.status != "not_rated":
        found.append(("考核等级", f"再得 {points(row.to_next).zh} 分到 {row.next_grade} 级"))
    elif row.grade == "A":
        found.append(("考核等级", "已是最高等级"))
    steps = money.ahead if money is not None else ()
    found.extend((f"返利：{name}", words) for name, words in steps[:3])
    if money is not None and not steps:
        found.append(("返利", "各项已在最高档，或不按进货额分档"))
    return tuple(found)


def _payday(money: Money | None) -> tuple[tuple[str, str, str], ...]:
    due = dict(money.sums).get("兑付期限") if money is not None else None
    return (("返利兑付", "我方", f"{due}（含）"),) if due else ()


def dimension_rows(row: Evaluation, before: Evaluation | None) -> tuple[tuple[str, ...], ...]:
    """Returns name, score, weight, last quarter's score, the peers' median."""
    earlier = {d.id: d.score for d in before.dimensions} if before is not None else {}
    medians = row.peer_dimensions or (None,) * len(row.dimensions)
    return tuple(
        (d.name.zh, points(d.score, 2).zh, number_text(d.weight), points(earlier.get(d.id), 2).zh, points(m, 2).zh)
        for d, m in zip(row.dimensions, medians, strict=True)
    )
