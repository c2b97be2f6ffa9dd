"""Where the workspace is kept on a forge, so that pages can lead to the place where a file is edited."""

from __future__ import annotations

from typing import Annotated

from toolkit.kernel.vocabulary import Vocabulary
from toolkit.network.fields import Line, OneOf, WebAddress
from toolkit.network.record import Value, field

FORGES = Vocabulary(
    "forge",
    {
        "github": ("GitHub", "GitHub"),
        "gitlab": ("GitLab", "GitLab"),
        "gitee": ("Gitee 码云", "Gitee"),
        "gitea": ("Gitea、Forgejo", "Gitea, Forgejo"),
    },
)


class Repository(Value):
    """The repository's page on a forge."""

    address: WebAddress = field("网址", "Address", help_zh="仓库首页", help_en="the repository's own page")
    branch: Line = field("分支", "Branch", default="main")
    folder: Line = field(
        "工作区所在目录",
        "Folder of the workspace",
        default="",
        help_zh="工作区不在仓库顶层时写",
        help_en="when the workspace is not the top of the repository",
    )
    forge: Annotated[str, OneOf(FORGES)] | None = field(
        "代码平台",
        "Forge",
        default=None,
        help_zh="不写则按网址判断",
        help_en="told by the address when left out",
    )
