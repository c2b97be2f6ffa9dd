"""The words of a new workspace: its settings, the company, posts without people, one product to begin with, and what to read first."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date

from toolkit.edit.start_forge import Forge
from toolkit.edit.start_readme import readme_en, readme_zh
from toolkit.edit.yaml_file import yaml_file
from toolkit.sources.document import Data

LINE = "first-line"
POSTS = (
    ("GM", "总经理", "General manager"),
    ("SA", "销售负责人", "Head of sales"),
    ("CO", "渠道运营负责人", "Head of channel operations"),
    ("FI", "财务负责人", "Head of finance"),
    ("LG", "法务负责人", "Head of legal"),
    ("MK", "市场负责人", "Head of marketing"),
    ("CS", "客户服务负责人", "Head of customer service"),
    ("AU", "市场督察负责人", "Head of market supervision"),
    ("PO", "个人信息保护负责人", "Personal information officer"),
)
IGNORED = """\
# 生成的文件 · made here
/out/
/.cache/
.venv/

# 人员信息与盖章扫描件：不进 git · people and sealed scans: never in git
/private/

# 编辑器与系统 · editors and systems
.DS_Store
.idea/
*~
*.swp
"""
SAMPLE_PEOPLE = """\
# 示例联系人：虚构，只说明写法；真实人员放在 private/contacts.yaml（不入库）· an invented person that shows the form; real ones go to private/contacts.yaml, which git ignores
contacts:
  - id: C-2000-0001
    name: 某某
    title: {zh: 总经理, en: General manager}
    mobile: "19900000000"
    email: somebody@company.example.com
    purpose: 工作联络与签署
    legal_basis: employment
    notice_given_at: "2000-01-01"
"""
SAMPLE_NOTE = """\
# private.sample

`contacts.yaml` 只说明联系人文件的写法，里面的人是虚构的。真实人员写进 `private/contacts.yaml`：git 忽略该文件夹，
其中一有文件，这里就不再读取。两处都没有的人，文书上的姓名处留空。

---

`contacts.yaml` shows the form of a contact; the person in it is invented. Real people go to `private/contacts.yaml`: git ignores
that folder, and as soon as it holds a file this one is not read any more. A person who is in neither is left blank on papers.
"""
DEALERS_NOTE = """\
# dealers

每家经销商一个目录，从第一条线索到退出：`dealers/<编号>/profile.yaml`、`contracts/`、`quarters/` 等。编号 `D-<年>-<四位>`，一经使用不再改变、不再重用。

One folder for each dealer, from the first lead to the end: `dealers/<id>/profile.yaml`, `contracts/`, `quarters/` and more. An id
`D-<year>-<four digits>` is never changed and never used again.
"""
ATTRIBUTES = (
    "* text=auto eol=lf\n\n*.pdf binary\n*.png binary\n*.jpg binary\n*.xlsx binary\n*.docx binary\n*.zip binary\n"
)
SUGGESTED = {"recommendations": ["redhat.vscode-yaml"]}


def company_texts(name: str, english_name: str, brand: str, brand_code: str, day: date) -> dict[str, str]:
    """Returns settings, company, posts and the first product line, by path; what was not said is a draft's empty place."""
    return {
        "content/workspace.yaml": _settings(brand or name),
        "content/company.yaml": _company(name, english_name, brand, brand_code),
        "content/staff.yaml": _staff(day),
        f"content/products/{LINE}.yaml": _line(brand_code),
        f"content/price-lists/{LINE}/{day.year}-1.yaml": _prices(brand_code, day),
    }


def plain_texts(shown: str, schemas: Mapping[str, list[str]], forges: tuple[Forge, ...]) -> dict[str, str]:
    """Returns what no record says: notes, ignored files, the editor's settings. `schemas` says which schema is for which files."""
    return {
        "README.md": readme_zh(shown or "我们", forges),
        "README.en.md": readme_en(shown or "Our", forges),
        ".gitignore": IGNORED,
        ".gitattributes": ATTRIBUTES,
        "private.sample/contacts.yaml": SAMPLE_PEOPLE,
        "private.sample/README.md": SAMPLE_NOTE,
        "dealers/README.md": DEALERS_NOTE,
        ".vscode/settings.json": editor_settings(schemas),
        ".vscode/extensions.json": json.dumps(SUGGESTED, indent=2) + "\n",
    }


def _settings(name: str) -> str:
    shown: Data = {"zh": f"{name}渠道手册", "en": "Channel handbook"}
    data: dict[str, Data] = {
        "format": "1",
        "languages": ("zh", "en"),
        "time_zone": "Asia/Shanghai",
        "name": shown,
    }
    return yaml_file(data, "工作区设置；不写 as_of 就以当天为基准日 · settings; without as_of the day is today")


def _company(name: str, english_name: str, brand: str, brand_code: str) -> str:
    said: dict[str, Data] = {"draft": "true"}
    for key, value in (("legal_name", name), ("english_name", english_name)):
        if value:
            said[key] = value
    if brand:
        said["brand"] = brand
    if brand_code:
        said["brand_code"] = brand_code
    text = yaml_file(said, "品牌方（甲方）：补齐后删去 draft · the brand owner: fill in, then take draft out")
    return text + _TO_FILL


_TO_FILL = """\
# 待补 · to be filled in:
# uscc: "统一社会信用代码，18 位"
# registered_address: 住所
# legal_representative: C-2026-0001        # private/contacts.yaml 里的人 · a person of private/contacts.yaml
# enterprise_size: medium                  # large medium small micro
# industry: 行业
# bank_account: {account_name: 户名, bank: 开户行, number: "账号"}
# notice_address: {address: 送达地址, postcode: "邮编", email: 邮箱, phone: "电话"}
# fiscal_year_start: 1
# compliance: {rpm_safe_harbour: unknown, non_price_safe_harbour: unknown}
"""


def _staff(day: date) -> str:
    posts: tuple[Data, ...] = tuple(
        {
            "id": f"S-{day.year}-{number:04}",
            "post": {"zh": zh, "en": en},
            "department": code,
            "roles": (code,),
            **({"reports_to": f"S-{day.year}-0001"} if number > 1 else {}),
            "since": day.isoformat(),
        }
        for number, (code, zh, en) in enumerate(POSTS, 1)
    )
    note = "岗位；人在 private/contacts.yaml，用 contact 指向 · posts; people are in private/contacts.yaml, named by contact"
    return yaml_file({"staff": posts}, note)


def _line(brand_code: str) -> str:
    sku: dict[str, Data] = {
        "code": f"{brand_code or 'XX'}-A001",
        "name": {"zh": "示例产品", "en": "Example product"},
        "unit": {"zh": "件", "en": "piece"},
        "case_pack": "12",
    }
    data: dict[str, Data] = {
        "draft": "true",
        "id": LINE,
        "name": {"zh": "第一条产品线", "en": "First product line"},
        "category": {"zh": "品类", "en": "Category"},
        "storage": "ambient",
        "vat_rate": "0.13",
        "required_licences": ("business",),
        "trace": "case",
        "skus": (sku,),
    }
    return yaml_file(
        data, "示例产品线：改成自己的，补齐条码和规格，再删去 draft · an example: make it yours, then take draft out"
    )


def _prices(brand_code: str, day: date) -> str:
    data: dict[str, Data] = {
        "draft": "true",
        "id": LINE,
        "version": f"{day.year}-1",
        "line": LINE,
        "effective_from": day.isoformat(),
        "tax": "incl",
    }
    example = f'# prices:\n#   - {{sku: {brand_code or "XX"}-A001, dealer_price: "0.00"}}\n'
    return yaml_file(data, "供货价；建议零售价仅供参考，经销商自主定价 · supply prices; dealers price freely") + example


def editor_settings(mapped: Mapping[str, list[str]]) -> str:
    """Returns .vscode/settings.json: which schema holds for which files."""
    settings: dict[str, object] = {
        "yaml.schemas": dict(sorted(mapped.items())),
        "yaml.schemaStore.enable": False,
        "yaml.format.enable": False,
        "files.eol": "\n",
        "files.encoding": "utf8",
        "files.insertFinalNewline": True,
        "files.trimTrailingWhitespace": True,
    }
    return json.dumps(settings, ensure_ascii=False, indent=2) + "\n"
