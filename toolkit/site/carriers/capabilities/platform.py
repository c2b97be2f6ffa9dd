"""C71 to C80: what all of it stands on."""

from __future__ import annotations

from toolkit.kernel.text import Text
from toolkit.site.carriers.carrier import (
    Command,
    Field,
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

PLATFORM: tuple[Group, ...] = (
    Group("platform", Text("网站、检查与数据", "Site, checks and data"), (
        row("C71", "B5.2", "手册能翻、能搜、能按主题找，断网也能看", "A handbook to leaf through, search and read by subject, without a network",
            Made("site", Text("手册", "The handbook"), "handbook/index"), Made("site", Text("主题与标签", "Subjects and tags"), "subjects/index"),
            Made("site", Text("全部页面", "All pages"), "sitemap"), Rule("toolkit.site.navigation:menu"),
            Rule("toolkit.site.subjects:tag_paths"), *findings("HBK102", "HBK105", "HBK106"), Command("site")),
        row("C72", "", "任何一段中文都搜得到", "Any piece of Chinese is found",
            Rule("toolkit.site.search.files:search"), Rule("toolkit.site.search.folding:folded"), Rule("toolkit.site.search.sounds:readings"),
            Made("site", Text("每一页上的搜索", "The search on every page"), "index")),
        row("C73", "", "英文跟没跟上中文，读者和检查都看得到", "Whether English keeps up with Chinese, seen by readers and checks",
            Rule("toolkit.topics.handbook.rules:is_stale"), Field("page", "translation_of"), *findings("HBK107", "HBK108", "CTR506", "CTR510"),
            Command("check"), Made("site", Text("英文版进度", "How far the English edition is"), "translations")),
        row("C74", "", "错在哪个文件哪一行，说中文，给建议", "File and line of every fault, in Chinese, with what to do",
            Rule("toolkit.network.validation:validated"), Rule("toolkit.kernel.vocabulary:nearest"), *findings("REC001", "REC002", "REC003", "REF001"),
            Command("check"), Command("schema"), Made("site", Text("待解决的问题", "Open problems"), "problems")),
        row("C75", "", "改之前看后果：谁升降、多少钱、哪些合同要重出", "What a change brings before it is made: who moves, what it costs, which contracts are due again",
            Command("review"), Rule("toolkit.review.review:reviewed"), Rule("toolkit.review.papers:papers_again"), Rule("toolkit.review.figures:moved_figures"), Rule("toolkit.review.worse_versions:worse_versions")),
        row("C76", "", "哪个字段由谁批，机器核对", "Which field needs whom, checked by a machine",
            Ruled("approvals.rules"), Ruled("amendment.rules"), Field("amendment", "approvals[].role"), *findings("CTR716", "CTR718", "COM161", "COM162"),
            Command("review"), Rule("toolkit.review.approvals:needs")),
        row("C77", "", "只重做变了的，说得出为什么，字节不变", "Only what changed is made anew, with the reason, byte for byte",
            Rule("toolkit.publish.cache:cache_key"), Rule("toolkit.publish.story:story_of"), Rule("toolkit.publish.manifest:public_manifest"),
            *findings("PUB009", "PUB022", "PUB025"), Command("explain"), Command("all")),
        row("C78", "", "不会用版本库的人也能填", "People who do not use a repository can fill in too",
            Command("export"), Command("import"), Command("new"), Command("set"),
            Rule("toolkit.edit.export:template"), Rule("toolkit.edit.incoming.importing:imported"), Field("import-mapping", "columns[].field"), *findings("COM171", "COM172"),
            not_yet("填好的 PDF 表单还不能直接导回，要先抄进表格", "A filled PDF form cannot be read back yet; it goes through a table")),
        row("C79", "", "一家经销商的资料被谁改过、谁批的", "Who changed a dealer's files, and who approved",
            Shown("lifecycle", "timeline"), Command("history"), Rule("toolkit.review.history:dealer_history"),
            Rule("toolkit.review.history_approvals:with_approvals")),
        row("C80", "", "个人信息标出来、遮起来、不进库、到期删", "Personal data marked, masked, kept out of the repository, removed in time",
            *fields("contact", "mobile", "retention_until"), Rule("toolkit.network.projecting:masked"), *findings("COM114", "COM141", "COM142", "SCR115"),
            not_yet("删除一个人的命令还没有，只会提醒该删", "There is no command that removes a person; it is only told when to")),
    )),
)  # fmt: skip
