"""The cache never serves what was not stored under that key, and never stands in the way."""

from __future__ import annotations

import os
import subprocess
import threading
from pathlib import Path

import pytest

import toolkit.publish.cache as cache_module
from tests.publish.publish_bench import Bench, options, paper, tree
from toolkit.publish.cache import Cache, cache_key
from toolkit.publish.problems import OutputProblem
from toolkit.publish.run import publish

KEYS = [cache_key(str(n), "dealer") for n in range(40)]


def filled(folder: Path) -> Cache:
    cache = Cache(folder)
    for n, key in enumerate(KEYS):
        cache.put(key, f"paper {n}".encode() * 50)
    return cache


def entries(folder: Path) -> list[Path]:
    return sorted(path for path in (folder / "papers").rglob("*") if path.is_file())


def test_what_was_stored_is_served(tmp_path: Path) -> None:
    """Also by another run; what was not stored is a miss and no damage."""
    filled(tmp_path)
    cache = Cache(tmp_path)
    assert cache.get(KEYS[3]) == b"paper 3" * 50
    assert cache.get(cache_key("other", "dealer")) is None
    assert cache.warnings == ()


def test_the_audience_is_in_the_key() -> None:
    """The same paper for another audience has another name."""
    assert len({cache_key("k", audience) for audience in ("public", "dealer", "internal")}) == 3


def test_every_flipped_bit_is_noticed(tmp_path: Path) -> None:
    """One bit anywhere in an entry, head or body, makes it a miss that is counted in one warning."""
    filled(tmp_path)
    cache = Cache(tmp_path)
    path = tmp_path / "papers" / KEYS[0][:2] / KEYS[0]
    sound = path.read_bytes()
    for place in range(len(sound)):
        path.write_bytes(sound[:place] + bytes([sound[place] ^ (1 << place % 8)]) + sound[place + 1 :])
        assert cache.get(KEYS[0]) is None
    path.write_bytes(sound)
    assert cache.get(KEYS[0]) is not None
    assert [warning.code for warning in cache.warnings] == ["PUB022"]
    assert str(len(sound)) in cache.warnings[0].message.en


@pytest.mark.parametrize("size", [0, 1, 8, 72, 73, 100])
def test_a_cut_entry_is_a_miss(tmp_path: Path, size: int) -> None:
    """As after a power failure."""
    filled(tmp_path)
    os.truncate(tmp_path / "papers" / KEYS[0][:2] / KEYS[0], size)
    assert Cache(tmp_path).get(KEYS[0]) is None


def test_swapped_entries_are_misses(tmp_path: Path) -> None:
    """An entry is bound to its own name: one dealer's paper is never served for another's."""
    cache = filled(tmp_path)
    one, two = (tmp_path / "papers" / key[:2] / key for key in KEYS[:2])
    first, second = one.read_bytes(), two.read_bytes()
    one.write_bytes(second)
    two.write_bytes(first)
    assert cache.get(KEYS[0]) is None
    assert cache.get(KEYS[1]) is None


def test_what_is_no_file_is_a_miss(tmp_path: Path) -> None:
    """A folder, a link or a pipe in the place of an entry neither stops nor hangs the run."""
    cache = filled(tmp_path)
    places = [tmp_path / "papers" / key[:2] / key for key in KEYS[:3]]
    target = places[2].with_name("copy")
    target.write_bytes(places[2].read_bytes())
    for place in places:
        place.unlink()
    places[0].mkdir()
    os.mkfifo(places[1])
    places[2].symlink_to(target)
    assert [cache.get(key) for key in KEYS[:3]] == [None, None, None]


def test_a_run_over_a_damaged_cache_equals_a_clean_one(out: Path) -> None:
    """Every kind of damage at once: the outputs are those of a run without a cache."""
    plan = [paper(f"c/{n}.pdf", str(n)) for n in range(12)]
    publish(plan, Bench(), out, options())
    found = entries(out / ".cache")
    assert len(found) == 12
    for n, path in enumerate(found):
        match n % 4:
            case 0:
                path.write_bytes(path.read_bytes()[:-1] + b"?")
            case 1:
                os.truncate(path, 20)
            case 2:
                path.write_bytes(found[n - 1].read_bytes())
    again = out.with_name("again")
    report = publish(plan, Bench(), again, options(cache=out / ".cache"))
    assert tree(again) == tree(out)
    assert [warning.code for warning in report.warnings] == ["PUB022"]
    assert (len(report.built), len(report.reused)) == (9, 3)


def test_names_tell_nothing(tmp_path: Path) -> None:
    """File names are digests of whole papers, never of an id alone, and carry no section."""
    cache = filled(tmp_path)
    cache.retain("/out\0contracts", KEYS)
    names = [path.name for path in tmp_path.rglob("*") if path.is_file()]
    assert len(names) == len(KEYS) + 1
    assert all(len(name) == 64 and set(name) <= set("0123456789abcdef") for name in names)


@pytest.mark.parametrize("folder", ["papers", "uses", "tmp", ""])
def test_a_cache_that_cannot_be_opened_is_a_warning(tmp_path: Path, folder: str) -> None:
    """A file where a folder should be: a warning, every get a miss, every put nothing."""
    place = tmp_path / "cache"
    if folder:
        place.mkdir()
    (place / folder).write_text("") if folder else place.write_text("")
    cache = Cache(place)
    cache.put(KEYS[0], b"x")
    cache.retain("user", KEYS)
    cache.sweep()
    assert cache.get(KEYS[0]) is None
    assert [warning.code for warning in cache.warnings] == ["PUB021"]


def test_a_cache_that_goes_away_is_a_warning(tmp_path: Path) -> None:
    """Somebody deletes the folder while the run goes on."""
    cache = Cache(tmp_path / "cache")
    subprocess.run(["rm", "-rf", tmp_path / "cache"], check=True)
    cache.put(KEYS[0], b"x")
    assert [warning.code for warning in cache.warnings] == ["PUB021"]


def test_a_full_disk_is_told_and_leaves_no_entry(tmp_path: Path) -> None:
    """A full cache disk ends the run and names the path; no cut entry and no unfinished file stays."""
    folder = tmp_path / "small"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=256k", "none", str(folder)]
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True, check=False).returncode != 0:
        pytest.skip("needs the right to mount a small disk")
    try:
        cache = Cache(folder)
        cache.put(KEYS[0], b"x" * 1000)
        with pytest.raises(OutputProblem) as raised:
            cache.put(KEYS[1], b"x" * 500_000)
        assert raised.value.problem.code == "PUB005"
        assert str(folder) in raised.value.problem.message.zh
        assert "磁盘已满" in raised.value.problem.message.zh
        assert [path.name for path in entries(folder)] == [KEYS[0]]
        assert list((folder / "tmp").iterdir()) == []
    finally:
        subprocess.run(["umount", folder], check=True)


def test_many_writers_leave_whole_entries(tmp_path: Path) -> None:
    """Four writers of the same entries at the same time, with readers between them: whole entries or none."""
    seen: set[bytes | None] = set()

    def write_and_read() -> None:
        cache = Cache(tmp_path)
        for _ in range(30):
            for n, key in enumerate(KEYS[:5]):
                cache.put(key, bytes([n]) * 20_000)
                seen.add(cache.get(KEYS[0]))
        assert cache.warnings == ()

    threads = [threading.Thread(target=write_and_read) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert seen <= {b"\0" * 20_000, None}
    assert len(entries(tmp_path)) == 5


def test_what_a_killed_writer_left_is_swept(tmp_path: Path) -> None:
    """Unfinished files of dead processes go at the next start, those of living ones stay."""
    filled(tmp_path)
    dead = subprocess.Popen(["true"])
    dead.wait()
    (tmp_path / "tmp" / f"{dead.pid}-a").write_bytes(b"half")
    (tmp_path / "tmp" / f"{os.getpid()}-b").write_bytes(b"half")
    (tmp_path / "tmp" / "strange").write_bytes(b"half")
    Cache(tmp_path)
    assert [path.name for path in (tmp_path / "tmp").iterdir()] == [f"{os.getpid()}-b"]


def test_unused_entries_go_once_they_are_many(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Entries of the last two runs stay; the others go when there are more of them than that and the slack."""
    monkeypatch.setattr(cache_module, "SLACK", 10)
    cache = filled(tmp_path)
    cache.retain("out\0contracts", KEYS[20:])
    cache.retain("out\0contracts", KEYS[:8])
    cache.retain("out\0contracts", KEYS[6:12])
    cache.sweep()
    assert {path.name for path in entries(tmp_path)} == set(KEYS[:12])


def test_papers_beside_a_failure_stay(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A section that was never published because of one failure keeps what is finished of it, however little slack is
    left.
    """
    monkeypatch.setattr(cache_module, "SLACK", 0)
    plan = [paper(f"c/{n}.pdf", str(n)) for n in range(4)]
    publish([*plan, paper("c/x.pdf", "refused")], Bench(), out, options())
    report = publish(plan, Bench(), out, options())
    assert [done.why for done in report.reused] == ["cache"] * 4


def test_few_unused_entries_stay(tmp_path: Path) -> None:
    """What an interrupted run of another section finished is still there for its next run."""
    cache = filled(tmp_path)
    cache.retain("out\0contracts", KEYS[:1])
    cache.sweep()
    assert len(entries(tmp_path)) == 40


def test_a_damaged_note_of_use_harms_nothing(tmp_path: Path) -> None:
    """Notes that cannot be read count as none."""
    cache = filled(tmp_path)
    cache.retain("user", KEYS)
    (note,) = (tmp_path / "uses").iterdir()
    for content in (b"{", b"[1]", b'{"a": 1}', b"\xff", b"[1, 2]"):
        note.write_bytes(content)
        cache.retain("other", KEYS)
        cache.sweep()
    assert cache.get(KEYS[0]) is not None
