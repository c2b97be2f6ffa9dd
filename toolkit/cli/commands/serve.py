"""`serve`."""

from __future__ import annotations

import click

from toolkit.cli.commands.outputs import out_folder
from toolkit.cli.options import Settings, takes_settings
from toolkit.cli.session import Session, run
from toolkit.kernel.text import Text
from toolkit.serve.preview import Preview, Update
from toolkit.serve.requests import ADDRESS
from toolkit.serve.running import listening
from toolkit.serve.running import run as run_preview
from toolkit.serve.server import Server

PORT = 8420


@click.command()
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=PORT,
    help=f"端口，默认 {PORT}，被占用时用下一个空闲的 · the port, {PORT} by default; the next free one when it is taken",
)
@takes_settings
def serve(settings: Settings, port: int) -> None:
    """本机预览：保存后页面自动更新，Ctrl-C 结束 · a local preview that follows what you save; Ctrl-C ends it."""

    def body(session: Session) -> int:
        preview = Preview(session.root, out_folder(session), settings.as_of, settings.lang)
        server = _listening(session, preview, port)
        first = preview.look()
        if preview.as_of is not None:
            session.say(f"基准日 {preview.as_of}，{session.root}", f"as of {preview.as_of}, {session.root}")
        if first is not None:
            session.tell(first.problems)
        url = f"http://{ADDRESS}:{server.server_port}/"
        session.say(f"预览：{url}（Ctrl-C 结束）", f"preview: {url} (Ctrl-C ends it)")
        run_preview(server, session.root, lambda update, seconds: _tell(session, update, seconds))

    run(settings, body)


def _listening(session: Session, preview: Preview, port: int) -> Server:
    try:
        server = listening(preview, port)
    except OSError as error:
        words = Text(f"不能使用端口 {port}：{error.strerror}", f"port {port} cannot be used: {error.strerror}")
        raise click.UsageError(words.within(session.settings.lang)) from None
    if port and server.server_port != port:
        session.say(
            f"端口 {port} 已被占用，改用 {server.server_port}", f"port {port} is taken: {server.server_port} it is"
        )
    return server


def _tell(session: Session, update: Update, seconds: float) -> None:
    """Says what was saved, how long it took until pages showed it, and what is wrong now."""
    first, more = update.changed[0] if update.changed else "git", len(update.changed) - 1
    others = Text(f" 等 {more + 1} 个文件" if more > 0 else "", f" and {more} more" if more > 0 else "")
    session.say(f"{first}{others.zh}：{seconds:.2f} 秒", f"{first}{others.en}: {seconds:.2f} s")
    session.tell(update.problems)
