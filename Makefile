# make             everything into .venv (needs Python >= 3.11 and make, nothing else)
# make demo        audit the sample report
# make test        the tests
# make check       what CI runs: tests, lint, types, layers, stale pages, licences
# make wheelhouse  wheels for an installation without network
# make bench       speed, as ratios
# make pages       write docs/rules/ anew from the rules and their cases
# make lock        resolve the dependencies anew (the only target that needs uv; it installs it into .venv)

PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
PIP := $(BIN)/python -m pip --disable-pip-version-check
LOCKED := --quiet --require-hashes --no-build-isolation
# Tests run on every core; PYTEST_ARGS="-n 0 -k score" for one process.
PYTEST_ARGS ?= -n auto

.DEFAULT_GOAL := install
.PHONY: install demo test lint format types layers pages pages-check licences check wheelhouse bench lock clean

install: $(READY)

# Build tools first, so that jieba (published as source only) and this package build without fetching anything unpinned.
$(READY): pyproject.toml requirements-build.lock requirements-dev.lock
	@test -n "$(PYTHON)" || { echo "没有找到 Python 3.11 或更新的版本；可用 make PYTHON=/路径/python 指定" >&2; exit 1; }
	$(PYTHON) -m venv --clear $(VENV)
	$(PIP) install $(LOCKED) -r requirements-build.lock
	$(PIP) install $(LOCKED) -r requirements-dev.lock
	$(PIP) install --quiet --no-build-isolation --no-deps --editable .
	@touch $@

demo: $(READY)
	$(BIN)/audit fixtures/reports/qinghe-2023.txt --fail-on never

test: $(READY)
	$(BIN)/python -m pytest $(PYTEST_ARGS)

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

format: $(READY)
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

types: $(READY)
	$(BIN)/mypy

layers: $(READY)
	$(BIN)/lint-imports

pages: $(READY)
	$(BIN)/python scripts/rule_pages.py

pages-check: $(READY)
	$(BIN)/python scripts/rule_pages.py --check

# Weak copyleft by file (MPL: certifi, which requests brings) is let through, the GPL family is not.
licences: $(READY)
	$(BIN)/pip-licenses --partial-match --fail-on "GPL;GNU;AFFERO" --order=license >/dev/null

# -k: one failing check does not hide the others.
check:
	@$(MAKE) --keep-going --no-print-directory test lint types layers pages-check licences

# Copy wheelhouse/ to a machine with the same system and Python, then:
#   python3 -m venv .venv && .venv/bin/pip install --no-index --find-links wheelhouse auditor
wheelhouse: $(READY)
	rm -rf wheelhouse
	$(PIP) wheel $(LOCKED) --wheel-dir wheelhouse -r requirements.lock
	$(PIP) wheel --quiet --no-build-isolation --no-deps --wheel-dir wheelhouse .
	@ls wheelhouse | wc -l

bench: $(READY)
	$(BIN)/python bench/speed.py fixtures/reports/qinghe-2023.txt

UV_COMPILE = $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate --custom-compile-command "make lock"
lock: $(READY)
	$(PIP) install --quiet uv
	$(UV_COMPILE) --upgrade --group build -o requirements-build.lock
	$(UV_COMPILE) --upgrade pyproject.toml -c requirements-build.lock -o requirements.lock
	$(UV_COMPILE) --upgrade pyproject.toml --group dev -c requirements.lock -c requirements-build.lock -o requirements-dev.lock

clean:
	rm -rf $(VENV) wheelhouse dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
