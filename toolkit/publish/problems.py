"""What can go wrong with the output folder, the cache and the workers; and the three ways in which a run ends early."""

from __future__ import annotations

import errno
import os
from pathlib import Path

from toolkit.kernel.origin import Origin
from toolkit.kernel.problem import Problem, ProblemKind
from toolkit.kernel.text import Text

UNFIT = ProblemKind(
    "PUB001",
    "error",
    Text("不能输出到 {out}：{why}", "cannot build into {out}: {why}"),
    Text("用 --out 另选一个目录", "choose another folder with --out"),
    manual="The output folder is one of its own: no root, home, repository, workspace, source, or link."
    "中文：输出目录要专用：不是根目录、个人目录、仓库、工作区、源文件夹，也不是链接。",
)
STRANGERS = ProblemKind(
    "PUB002",
    "error",
    Text(
        "{folder} 里有不是本工具生成的文件：{files}",
        "{folder} holds files that were not built by this toolkit: {files}",
    ),
    Text(
        "把这些文件移到别处，或用 --out 另选一个目录",
        "move these files elsewhere, or choose another folder with --out",
    ),
    manual="A section is replaced as a whole, so files not owned by the last manifest would be lost. None is deleted."
    "中文：每个栏目整个替换，不在上次清单里的文件会丢失，所以一个也不删，先停下来。",
)
BROKEN_MANIFEST = ProblemKind(
    "PUB003",
    "error",
    Text("输出清单损坏：{why}", "the manifest of the outputs is damaged: {why}"),
    Text("核对输出目录，自行清空后再生成", "look at the output folder, empty it yourself, and build again"),
    manual="Without its manifest the toolkit cannot tell its own files from those of others, so it deletes nothing."
    "中文：没有清单，就分不清哪些是自己生成的，所以什么也不删。",
)
NEWER_MANIFEST = ProblemKind(
    "PUB004",
    "error",
    Text(
        "输出清单的格式是 {found}，本版本只认到 {known}", "the manifest has format {found}; this version knows {known}"
    ),
    Text("升级工具，或用 --out 另选一个目录", "upgrade the toolkit, or choose another folder with --out"),
    manual="The output folder was built by a newer version, whose files this one could not account for."
    "中文：输出目录由更新的版本生成，本版本说不清里面的文件。",
)
WRITE_FAILED = ProblemKind(
    "PUB005",
    "error",
    Text("写不进 {path}：{why}", "cannot write {path}: {why}"),
    Text(
        "上次的输出保持原样；腾出空间或改正权限后重来",
        "the last output is as it was; make room or set the permissions, then try again",
    ),
    manual="A full disk, a read-only or failing one, or missing permissions. Nothing that stood before is touched."
    "中文：磁盘满了、只读、出错，或权限不够。原有的一概不动。",
)
LOCKED = ProblemKind(
    "PUB006",
    "error",
    Text("另一次运行正在写 {out}（进程 {holder}）", "another run is writing {out} (process {holder})"),
    Text("等它结束，或加 --wait", "wait until it ends, or add --wait"),
    manual="One run at a time may write an output folder. The lock ends with the process that holds it."
    "中文：同一时间只有一次运行可以写输出目录。锁随持有它的进程结束。",
)
BAD_PATH = ProblemKind(
    "PUB007",
    "error",
    Text("输出路径 {path} 不能用：{why}", "the output path {path} cannot be used: {why}"),
    manual="Paths stay inside the output folder and work on Linux, macOS and Windows."
    "中文：路径都在输出目录之内，并且在 Linux、macOS 和 Windows 上都能用。",
)
TAKEN_PATH = ProblemKind(
    "PUB008",
    "error",
    Text("输出路径 {path} 已被 {other} 占用", "the output path {path} is taken by {other}"),
    manual="Two outputs have one path, or one of them is a file where the other needs a folder."
    "中文：两个输出写到同一路径，或一个是文件、另一个要在那里建文件夹。",
)
STAGE_DIFFERS = ProblemKind(
    "PUB009",
    "error",
    Text("待换上的 {section} 与清单不符：{files}", "the new {section} differs from its manifest: {files}"),
    Text("上次的输出保持原样；检查磁盘", "the last output is as it was; check the disk"),
    manual="Every section is compared with its manifest before it takes the place of the old one."
    "中文：每个栏目换上去之前，都与它的清单对照。",
)
TIMED_OUT = ProblemKind(
    "PUB011",
    "error",
    Text("排版超过 {seconds} 秒，已停止", "laying it out took more than {seconds} seconds and was stopped"),
    Text("拆小过长的表格或附件", "split overlong tables or annexes"),
    manual="Each paper has a time limit, so that one cannot hold up the others."
    "中文：每份文书有时间上限，一份不会拖住其余的。",
)
WORKER_DIED = ProblemKind(
    "PUB012",
    "error",
    Text("排版进程意外结束（{how}）", "the process that laid it out ended unexpectedly ({how})"),
    Text("内存不足时用较小的 --jobs", "if memory is short, use a smaller --jobs"),
    manual="The process was killed, crashed, or reached a limit. Only the paper that it was working on is lost."
    "中文：进程被终止、崩溃或到了上限。只损失它正在排的那一份。",
)
RENDER_RAISED = ProblemKind(
    "PUB013",
    "error",
    Text("排版出错：{error}", "laying it out failed: {error}"),
    manual="The layout engine gave up on this paper. The others are not affected."
    "中文：排版引擎放弃了这份文书，其余的不受影响。",
)
NO_ENGINE = ProblemKind(
    "PUB014",
    "error",
    Text("PDF 排版引擎无法启动：{error}", "the PDF engine does not start: {error}"),
    Text("运行 doctor 看缺少什么", "run doctor to see what is missing"),
    manual="The engine or one of its native libraries is missing. Pages without PDFs can still be built."
    "中文：缺少排版引擎或它的某个本机库。不含 PDF 的页面照样能生成。",
)
NO_WORKER = ProblemKind(
    "PUB015",
    "error",
    Text("无法启动排版进程：{error}", "no process for laying out papers could be started: {error}"),
    Text("减少同时运行的程序，或用较小的 --jobs", "run fewer programs at a time, or use a smaller --jobs"),
    manual="The system allows no further process or open file.中文：系统不再允许新的进程或打开文件。",
)
CACHE_UNUSABLE = ProblemKind(
    "PUB021",
    "warning",
    Text("缓存 {folder} 不能用，这次不用缓存：{why}", "the cache {folder} cannot be used, going on without it: {why}"),
    manual="Without a cache every paper that changed is laid out again; the result is the same."
    "中文：没有缓存，改动过的文书都要重排，结果相同。",
)
CACHE_DAMAGED = ProblemKind(
    "PUB022",
    "warning",
    Text("缓存中有 {count} 项损坏，已重新排版", "{count} cache entries were damaged and laid out again"),
    manual="A cached paper is hashed each time it is read; one that does not agree is made anew."
    "中文：缓存的文书每次读取都核对摘要，不符的重新生成。",
)
STAGE_LEFT = ProblemKind(
    "PUB023",
    "warning",
    Text("清不掉临时目录 {folder}：{why}", "the stage {folder} could not be removed: {why}"),
    manual="A folder that an earlier or this run used for preparing its output. It may be deleted by hand."
    "中文：这是本次或以前的运行准备输出用的文件夹，可以手工删去。",
)
FEWER_WORKERS = ProblemKind(
    "PUB024",
    "warning",
    Text("只能启动 {count} 个排版进程：{why}", "only {count} processes for laying out papers could be started: {why}"),
    manual="The system allowed fewer processes than asked for; the run goes on with those it has."
    "中文：系统允许的进程比要求的少，用已有的继续运行。",
)
DAMAGED_DROPPED = ProblemKind(
    "PUB025",
    "warning",
    Text(
        "{path} 被改动或丢失，这次没有生成它，已从输出中去掉",
        "{path} was altered or lost, is not part of this run, and was left out",
    ),
    Text("完整运行一次", "run the command once without naming dealers"),
    manual="A run for some dealers keeps the others' files as they are, if they are still as they were built."
    "中文：只为部分经销商运行时，其余文件保持原样，前提是它们还是生成时的样子。",
)
MEMBER = ProblemKind(
    "PUB026",
    "error",
    Text(
        "{path} 没有生成，成员 {member} 不能用：{why}", "{path} was not made, its member {member} cannot be used: {why}"
    ),
    Text("先改正这个成员的错误，再生成一次", "mend what is wrong with this member, then build again"),
    manual="A bundle or a copy is made of other outputs of the same run; without one of them it would be incomplete in silence."
    "中文：打包和副本由同一次运行的其他输出组成，缺了一个，就会不声不响地不完整。",
)
KINDS = (
    MEMBER,
    UNFIT,
    STRANGERS,
    BROKEN_MANIFEST,
    NEWER_MANIFEST,
    WRITE_FAILED,
    LOCKED,
    BAD_PATH,
    TAKEN_PATH,
    STAGE_DIFFERS,
    TIMED_OUT,
    WORKER_DIED,
    RENDER_RAISED,
    NO_ENGINE,
    NO_WORKER,
    CACHE_UNUSABLE,
    CACHE_DAMAGED,
    STAGE_LEFT,
    FEWER_WORKERS,
    DAMAGED_DROPPED,
)

_REASONS = {
    errno.ENOSPC: Text("磁盘已满", "no space left on the disk"),
    errno.EDQUOT: Text("超出磁盘配额", "the disk quota is used up"),
    errno.EFBIG: Text("超出文件大小限制", "the file would be larger than is allowed"),
    errno.EROFS: Text("文件系统只读", "the file system is read-only"),
    errno.EIO: Text("磁盘读写出错", "the disk reports an error"),
    errno.EACCES: Text("没有权限", "permission denied"),
    errno.EPERM: Text("不允许这样操作", "operation not permitted"),
    errno.ENAMETOOLONG: Text("名称过长", "the name is too long"),
    errno.EMFILE: Text("打开的文件过多", "too many open files"),
    errno.ENFILE: Text("打开的文件过多", "too many open files"),
    errno.ELOOP: Text("是符号链接", "it is a symbolic link"),
    errno.ENOTDIR: Text("上级不是目录", "its parent is not a folder"),
    errno.EBUSY: Text("正被占用或是挂载点", "it is in use or a mount point"),
}


def reason(error: OSError) -> Text:
    """Returns why the system refused, in both languages; the system's own words where none of ours exist."""
    known = _REASONS.get(error.errno or 0)
    words = os.strerror(error.errno) if error.errno else str(error)
    return known or Text(words, words)


def write_failed(path: Path | str, error: OSError) -> OutputProblem:
    """Returns the exception for a file that could not be written, naming its path."""
    return OutputProblem(WRITE_FAILED.at(Origin(str(path)), path=path, why=reason(error)))


class PublishStopped(Exception):
    """A run that ended before its outputs were in place; carries what to tell the user."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("; ".join(problem.line("en") for problem in problems))
        self.problems = problems

    @property
    def problem(self) -> Problem:
        """Returns the first problem, which is the cause."""
        return self.problems[0]


class OutputProblem(PublishStopped):
    """The output folder or the disk does not allow the run: exit code 4."""


class Locked(PublishStopped):
    """Another run holds the output folder: exit code 11."""


class EngineMissing(PublishStopped):
    """The PDF engine does not start on this machine, so no paper can be made: exit code 3."""
