"""What a new workspace says of itself: what stands where, what is still to be filled in, how to go on."""

from __future__ import annotations

from toolkit.edit.start_forge import FOLDER, PROGRAM, Forge

_FORGES: dict[Forge, tuple[str, str]] = {
    "github": (
        "GitHub：`.github/workflows/`。合并请求只检查和评审，没有密钥；评审意见由另一条流水线贴出；主干才生成文件。要发布到 Pages，先把仓库和站点设为非公开，再设变量 `HANDBOOK_PAGES=yes`。",
        "GitHub: `.github/workflows/`. Pull requests are checked and reviewed without secrets; another workflow posts the review; only the main branch builds. To publish to Pages, make repository and site private first, then set the variable `HANDBOOK_PAGES=yes`.",
    ),
    "gitlab": (
        "GitLab：`.gitlab-ci.yml`。评审意见由主干的定时流水线贴出：建一个计划任务，把令牌放进受保护、隐藏、只用于环境 `comments` 的变量 `COMMENT_TOKEN`。",
        "GitLab: `.gitlab-ci.yml`. A scheduled pipeline of the main branch posts the reviews: make a schedule, and keep the token in the variable `COMMENT_TOKEN`, protected, masked and for the environment `comments` only.",
    ),
    "gitee": (
        "Gitee：`.workflow/`。评审意见由主干的定时流水线贴出：把令牌放进流水线的私密变量 `COMMENT_TOKEN`。主干若叫 `main`，把三个文件里的 `master` 改掉。",
        "Gitee: `.workflow/`. A scheduled pipeline of the main branch posts the reviews: keep the token in the pipeline's secret variable `COMMENT_TOKEN`. If the main branch is called `main`, change `master` in the three files.",
    ),
}


def readme_zh(name: str, forges: tuple[Forge, ...]) -> str:
    """Returns README.md, in Chinese."""
    rows = "".join(f"\n- {_FORGES[forge][0]}" for forge in forges)
    return f"""\
# {name}渠道手册

[English](README.en.md)

经销商档案、制度、条款、政策都是这个仓库里的文本；改一家经销商的资料，就是一次可评审的变更。程序放在 `{FOLDER}`（git 子模块）：

```sh
git init && git submodule add <程序仓库地址> {FOLDER}
{PROGRAM} check      # 全部问题：哪个文件、哪一行、怎么改
{PROGRAM} all        # 网站和全部文件，放在 out/
```

| 文件夹 | 内容 |
|---|---|
| `content/` | 公司、岗位、产品、价格表、政策、条款、工作日历、行政区划 |
| `dealers/<编号>/` | 每家经销商一个目录 |
| `private/` | 人员信息，不进 git；写法见 `private.sample/` |
| `schemas/`、`.vscode/` | 编辑器边写边提示；格式升级后用 `{PROGRAM} schema --to schemas --bilingual` 更新 |

## 先补齐这些

1. `content/company.yaml`：信用代码、住所、账户、送达地址；补齐后删去 `draft`。
2. `content/staff.yaml`：每个岗位由谁担任（`contact`），人写进 `private/contacts.yaml`。
3. `content/products/`、`content/price-lists/`：换成自己的产品线、货号和供货价；补齐后删去 `draft`。
4. `content/policies/`：每份政策第一行写着“初始版本”。数字是起点，不是意见：法务、财务确认后删去这一行，并改生效日。
5. `content/clauses/`：条款由我们自行撰写，不是法律意见，首次使用和每次改版都须经律师确认。
6. `content/policies/company/approvals/`：谁批准什么，签名公钥，平台上的团队。
7. 已有经销商名单：`{PROGRAM} import 名单.xlsx --mapping dealer-list --dry-run`；列名不同就先 `{PROGRAM} import dealer 名单.xlsx --new-mapping 编号`，按表头写一份对照。

草稿缺的字段是提醒，不是错误；草稿不会印进任何文件。

## 流水线
{rows or chr(10) + f"- 还没有。`{PROGRAM} forge github`（或 gitlab、gitee）写出来。"}

提交前检查：`pre-commit install`。按批准规则生成 CODEOWNERS：`{PROGRAM} review --codeowners`。
"""


def readme_en(name: str, forges: tuple[Forge, ...]) -> str:
    """Returns README.en.md."""
    rows = "".join(f"\n- {_FORGES[forge][1]}" for forge in forges)
    return f"""\
# {name} channel handbook

[中文](README.md)

Dealer records, playbooks, clauses and policies are text in this repository; a change to a dealer is a change that can be reviewed. The program is kept in
`{FOLDER}` (a git submodule):

```sh
git init && git submodule add <address of the program's repository> {FOLDER}
{PROGRAM} check      # every problem: which file, which line, what to do
{PROGRAM} all        # the site and all papers, below out/
```

| folder | what lies there |
|---|---|
| `content/` | company, posts, products, price lists, policies, clauses, working days, division codes |
| `dealers/<id>/` | one folder for each dealer |
| `private/` | people, never in git; `private.sample/` shows the form |
| `schemas/`, `.vscode/` | what an editor needs to help while you type; after an upgrade `{PROGRAM} schema --to schemas --bilingual` |

## Fill these in first

1. `content/company.yaml`: credit code, address, account, address for notices; then take `draft` out.
2. `content/staff.yaml`: who holds each post (`contact`); people go to `private/contacts.yaml`.
3. `content/products/`, `content/price-lists/`: your own lines, products and supply prices; then take `draft` out.
4. `content/policies/`: the first line of each calls it a starter. Its figures are a beginning, not advice: when legal and finance have confirmed them, take that line out and set the
   day from which it is in force.
5. `content/clauses/`: our own words, not legal advice; your counsel confirms them before use, and every later version.
6. `content/policies/company/approvals/`: who approves what, keys of signers, teams on the forge.
7. A list of dealers that you have: `{PROGRAM} import list.xlsx --mapping dealer-list --dry-run`; where its headings are others, `{PROGRAM} import dealer list.xlsx --new-mapping ID` drafts a mapping
   from them first.

What a draft lacks is a warning, not an error, and a draft is never printed on any paper.

## Workflows
{rows or chr(10) + f"- None yet: `{PROGRAM} forge github` (or gitlab, gitee) writes them."}

Checks before a commit: `pre-commit install`. CODEOWNERS from the rules of approval: `{PROGRAM} review --codeowners`.
"""
