# Needs make, Python 3.11 or newer and a package index; everything else goes into .venv here.
# make demo · make test · make test-fast · make test-newest · make check · make docs · make bench · make campaign
# make scripts · make vendor need Node.js; make engine VERSION=… tries another release of the store engine
# Another Python: make PYTHON=/path/to/python3 …

SHELL := /bin/sh
VERSION_OK := import sys; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	"$$p" -c '$(VERSION_OK)' 2>/dev/null && echo "$$p" && break; done)
# relative, so that the folder's own name may hold spaces and Chinese
RUN := .venv/bin/python
PIP := $(RUN) -m pip install --quiet --disable-pip-version-check

.PHONY: demo test test-newest test-fast check scripts docs bench campaign engine vendor clean
.DEFAULT_GOAL := demo

demo: .venv/.installed
	@$(RUN) -m chainscape.cli demo -o out/demo

test: .venv/.test
	@$(RUN) tests/chromium.py
	$(RUN) -m pytest -n auto --dist loadfile --no-loadscope-reorder
	@$(MAKE) --no-print-directory test-newest

# on the newest Neo4j: what depends on the release, all of it with Cypher 25 as the default, answers alone with Cypher 5;
# how connections break and what is drawn of a graph is the same for every release
SERVER := -m pytest -n auto --dist loadfile --no-loadscope-reorder -m server
SAME := $(patsubst %,--ignore=tests/test_%.py,adopt adopt_command any_value bolt_broken bolt_faults cli_ways_in copy \
	export hints projects queries_stores_madeup rows shell)
test-newest: .venv/.test
	@if $(RUN) tests/newest.py; then \
		export CHAINSCAPE_TEST_RELEASE=$$($(RUN) tests/newest.py); \
		CHAINSCAPE_TEST_CYPHER=25 $(RUN) $(SERVER) $(SAME) && \
		CHAINSCAPE_TEST_CYPHER=5 $(RUN) $(SERVER) tests/test_parity.py tests/test_server_plans.py; \
	elif [ "$$CI" = true ]; then exit 1; \
	fi

# without browser, server and other processes
test-fast: .venv/.test
	$(RUN) -m pytest -n auto --dist loadfile --no-loadscope-reorder -m "not browser and not server and not process"

check: .venv/.dev
	$(RUN) -m ruff format --check .
	$(RUN) -m ruff check .
# mypy wants the package under its own name, whatever this folder is called
	@mkdir -p .venv/check && ln -sfn ../.. .venv/check/chainscape
	MYPYPATH=.venv/check $(RUN) -m mypy --strict -p chainscape
	@$(MAKE) --no-print-directory scripts

# the scripts of the pages, by TypeScript and ESLint; it also fetches axe-core, by which tests look at the pages
scripts:
	@if command -v node >/dev/null 2>&1 && command -v npm >/dev/null 2>&1; then \
		$(MAKE) --no-print-directory out/check/.checked; \
	elif [ "$$CI" = true ]; then \
		echo "the scripts of the pages cannot be checked: needs Node.js 18.18 or newer, with npm" >&2; exit 1; \
	else \
		echo "the scripts of the pages are not checked: that needs Node.js 18.18 or newer, with npm"; \
	fi

docs: .venv/.installed
	$(RUN) docs/write.py

bench: .venv/.installed
	@test -d out/demo/store || $(RUN) -m chainscape.cli demo -o out/demo >/dev/null
	$(RUN) benchmarks/start.py

# many tries to break it: kills, damage, broken input, full disks, hostile texts, bad networks; SECONDS for each
SECONDS ?= 60
SEED ?= 1
campaign: .venv/.test
	PYTHONPATH=tests $(RUN) -m campaigns --seconds $(SECONDS) --seed $(SEED)

# Another release of the store engine in a venv of its own: what must hold on every store, and on both engines.
ENGINE := out/engine-$(VERSION)
engine: .venv/.test
	@test -n "$(VERSION)" || { echo "which release? make engine VERSION=26.10.2" >&2; exit 2; }
	@rm -rf "$(ENGINE)" && "$(PYTHON)" -m venv "$(ENGINE)"
	@$(RUN) -m pip freeze --exclude-editable --exclude arcadedb-embedded >"$(ENGINE)/others.txt"
	@"$(ENGINE)/bin/python" -m pip install --quiet --disable-pip-version-check 'setuptools>=77' wheel
	@"$(ENGINE)/bin/python" -m pip install --quiet --disable-pip-version-check -r "$(ENGINE)/others.txt" \
		"arcadedb-embedded==$(VERSION)"
	@"$(ENGINE)/bin/python" -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps -e .
	"$(ENGINE)/bin/python" -m pytest -q -n auto --dist loadfile \
		tests/test_store_contract.py tests/test_guard.py tests/test_parity.py tests/test_parity_known.py

# in out/, so that no node_modules ever stands in the package
vendor:
	@rm -rf out/vendor && mkdir -p out/vendor
	@cp viz/vendor/package.json viz/vendor/package-lock.json viz/vendor/*.mjs out/vendor/
	cd out/vendor && npm ci --no-audit --no-fund && npm run build -- ../../viz/large ../../viz/vendor

CHECKS := viz/vendor/check
out/check/.installed: $(CHECKS)/package.json $(CHECKS)/package-lock.json
	@rm -rf out/check && mkdir -p out/check
	@cp $^ out/check/
	cd out/check && npm ci --silent --no-audit --no-fund
	@touch $@

# anew when a script, a type or a rule has changed
out/check/.checked: out/check/.installed $(wildcard viz/*/*.js viz/*/*.d.ts $(CHECKS)/*)
	@cp $(CHECKS)/eslint.config.mjs out/check/
	out/check/node_modules/.bin/eslint --config out/check/eslint.config.mjs viz
	for page in $(CHECKS)/pages/*.json; do out/check/node_modules/.bin/tsc --project $$page || exit 1; done
	@touch $@

clean:
	rm -rf out build dist

.venv/bin/python:
	@test -n "$(PYTHON)" || { echo "needs Python 3.11 or newer: make PYTHON=/path/to/python3" >&2; exit 1; }
	@"$(PYTHON)" -c '$(VERSION_OK)' || { echo "$(PYTHON) is older than 3.11: make PYTHON=/path/to/python3" >&2; exit 1; }
	@"$(PYTHON)" -m venv .venv || { rm -rf .venv; echo "no venv: on Debian or Ubuntu apt install python3-venv" >&2; exit 1; }

# A stamp a set of packages: with the stamp newer than pyproject.toml nothing asks the network.
.venv/.build: pyproject.toml | .venv/bin/python
	@$(PIP) 'setuptools>=77' wheel
	@touch $@

.venv/.installed: pyproject.toml .venv/.build
	@echo "installing into .venv (the first time some 150 MB are fetched) …"
	@$(PIP) --no-build-isolation -e .
	@touch $@

.venv/.test: pyproject.toml .venv/.installed
	@$(PIP) --no-build-isolation -e '.[test]'
	@touch $@

.venv/.dev: pyproject.toml .venv/.installed
	@$(PIP) --no-build-isolation -e '.[dev]'
	@touch $@
