"""What every page of the site has around its content."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from toolkit.kernel.text import LOCALES, Locale, Text
from toolkit.sources.history import Change
from toolkit.sources.prose import Heading

ROOT = "site"


@dataclass(frozen=True, slots=True)
class Link:
    """A link to another page of the site; `current` when it is the page itself or, in the menu, its section."""

    title: str
    path: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class NavGroup:
    """A group of the menu; a closed group shows its title only."""

    title: str
    path: str
    links: tuple[Link, ...] = ()
    open: bool = False
    current: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """The frame of a page. All paths are from the output folder; the template makes them relative to the page.

    `twin` is the same page in the other language, and `alike` its headings by the anchors of this one where the two differ.
    `meta` are label and value pairs for the line under the title. `source` is the file that one edits to change the page,
    `edit` where, and `changed` the commit that changed what it shows.
    """

    path: str
    locale: Locale
    title: str
    product: str
    purpose: str
    nav: tuple[NavGroup, ...]
    trail: tuple[Link, ...]
    twin: str
    stamp: str
    as_of: str
    toc: tuple[Heading, ...] = ()
    previous: Link | None = None
    following: Link | None = None
    meta: tuple[tuple[str, str], ...] = ()
    kind: str = "page"
    source: str = ""
    edit: str = ""
    changed: Change | None = None
    alike: Mapping[str, str] = field(default_factory=dict)


def page_path(locale: Locale, name: str) -> str:
    """Returns the path of a page, for example `site/zh/dealers/index.html`."""
    return f"{ROOT}/{locale}/{name}.html"


def twin_of(path: str) -> str:
    """Returns the path of the same page in the other language."""
    head, locale, rest = path.split("/", 2)
    other = LOCALES[1] if locale == LOCALES[0] else LOCALES[0]
    return f"{head}/{other}/{rest}"


UI: dict[str, Text] = {
    "skip": Text("跳到正文", "Skip to content"),
    "menu": Text("目录", "Menu"),
    "close": Text("关闭", "Close"),
    "home": Text("首页", "Home"),
    "handbook": Text("手册", "Handbook"),
    "dealers": Text("经销商", "Dealers"),
    "dashboards": Text("看板", "Dashboards"),
    "markets": Text("市场", "Markets"),
    "all_markets": Text("全部市场", "All markets"),
    "policies": Text("政策", "Policies"),
    "policies_purpose": Text(
        "现在生效的每一项政策，它以前的版本，以及改了什么。",
        "Every policy in force, its earlier versions, and what changed between them.",
    ),
    "version": Text("版本", "Version"),
    "values": Text("数值", "Values"),
    "policy": Text("政策", "Policy"),
    "changes": Text("改动", "Changes"),
    "in_force": Text("生效", "in force"),
    "in_force_from": Text("生效期", "In force"),
    "until": Text("至", "until"),
    "past_version": Text("已失效", "ended"),
    "coming_version": Text("尚未生效", "not yet in force"),
    "applies_by": Text("按哪一天适用", "Governs by"),
    "what_changed": Text("改了什么", "What changed"),
    "first_version": Text("首个版本", "the first version"),
    "before": Text("原为", "Before"),
    "after": Text("改为", "After"),
    "notes": Text("说明", "Notes"),
    "used_by": Text("适用范围", "Where it counts"),
    "reference": Text("参考", "Reference"),
    "dealers_purpose": Text(
        "所有经销商和候选人：现在处于哪个阶段，合同还剩多久，由谁负责。",
        "Every dealer and candidate: which stage, how long the contract runs, and who looks after it.",
    ),
    "handbook_purpose": Text(
        "从市场调研到退出的全部做法，按部分排列。", "Every procedure from market research to exit, part by part."
    ),
    "records_purpose": Text(
        "工作区里每一种记录、每一个字段，都由程序的类型生成，不会过时。",
        "Every kind of record and every field, generated from the program's own types.",
    ),
    "checks_purpose": Text("检查哪些事，发现问题后怎么办。", "What is checked, and what to do about what is found."),
    "problems_purpose": Text(
        "这次构建时工作区里的全部问题。", "All that was wrong with the workspace when this site was built."
    ),
    "about_purpose": Text(
        "这个网站由什么数据、在哪一天、用哪个版本生成。",
        "From which data, on which day and by which version this site was made.",
    ),
    "letters": Text("参考编号", "Reference"),
    "reading": Text("读取文件", "Reading files"),
    "records": Text("记录与字段", "Records and fields"),
    "carriers": Text("做法与承载", "Practices and carriers"),
    "on_record": Text("登记全文", "On record"),
    "on_record_purpose": Text(
        "公司自己的每一条登记，一字不漏，各带所在文件；经销商的登记在各自的页面里。",
        "Every record of the company, whole, with the file that says it; a dealer's records are reached from its page.",
    ),
    "on_record_dealer": Text(
        "这家经销商登记在案的全部内容，包括原因、备注、谁同意了什么；每一条都写明所在文件。",
        "All that is on record of this dealer, with reasons, notes and who agreed to what; each record names its file.",
    ),
    "on_record_of_dealers": Text(
        "各经销商的登记从它的页面进入", "The records of each dealer are reached from its page"
    ),
    "kind": Text("种类", "Kind"),
    "rows": Text("条数", "Records"),
    "rows_shown": Text("这里列出", "listed here"),
    "required": Text("必填", "required"),
    "field": Text("字段", "Field"),
    "form": Text("写法", "Form"),
    "audience": Text("谁能看", "Audience"),
    "public": Text("公开", "public"),
    "dealer": Text("该经销商", "the dealer"),
    "internal": Text("内部", "internal"),
    "personal": Text("个人信息", "personal data"),
    "choices": Text("可选", "choices"),
    "code": Text("代码", "Code"),
    "message": Text("问题", "Problem"),
    "hint": Text("怎么办", "What to do"),
    "manual": Text("说明", "Manual"),
    "files": Text("文件", "Files"),
    "count": Text("现有", "Now"),
    "checks": Text("检查规则", "Checks"),
    "problems": Text("待解决的问题", "Open problems"),
    "about": Text("关于这次构建", "About this build"),
    "on_this_page": Text("本页内容", "On this page"),
    "previous": Text("上一页", "Previous"),
    "next": Text("下一页", "Next"),
    "language": Text("English", "中文"),
    "language_name": Text("切换到英文", "Switch to Chinese"),
    "theme": Text("明暗", "Theme"),
    "owner": Text("负责", "Owner"),
    "updated": Text("更新", "Updated"),
    "last_change": Text("最近修改", "Last change"),
    "file": Text("文件", "File"),
    "edit": Text("编辑", "Edit"),
    "subject": Text("主题", "Subjects"),
    "subjects": Text("按主题", "By subject"),
    "subjects_purpose": Text(
        "同一个主题的做法、政策、记录和检查放在一起。",
        "The procedures, policies, records and checks of one subject side by side.",
    ),
    "tags": Text("标签", "Tags"),
    "translations": Text("译文状态", "Translations"),
    "translations_purpose": Text(
        "哪些页面有英文版，哪些英文版落后于中文原文，哪些名称还没有英文。",
        "Which pages have an English edition, which of these are behind the original, and which names have no English.",
    ),
    "translation_current": Text("已跟上", "up to date"),
    "translation_stale": Text("落后于中文", "behind"),
    "translation_missing": Text("没有英文", "missing"),
    "translation_texts": Text("资料里的文字", "Texts of the records"),
    "sitemap": Text("网站地图", "Site map"),
    "sitemap_purpose": Text("这个网站的全部页面，按栏目列出。", "Every page of this site, section by section."),
    "breadcrumb": Text("位置", "Breadcrumb"),
    "link_copied": Text("链接已复制", "Link copied"),
    "approver": Text("批准", "Approved by"),
    "stamp": Text("数据", "Data"),
    "as_of": Text("基准日", "As of"),
    "filter": Text("筛选：名称、编号、区域、状态……", "Filter: name, id, region, state …"),
    "none_found": Text("没有符合条件的经销商", "No dealer matches"),
    "of": Text("共", "of"),
    "document": Text("文件", "Documents"),
    "contract_pdf": Text("合同（PDF）", "Contract (PDF)"),
    "print": Text("打印", "Print"),
    "copy_link": Text("复制链接", "Copy link"),
    "top": Text("回到顶部", "Back to top"),
    "stale": Text("英文版尚未跟上中文版的最新修改", "This translation is behind the Chinese original"),
    "missing": Text("本页还没有英文版，以下为中文原文", "Not translated yet; the Chinese original follows"),
    "error": Text("错误", "error"),
    "warning": Text("提醒", "warning"),
    "info": Text("说明", "note"),
    "empty": Text("暂无", "None yet"),
}
"""Words of the frame itself."""
