"""`schema`: JSON Schemas of the records, for editors that check YAML while it is typed."""

from __future__ import annotations

import json
from pathlib import Path

import click

from toolkit.cli.options import Settings, takes_settings
from toolkit.cli.session import guarded
from toolkit.kernel.text import Text
from toolkit.kernel.vocabulary import nearest
from toolkit.network.schema import json_schema
from toolkit.topics.catalogue import KINDS


@click.command()
@click.argument("kind", required=False)
@click.option(
    "--to",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    help="写到目录，每种一个文件 · write one file a kind into a folder",
)
@click.option("--bilingual", is_flag=True, help="说明中英文并列 · words in both languages")
@takes_settings
def schema(settings: Settings, kind: str | None, folder: Path | None, bilingual: bool) -> None:
    """记录的 JSON Schema · JSON Schema of the records."""
    names = [each.name for each in KINDS.all if each.form == "yaml"]
    if kind is not None and kind not in names:
        near = nearest(kind, names)
        words = Text(
            f"没有种类 {kind}" + (f"；是不是 {near}？" if near else ""),
            f"no kind {kind}" + (f"; did you mean {near}?" if near else ""),
        )
        raise click.UsageError(words.within(settings.lang))
    with guarded(settings):
        wanted = [kind] if kind else names
        schemas = {name: json_schema(KINDS.named(name), "both" if bilingual else settings.lang) for name in wanted}
        if folder is None:
            click.echo(json.dumps(schemas[wanted[0]] if kind else schemas, ensure_ascii=False, indent=1))
            return
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in schemas.items():
            (folder / f"{name}.schema.json").write_text(
                json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
            )
        click.echo(str(folder))
