"""Removing an output folder: what our manifests own, under the lock, and nothing else."""

from __future__ import annotations

import shutil
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from toolkit.plan.artifact import Job
from toolkit.publish.manifest import load_sections
from toolkit.publish.problems import write_failed
from toolkit.publish.run import Options, publish

OWN = (".cache", ".manifests", "manifest.json", "report.json", ".lock")
"""What the toolkit keeps beside the sections."""


class _Nothing:
    """Finishes no job, since a run without artifacts has none."""

    def finish(self, job: Job) -> bytes:
        raise LookupError(f"no job was planned: {job!r}")


def clean(out: Path, options: Options) -> bool:
    """Returns whether `out` held outputs of ours, after removing them; what others put there stays.

    Raises what `publish` raises: the folder is unfit, holds files of others in a section, is locked, or the disk refuses.
    """
    sections = tuple(load_sections(out)) if out.is_dir() else ()
    if not sections:
        return False
    publish((), _Nothing(), out, replace(options, sections=sections, partial=False))
    for name in sections:
        with suppress(OSError):
            (out / name).rmdir()
    for name in OWN:
        path = out / name
        try:
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            else:
                path.unlink(missing_ok=True)
        except OSError as error:
            raise write_failed(path, error) from error
    with suppress(OSError):
        out.rmdir()
    return True
