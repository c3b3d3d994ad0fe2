"""What can be said of the image without building it. `run_steps.py` beside this file plays its steps for real."""

from __future__ import annotations

import re
import subprocess
import tomllib

import pytest

from serving.app import create_app
from serving.settings import Settings
from tests.container.dockerfile import DOCKERFILE, DOCKERIGNORE, ROOT, Step, read_steps

STEPS = read_steps(DOCKERFILE.read_text())
IGNORED = [line for line in DOCKERIGNORE.read_text().splitlines() if line and not line.startswith("#")]
LOCK = (ROOT / "requirements.lock").read_text()
_INDEX_WORDS = ("--index-url", "--extra-index-url", "--trusted-host", "--find-links", "PIP_INDEX", "PIP_EXTRA")


def _of(word: str) -> list[Step]:
    return [step for step in STEPS if step.word == word]


def _place(text: str) -> int:
    """The only step that holds the text."""
    (place,) = [i for i, step in enumerate(STEPS) if text in step.rest]
    return place


def _environment() -> dict[str, str]:
    return {name: value for step in _of("ENV") for name, value in step.assignments.items()}


def test_base_image_is_pinned_to_one_release() -> None:
    (base,) = _of("FROM")
    assert re.fullmatch(r"nvidia/cuda:\d+\.\d+\.\d+-runtime-ubuntu24\.04", base.rest)


def test_base_image_has_the_cuda_that_the_lock_is_built_for() -> None:
    (base,) = _of("FROM")
    (locked,) = re.findall(r"^nvidia-cuda-runtime==(\d+)\.", LOCK, re.MULTILINE)
    assert base.rest.split(":")[1].split(".")[0] == locked


def test_it_ends_as_a_user_without_rights() -> None:
    user = _of("USER")[-1].rest
    assert re.fullmatch(r"[1-9]\d*:[1-9]\d*", user), "numeric, so that an orchestrator can check it"
    assert not [step for step in STEPS[_place(user) :] if step.word in ("RUN", "COPY", "ADD")]


@pytest.mark.parametrize("source", [source for step in _of("COPY") for source in step.sources])
def test_copied_files_are_in_git(source: str) -> None:
    listed = subprocess.run(["git", "ls-files", "--", source], cwd=ROOT, capture_output=True, text=True, check=True)
    assert listed.stdout.strip()


@pytest.mark.parametrize("source", [source for step in _of("COPY") for source in step.sources])
def test_copied_files_are_in_the_build_context(source: str) -> None:
    assert f"!{source}" in IGNORED


def test_the_build_context_takes_nothing_by_default() -> None:
    assert IGNORED[0] == "*"


def test_every_package_is_copied() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    packages = {name.rstrip("*") for name in project["tool"]["setuptools"]["packages"]["find"]["include"]}
    assert packages <= {source for step in _of("COPY") for source in step.sources}


def test_the_lock_is_installed_before_the_sources_come() -> None:
    install = _place(".venv/.run-ready")
    first_source = min(i for i, step in enumerate(STEPS) if step.word == "COPY" and "serving" in step.sources)
    assert "requirements.lock" in STEPS[install - 1].sources
    assert install < first_source


def test_the_lock_is_installed_with_hashes_and_nothing_beyond_it() -> None:
    printed = subprocess.run(
        ["make", "--dry-run", "--always-make", ".venv/.run-ready"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    installs = [line for line in printed.splitlines() if "pip install" in line and " -r " in line]
    assert any("requirements.lock" in line for line in installs)
    assert all("--require-hashes" in line and "--no-deps" in line for line in installs)


def test_pip_installs_nothing_outside_the_lock() -> None:
    direct = [step.rest for step in _of("RUN") if "pip install" in step.rest]
    assert all("--no-deps" in command and "--no-build-isolation" in command for command in direct)


def test_models_are_verified_after_the_install() -> None:
    assert _place("models verify") > _place("--editable")


def test_health_check_asks_a_route_that_exists() -> None:
    (check,) = _of("HEALTHCHECK")
    (path,) = re.findall(r"/[a-z]+(?=')", check.exec_form[-1])
    assert path in create_app().openapi()["paths"]


def test_health_check_compiles() -> None:
    (check,) = _of("HEALTHCHECK")
    assert check.exec_form[:2] == ["python", "-c"]
    compile(check.exec_form[2], "HEALTHCHECK", "exec")


def test_the_server_is_the_first_process_and_gets_the_signals() -> None:
    (command,) = _of("CMD")
    assert command.exec_form == ["countenance", "serve"]


def test_settings_are_ones_the_server_knows() -> None:
    ours = {name: value for name, value in _environment().items() if name.startswith("COUNTENANCE_")}
    settings = Settings.model_validate({name.removeprefix("COUNTENANCE_").lower(): ours[name] for name in ours})
    assert {name.removeprefix("COUNTENANCE_").lower() for name in ours} <= set(Settings.model_fields)
    assert (settings.device, settings.host) == ("cuda", "0.0.0.0")


def test_the_exposed_port_is_the_served_one() -> None:
    assert _of("EXPOSE")[0].rest == _environment()["COUNTENANCE_PORT"]


@pytest.mark.parametrize("name", ["Dockerfile.gpu", "Makefile", "requirements.lock", "requirements-test.lock"])
def test_no_index_host_is_named(name: str) -> None:
    text = (ROOT / name).read_text()
    assert not [word for word in _INDEX_WORDS if word in text]
    assert set(re.findall(r"https?://([^:/\s]+)", text)) <= {"127.0.0.1"}


def test_no_secret_is_built_in() -> None:
    names = [name for step in [*_of("ENV"), *_of("ARG")] for name in step.assignments]
    assert not [name for name in names if re.search(r"TOKEN|SECRET|PASSW|CREDENTIAL|_KEY", name, re.IGNORECASE)]
