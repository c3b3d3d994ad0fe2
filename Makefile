# make run    everything from nothing to a served page
# make test   everything CI runs
# make whole  the same promises at length: 10,000 made-up requests and 100 kills on each database
# make lock   resolves the dependencies anew

PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
SAMPLE := out/sample
WORKERS ?= 2

.PHONY: run test whole check lock bench clean
.DELETE_ON_ERROR:

run: $(VENV)/.run-ready
	$(BIN)/countenance models verify
	$(BIN)/countenance sample $(SAMPLE)/portrait.jpg
	$(BIN)/countenance analyze $(SAMPLE)/portrait.jpg --out $(SAMPLE)
	$(BIN)/countenance serve

test: $(VENV)/.test-ready check
	$(BIN)/pytest -n $(WORKERS) --dist loadgroup tests
	$(BIN)/pytest --nbmake --nbmake-timeout=300 notebooks

whole: $(VENV)/.test-ready
	$(BIN)/pytest -n 0 -m whole tests

check: $(VENV)/.test-ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/mypy
	$(BIN)/nbstripout --verify notebooks/*.ipynb

bench: $(VENV)/.test-ready
	$(BIN)/python tests/benchmarks/bench_analysis.py
	$(BIN)/python tests/benchmarks/bench_simulation.py
	$(BIN)/python tests/benchmarks/bench_server.py

# A stamp is renewed when its lock changes; what is already installed at the locked version is left alone.
$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run-ready: requirements.lock pyproject.toml | $(VENV)/bin/python
	$(call install,requirements.lock)

$(VENV)/.test-ready: requirements-test.lock pyproject.toml | $(VENV)/bin/python
	$(call install,requirements-test.lock)

# --no-deps: only what the lock names arrives. Both OpenCV builds own the folder cv2, so the larger one goes in last.
define install
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r $(1)
	sed -n '/^opencv-contrib-python==/,/[^\\]$$/p' $(1) > $(VENV)/cv2.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes --force-reinstall -r $(VENV)/cv2.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	$(BIN)/python -c "import cv2; cv2.ximgproc"
	touch $@
endef

lock:
	$(PYTHON) -m venv .cache/lock
	.cache/lock/bin/python -m pip install --quiet --disable-pip-version-check uv
	.cache/lock/bin/uv pip compile --quiet --upgrade $(COMPILE) pyproject.toml -o requirements.lock
	.cache/lock/bin/uv pip compile --quiet --constraint requirements.lock --extra test $(COMPILE) pyproject.toml -o requirements-test.lock
COMPILE := --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate

clean:
	rm -rf $(VENV) .cache out
