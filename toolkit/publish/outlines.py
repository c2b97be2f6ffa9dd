"""The outlines of dealers, kept beside the papers' cache, so that a review of a small change reads a small part of the network.

A SQLite file, found by the digest of all that outlines rest on besides the dealers' own folders. Whatever is wrong with the
file, it is as if nothing had been kept: outlines are made again from the records.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from itertools import islice
from pathlib import Path

from toolkit.review.outline import PEERS, Outline, Token

NAME = "outlines-1.sqlite"
GROUNDS = 3
"""How many grounds are kept: those of the branches that are reviewed these days."""
WAIT = 10.0
"""How many seconds one run waits for another that writes."""
_AT_ONCE = 400
_SCHEMA = """
CREATE TABLE IF NOT EXISTS ground (id INTEGER PRIMARY KEY, name TEXT UNIQUE NOT NULL, used INTEGER NOT NULL,
  commit_id TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS outline (
  ground INTEGER NOT NULL, dealer TEXT NOT NULL, above TEXT NOT NULL, problems TEXT NOT NULL,
  peers0 TEXT NOT NULL, peers1 TEXT NOT NULL, PRIMARY KEY (ground, dealer)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS token (
  ground INTEGER NOT NULL, sort TEXT NOT NULL, value TEXT NOT NULL, dealer TEXT NOT NULL,
  PRIMARY KEY (ground, sort, value, dealer)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS token_dealer ON token (ground, dealer);
"""
_COLUMNS = ", ".join(f"peers{n}" for n in range(len(PEERS)))


class OutlinesLost(Exception):
    """The file cannot be read or written, or is not what it should be; it has been removed."""


class Kept:
    """What is kept of one ground. Every method raises OutlinesLost where the file fails."""

    def __init__(self, place: Path, ground: str) -> None:
        self._place = place
        with self._whole():
            place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            if place.is_symlink():
                place.unlink()
            self._db = sqlite3.connect(place, timeout=WAIT)
            self._db.execute("PRAGMA trusted_schema = OFF")
            with self._db:
                for command in _SCHEMA.split(";"):
                    self._db.execute(command)
                self._id = self._ground(ground)

    def _ground(self, name: str) -> int:
        newest = self._db.execute("SELECT coalesce(max(used), 0) FROM ground").fetchone()[0]
        self._db.execute(
            "INSERT INTO ground (name, used, commit_id) VALUES (?, ?, '') ON CONFLICT (name) DO UPDATE SET used = ? WHERE used < ?",
            (name, newest + 1, newest + 1, newest),
        )
        row = self._db.execute("SELECT id, commit_id FROM ground WHERE name = ?", (name,)).fetchone()
        self.commit = str(row[1])
        """The commit of which outlines are kept; empty where none are."""
        return int(row[0])

    @contextmanager
    def _whole(self) -> Iterator[None]:
        try:
            yield
        except (OSError, sqlite3.Error) as error:
            # A file that is in use, or a disk that is full, is no reason to throw away what is kept.
            code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CANTOPEN) & 0xFF
            if code not in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_FULL, sqlite3.SQLITE_CANTOPEN):
                with suppress(OSError):
                    self._place.unlink(missing_ok=True)
            raise OutlinesLost(str(error)) from error

    def close(self) -> None:
        """Lets go of the file."""
        self._db.close()

    def having(self, tokens: Iterable[Token], most: int | None = None) -> frozenset[str]:
        """Returns the dealers whose outlines have one of some tokens; one that more than `most` have finds nobody."""
        with self._whole():
            found: set[str] = set()
            for sort, value in tokens:
                rows = self._db.execute(
                    "SELECT dealer FROM token WHERE ground = ? AND sort = ? AND value = ? LIMIT ?",
                    (self._id, sort, value, -1 if most is None else most + 1),
                ).fetchall()
                if most is None or len(rows) <= most:
                    found.update(row[0] for row in rows)
            return frozenset(found)

    def above(self, dealer: str) -> str:
        """Returns the dealer over one; empty where there is none."""
        with self._whole():
            row = self._db.execute(
                "SELECT above FROM outline WHERE ground = ? AND dealer = ?", (self._id, dealer)
            ).fetchone()
            return row[0] if row else ""

    def peers(self, without: Collection[str]) -> tuple[tuple[str, ...], ...]:
        """Returns the columns of what all dealers but some bring into comparisons."""
        with self._whole():
            rows = self._db.execute(f"SELECT dealer, {_COLUMNS} FROM outline WHERE ground = ?", (self._id,))
            held = [row[1:] for row in rows if row[0] not in without]
            return tuple(zip(*held, strict=True)) or tuple(() for _ in PEERS)

    def problems(self) -> Mapping[str, str]:
        """Returns what was wrong with each dealer, and under an empty name with the shared files, where anything was."""
        query = "SELECT dealer, problems FROM outline WHERE ground = ? AND problems <> '[]'"
        with self._whole():
            return dict(self._db.execute(query, (self._id,)))

    def keep(self, commit: str, outlines: Iterable[Outline], *, again: bool = False) -> None:
        """Puts the outlines of a commit in the place of what was kept of the same dealers, or of all where it begins `again`;
        forgets grounds that nobody used lately."""
        with self._whole(), self._db:
            if again:
                self._clear([(self._id,)], "ground = ?")
            for some in _in_parts(outlines):
                self._clear([(self._id, row.dealer) for row in some], "ground = ? AND dealer = ?")
                rows = [(self._id, row.dealer, row.above, row.problems, *row.peers) for row in some]
                self._db.executemany("INSERT INTO outline VALUES (?, ?, ?, ?, ?, ?)", rows)
                tokens = ((self._id, *token, row.dealer) for row in some for token in row.tokens)
                self._db.executemany("INSERT INTO token VALUES (?, ?, ?, ?)", tokens)
            self._db.execute("UPDATE ground SET commit_id = ? WHERE id = ?", (commit, self._id))
            old = self._db.execute("SELECT id FROM ground ORDER BY used DESC LIMIT -1 OFFSET ?", (GROUNDS,)).fetchall()
            self._clear(old, "ground = ?")
            self._db.executemany("DELETE FROM ground WHERE id = ?", old)
        self.commit = commit

    def set_problems(self, problems: Mapping[str, str]) -> None:
        """Puts these problems in the place of all; who has none is not among them."""
        with self._whole(), self._db:
            self._db.execute("UPDATE outline SET problems = '[]' WHERE ground = ?", (self._id,))
            rows = [(text, self._id, dealer) for dealer, text in problems.items()]
            self._db.executemany("UPDATE outline SET problems = ? WHERE ground = ? AND dealer = ?", rows)

    def drop(self, dealers: Iterable[str]) -> None:
        """Forgets dealers whose folders are gone."""
        with self._whole(), self._db:
            self._clear([(self._id, dealer) for dealer in dealers], "ground = ? AND dealer = ?")

    def _clear(self, rows: Sequence[tuple[object, ...]], where: str) -> None:
        for table in ("outline", "token"):
            self._db.executemany(f"DELETE FROM {table} WHERE {where}", rows)


def _in_parts(outlines: Iterable[Outline]) -> Iterator[tuple[Outline, ...]]:
    rows = iter(outlines)
    while some := tuple(islice(rows, _AT_ONCE)):
        yield some
