"""What the lock and the tracked files promise to whoever sets the project up."""

from __future__ import annotations

import json
import re
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
HOSTS = tuple(".".join(parts) for parts in (
    ("pypi", "org"), ("pythonhosted", "org"), ("anaconda", "org"), ("npmjs", "org"), ("npmjs", "com"),
    ("yarnpkg", "com"), ("npmmirror", "com"), ("tuna", "tsinghua", "edu", "cn"), ("mirrors", "aliyun", "com"),
    ("ustc", "edu", "cn"),
))  # fmt: skip


def requirements(lock: str) -> tuple[str, ...]:
    """The lock's requirements, each with its marker and hashes on one line."""
    joined = lock.replace("\\\n", " ")
    return tuple(line for line in joined.splitlines() if line.strip() and not line.startswith("#"))


def name_of(requirement: str) -> str:
    """The normalised name of a package (PEP 503)."""
    found = re.match(r"[A-Za-z0-9._-]+", requirement)
    assert found, requirement
    return re.sub(r"[-_.]+", "-", found.group()).lower()


def unhashed(lock: str) -> tuple[str, ...]:
    """The requirements that are not pinned to one version with at least one SHA-256."""
    whole = re.compile(r"[a-z0-9-]+==[^\s;]+(\s*;[^\\]+?)?(\s+--hash=sha256:[0-9a-f]{64})+\s*")
    return tuple(line.split(" ")[0] for line in requirements(lock) if not whole.fullmatch(line))


def hosts_in(text: str) -> tuple[str, ...]:
    """The package registries' hosts that a text names."""
    return tuple(host for host in HOSTS if host in text.lower())


def loose(lock: str) -> list[str]:
    """The packages of an npm lock that have no SHA-512, or say where they come from."""
    packages: dict[str, dict[str, str]] = json.loads(lock)["packages"]
    return [
        name
        for name, package in packages.items()
        if name and (not package.get("integrity", "").startswith("sha512-") or "resolved" in package)
    ]


def lock_text() -> str:
    """The lock as committed."""
    return (ROOT / "requirements.lock").read_text("utf-8")


def tracked() -> tuple[Path, ...]:
    """The files that git tracks or would track; those of a plain copy without git are not asked for."""
    listed = subprocess.run(
        ["git", "-C", str(ROOT), "ls-files", "-co", "--exclude-standard", "-z"], capture_output=True, check=False
    )
    if listed.returncode:
        pytest.skip("not a git checkout")
    return tuple(ROOT / name for name in listed.stdout.decode().split("\0") if name and (ROOT / name).is_file())


def test_every_requirement_is_pinned_and_hashed() -> None:
    """pip refuses whatever differs by a bit from what was locked."""
    assert len(requirements(lock_text())) > 40
    assert unhashed(lock_text()) == ()


def test_a_requirement_without_hash_or_version_is_seen() -> None:
    """The guard above can fail."""
    digest = "0" * 64
    good = f"click==8.5.1 ; sys_platform == 'linux' \\\n    --hash=sha256:{digest} \\\n    --hash=sha256:{digest}\n"
    assert unhashed(good) == ()
    assert unhashed("click==8.5.1\n") == ("click==8.5.1",)
    assert unhashed(f"click>=8 \\\n    --hash=sha256:{digest}\n") == ("click>=8",)
    assert unhashed(f"click==8.5.1 \\\n    --hash=md5:{digest}\n") == ("click==8.5.1",)


def test_the_lock_names_no_address() -> None:
    """Where packages come from is the machine's business (PIP_INDEX_URL, pip.conf), not the repository's."""
    assert re.findall(r"://|--(?:extra-)?index-url|--find-links|@ ", lock_text()) == []


def test_the_checkers_of_pages_are_pinned_and_hashed() -> None:
    """npm too refuses what differs from what was locked, and takes it from where the machine says."""
    folder = ROOT / "tests/e2e/checkers"
    lock = (folder / "package-lock.json").read_text("utf-8")
    wanted: dict[str, str] = json.loads((folder / "package.json").read_text("utf-8"))["dependencies"]
    assert len(json.loads(lock)["packages"]) > 40
    assert loose(lock) == []
    assert {name: json.loads(lock)["packages"][f"node_modules/{name}"]["version"] for name in wanted} == wanted


@pytest.mark.parametrize(
    "fault", ['"version": "1.0.0"', '"integrity": "sha1-x"', '"integrity": "sha512-x", "resolved": "there"']
)
def test_a_loose_package_is_seen(fault: str) -> None:
    """The guard above can fail."""
    assert loose(f'{{"packages": {{"": {{}}, "node_modules/a": {{{fault}}}}}}}') == ["node_modules/a"]


def test_every_declared_dependency_is_locked() -> None:
    """pyproject.toml, its test extra, the build backend and requirements.in all lead to the one lock."""
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    wanted = [
        *declared["project"]["dependencies"],
        *declared["project"]["optional-dependencies"]["test"],
        *declared["build-system"]["requires"],
        *requirements((ROOT / "requirements.in").read_text("utf-8")),
    ]
    locked = {name_of(line) for line in requirements(lock_text())}
    assert [line for line in wanted if name_of(line) not in locked] == []


def test_no_tracked_file_names_a_registry() -> None:
    """No lock with registry addresses, no mirror in a script: a company behind a wall sets its own in one place."""
    named = {}
    for path in tracked():
        data = path.read_bytes()
        hosts = hosts_in(data.decode("utf-8", "replace")) if b"\0" not in data[:8192] else ()
        if hosts:
            named[path.relative_to(ROOT).as_posix()] = hosts
    assert named == {}


@pytest.mark.parametrize("host", HOSTS)
def test_a_planted_registry_is_seen(host: str) -> None:
    """The guard above can fail."""
    assert hosts_in(f'"resolved": "https://Registry.{host}/x"') == (host,)
