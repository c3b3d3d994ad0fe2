"""Plays the steps of Dockerfile.gpu in a clean folder, for a machine without a container engine.

    python -m tests.container.run_steps [--keep] [--path FOLDER]

COPY takes what git tracks and .dockerignore lets through; RUN gets the image's own environment and nothing of the
caller's but pip's settings; the image's work folder becomes a temporary one. What only an image can do is left out and
said: system packages, users, the base's files. Then CMD is started, on a CPU and on a free port of this machine alone,
and HEALTHCHECK asked until it passes; at the end STOPSIGNAL must stop the server. Needs Python 3.12 (--path names the
folder it is in, if that is not on PATH), some 8 GB of disk and several minutes.
"""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from fnmatch import fnmatch
from pathlib import Path

from tests.container.dockerfile import DOCKERFILE, DOCKERIGNORE, ROOT, Step, read_steps

_ONLY_IN_AN_IMAGE = ("apt-get", "useradd")
_CALLERS = ("PIP_", "SSL_CERT_FILE", "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY")
_START_S, _STOP_S = 120, 20


class Stage:
    """A folder that stands in for the image."""

    def __init__(self, folder: Path, path: str) -> None:
        self._folder = folder
        self._workdir = ""
        (folder / "home").mkdir()
        callers = {name: value for name, value in os.environ.items() if name.upper().startswith(_CALLERS)}
        self.environment = callers | {"HOME": str(folder / "home"), "LANG": "C.UTF-8", "PATH": path}

    @property
    def work(self) -> Path:
        return self._folder / self._workdir.strip("/")

    def here(self, text: str) -> str:
        """The image's absolute paths as they are on this machine."""
        return text.replace(f"{self._workdir}/", f"{self.work}/") if self._workdir else text

    def play(self, step: Step) -> None:
        match step.word:
            case "WORKDIR":
                self._workdir = step.rest
                self.work.mkdir(parents=True)
            case "ENV":
                for name, value in step.assignments.items():
                    self.environment[name] = self.here(value).replace("$PATH", self.environment["PATH"])
            case "COPY":
                for source in step.sources:
                    self._copy(source, step.target)
            case "RUN" if any(word in step.rest for word in _ONLY_IN_AN_IMAGE):
                print("  left out: only in an image")
            case "RUN":
                command = ["/bin/sh", "-c", self.here(step.rest)]
                subprocess.run(command, cwd=self.work, env=self.environment, check=True)

    def start(self, step: Step, errors: int | None = None) -> subprocess.Popen[bytes]:
        """An exec-form command, found on the image's PATH."""
        program, *arguments = step.exec_form
        found = shutil.which(program, path=self.environment["PATH"])
        if found is None:
            raise SystemExit(f"{program} is not on the image's PATH")
        return subprocess.Popen([found, *arguments], cwd=self.work, env=self.environment, stderr=errors)

    def _copy(self, source: str, target: str) -> None:
        files = [name for name in _tracked(source) if not _ignored(name)]
        if not files:
            raise SystemExit(f"COPY {source}: nothing of it is in the build context")
        base = Path(source) if (ROOT / source).is_dir() else Path(source).parent
        for name in files:
            place = self.work / target / Path(name).relative_to(base)
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, place)


def _tracked(source: str) -> list[str]:
    command = ["git", "ls-files", "-z", "--", source]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [name for name in listed.split("\0") if name and (ROOT / name).exists()]


def _ignored(name: str) -> bool:
    """By .dockerignore: the last rule that matches the file or a folder it is in decides."""
    path, ignored = Path(name), False
    parts = [str(path), *(str(parent) for parent in path.parents if parent != Path())]
    for line in DOCKERIGNORE.read_text().splitlines():
        rule = line.strip().removeprefix("!")
        if rule and not rule.startswith("#"):
            patterns = [rule, rule.removeprefix("**/"), f"*/{rule.removeprefix('**/')}"] if "**/" in rule else [rule]
            if any(fnmatch(part, pattern) for part in parts for pattern in patterns):
                ignored = not line.startswith("!")
    return ignored


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _healthy(stage: Stage, check: Step, server: subprocess.Popen[bytes]) -> float:
    """Seconds from the start until the health check passed."""
    began = time.monotonic()
    while time.monotonic() - began < _START_S:
        if server.poll() is not None:
            raise SystemExit(f"the server ended with {server.returncode}")
        if stage.start(check, subprocess.DEVNULL).wait() == 0:
            return time.monotonic() - began
        time.sleep(1)
    raise SystemExit(f"the health check did not pass within {_START_S} s")


def _serve(stage: Stage, steps: list[Step]) -> None:
    """Starts CMD without a GPU, waits for HEALTHCHECK, then stops it as an engine would."""
    command, check, stop = (next(s for s in steps if s.word == word) for word in ("CMD", "HEALTHCHECK", "STOPSIGNAL"))
    here = {"DEVICE": "cpu", "HOST": "127.0.0.1", "PORT": str(_free_port())}
    stage.environment |= {f"COUNTENANCE_{name}": value for name, value in here.items()}
    server = stage.start(command)
    try:
        print(f"  healthy after {_healthy(stage, check, server):.1f} s")
        began = time.monotonic()
        server.send_signal(signal.Signals[stop.rest])
        code = server.wait(_STOP_S)
        print(f"  stopped by {stop.rest} after {time.monotonic() - began:.1f} s, exit code {code}")
    finally:
        server.kill()
        server.wait()
    if code not in (0, -signal.Signals[stop.rest]):
        raise SystemExit("the server did not stop cleanly")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--keep", action="store_true", help="leave the folder, and say where it is")
    parser.add_argument("--path", help="a folder to put first on PATH")
    options = parser.parse_args()
    path = os.pathsep.join(filter(None, [options.path, os.defpath.lstrip(":")]))
    steps = read_steps(DOCKERFILE.read_text())
    folder = Path(tempfile.mkdtemp(prefix="countenance-image-"))
    try:
        stage = Stage(folder, path)
        for step in steps:
            print(f"{step.word} {step.rest[:100]}", flush=True)
            began = time.monotonic()
            stage.play(step)
            if time.monotonic() - began > 1:
                print(f"  {time.monotonic() - began:.0f} s")
        _serve(stage, steps)
        print("every step ran")
    finally:
        if options.keep:
            print(folder, file=sys.stderr)
        else:
            shutil.rmtree(folder)


if __name__ == "__main__":
    main()
