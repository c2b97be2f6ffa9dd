"""The first papers of a kit: the letter with its contacts, and one page each on law that binds both sides (reference G.1)."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.kernel.text import Text
from toolkit.kernel.wording import day_text
from toolkit.plan.frame import Grid
from toolkit.topics.company.records import Contact, Staff
from toolkit.topics.dealer.records import CONTACT_ROLES
from toolkit.topics.onboarding.outputs.kit import Kit, Part, Row, Sheet, Source, grid, own_sources
from toolkit.topics.support.records.vocabularies import TEAM

CONCERNS = {
    "manager": "日常事务、订货、计划、意见",
    "backup": "客户经理不在时代行其事",
    "finance": "对账、开票、返利兑付、保证金",
    "logistics": "发货、到货异议、退换物流",
    "after_sales": "质量投诉、消费者投诉、召回",
    "marketing": "市场费用、物料、上市推广",
}


def welcome(kit: Kit, contents: tuple[Row, ...]) -> Sheet:
    """Returns the letter of welcome: what happens in the first week, whom to call, what the kit holds."""
    days = ((gate.day, gate.name.zh) for gate in sorted(kit.ramp_up.gates, key=lambda row: row.day))
    gates = "，".join(f"第{day}天{name}" for day, name in days)
    letter = Part(
        f"{kit.dealer.name}：",
        (
            f"感谢贵公司与{kit.company.legal_name}签约。合同{kit.contract.contract_no}于{day_text(kit.start, 'zh')}签署，这一天是启动期的第0天。",
            f"接下来一百天，我们按同一张表走：{gates}。每道关口要达到的数、双方各做什么，都写在《三十、六十、九十天计划》里；因我方原因延误的，还没到的关口按天顺延。",
            "卖给谁、卖什么价，由贵公司自己决定。我们要做的，是把货、人、费用和信息按时送到。",
            "有事请先找客户经理；认为处理不公的，可以直接向渠道运营负责人或廉洁渠道反映，不会因此受到任何不利对待。",
        ),
    )
    team = Part("有事找谁：每件事都有名有姓", grids=(_team(kit),), notes=_missing(kit))
    own = Part("贵公司登记的联系人，如有变动请告知客户经理", grids=(_own(kit),))
    held = Part("启动包里有什么", grids=(grid("编号|文件", contents, narrow=(0,)),), page=True)
    first = Part(
        "第一周要做的事",
        checks=(
            "核对本页联系人，补上空缺的岗位",
            "核对供货价格表与合同价格条款是否一致",
            "确定一名专职负责人和跑店人员名单",
            "把日历文件导入手机或电脑，培训与关口会自动提醒",
            "请负责人和财务报名必修课，先读三张合规一页纸",
            "缴存合同约定的保证金，上传仍在有效期内的证照",
        ),
    )
    staff: tuple[Source, ...] = tuple((Staff, each) for each in _staff(kit).values())
    return Sheet(
        "01", "welcome", "欢迎信与联系人", "欢迎加入。这份启动包只为贵公司编写。",
        (letter, team, first, held, own), (*own_sources(kit), *staff),
    )  # fmt: skip


def _staff(kit: Kit) -> dict[str, str]:
    team = kit.dealer.service_team
    parts = ("manager", "backup", "finance", "logistics", "after_sales", "marketing")
    return {part: held for part in parts if team is not None and (held := getattr(team, part))}


def _team(kit: Kit) -> Grid:
    rows = []
    for part, staff in _staff(kit).items():
        person = kit.view.find(Staff, staff)
        contact = kit.view.find(Contact, person.contact) if person is not None and person.contact else None
        name = contact.name if contact else "________"
        reach = "　".join(filter(None, (contact.mobile, contact.email))) if contact else ""
        title = "后备经理" if part == "backup" else TEAM.label(part).zh
        rows.append((title, name, person.post.zh if person else "/", reach or "/", CONCERNS[part]))
    return grid("分工|姓名|岗位|电话与邮箱|负责什么", tuple(rows), narrow=(0, 1))


def _missing(kit: Kit) -> tuple[str, ...]:
    return () if _staff(kit) else ("服务团队尚未指定，客户经理到任后另行送达。",)


def _own(kit: Kit) -> Grid:
    rows = []
    for row in kit.dealer.contacts:
        contact = kit.view.find(Contact, row.contact)
        rows.append(
            (
                CONTACT_ROLES.label(row.role).zh,
                contact.name if contact else "________",
                (contact.mobile if contact else None) or "________",
                (contact.email if contact else None) or "________",
            )
        )
    return grid("职责|姓名|手机|邮箱", tuple(rows), narrow=(0, 1))


def compliance(kit: Kit) -> Sheet:
    """Returns the three pages on antitrust, bribery and personal information, one page each."""
    return Sheet(
        "10", "compliance", "合规一页纸", "三张纸，三件不能做错的事；培训课 C7 会考。", tuple(_pages(kit)), tuple(own_sources(kit))
    )  # fmt: skip


def _pages(kit: Kit) -> Iterator[Part]:
    channel = kit.contract.compliance_channel
    tell = f"举报与咨询：{channel.zh}" if channel is not None else "举报与咨询：客户经理，或渠道运营负责人"
    yield _antitrust(tell)
    yield _bribery(tell)
    yield _privacy(tell)


def _antitrust(tell: str) -> Part:
    """What both sides keep to on prices and territories (Anti-Monopoly Law art. 18)."""
    return Part(
        "反垄断：转售价格由贵公司自己定",
        (
            "依据《反垄断法》第十八条：供货方与经销商不得约定转售给第三人的价格或最低价格。建议零售价只供参考，不看、不追、不奖、不罚。",
            "区域与渠道的约定只限制到区域外主动招揽；区域外客户自行上门、自行提货的订单不受限制。",
        ),
        grids=(
            _pairs(
                ("自己决定售价、折扣和促销力度", "与我方或其他经销商商量、统一或监督售价"),
                ("在会上谈市场、库存、服务", "在会上谈转售价、分客户、一起不卖给谁"),
                ("把别家的公开标价当作市场信息", "要求我方对低价的经销商断货、减返利"),
                ("收到可疑提议：当场拒绝、离场、记下来", "保持沉默，当作没听见"),
            ),
        ),
        notes=(tell,),
    )


def _bribery(tell: str) -> Part:
    """What both sides keep to on money and favours (Anti-Unfair Competition Law art. 8)."""
    return Part(
        "反商业贿赂：公司对公司，入账、开票、留痕",
        (
            "依据《反不正当竞争法》第八条：不得用财物或其他手段贿赂交易相对方的工作人员、受委托人，以及有影响力的单位或个人。折扣、佣金须明示并如实入账。",
            "返利只抵减货款或付到公司账户，从不付给个人；费用凭真实的合同、发票和现场证据核销。",
        ),
        grids=(
            _pairs(
                ("返利、费用进公司账户并如实开票", "现金、购物卡、个人转账、代发工资"),
                ("婚丧、节庆的普通礼节由公司统一安排", "给采购、店长或公职人员钱物换取进店、陈列"),
                ("有亲属或持股关系，签约前申报", "用他人名义代持、另设公司避开申报"),
                ("费用做不完就少报", "补造照片、虚开发票、拆单凑数"),
            ),
        ),
        notes=(tell,),
        page=True,
    )


def _privacy(tell: str) -> Part:
    """What both sides keep to on people’s data (PIPL arts. 6, 13, 17)."""
    return Part(
        "个人信息：用到才收，用完就删",
        (
            "依据《个人信息保护法》第六条、第十三条、第十七条：有明确合理的目的，收集限于最小范围，事先告知。敏感个人信息须单独同意。",
            "我们只需要贵公司岗位联系人的姓名、手机和工作邮箱，用于订货、对账、送达和培训；不需要消费者的手机号和身份证号。",
        ),
        grids=(
            _pairs(
                ("报送汇总数据：数量、品项、门店", "报送消费者名单、聊天记录、身份证照片"),
                ("培训成绩只给本人和负责人", "把成绩、手机号发到群里"),
                ("员工离职当周告知我方停用账号", "多人共用一个账号"),
                ("拍照避开人脸，或征得同意", "未经同意拍摄店员和顾客用于宣传"),
            ),
        ),
        checks=(
            "向联系人说明收集了什么、作什么用、存多久、找谁更正或删除",
            "指定一名个人信息联系人，写在联系人表里",
            "发生泄露立即告知客户经理，二十四小时内书面说明",
        ),
        notes=(tell,),
        page=True,
    )


def _pairs(*rows: tuple[str, str]) -> Grid:
    return Grid((Text("可以，也应该"), Text("不可以")), rows)
