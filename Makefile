# The commands of the project. `make help` lists them.

PORT ?= 8501
ADDRESS ?= localhost
JOBS ?= 2
VENV := .venv
PY := $(VENV)/bin/python

# The first interpreter found that is new enough; PYTHON=... names another.
NEW_ENOUGH := import sys; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(shell for python in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	"$$python" -c '$(NEW_ENOUGH)' 2>/dev/null && echo "$$python" && break; done)

# Where Vizro is installed, for `make bench` only.
VIZRO ?= $(or $(XDG_CACHE_HOME),$(HOME)/.cache)/khdash/vizro

# The generated figures and what is written on them, apart from what users write.
DEMO = $(or $(KHDASH_HOME),home)/demo

# HOSTS: the names and addresses that people type, where ADDRESS opens it to a network.
HOSTS ?=
SERVE = $(PY) -m streamlit run app.py --server.port $(PORT) --server.address $(ADDRESS) \
	$(if $(HOSTS),$(addprefix --server.allowedHosts=,localhost 127.0.0.1 ::1 $(HOSTS)))

.DEFAULT_GOAL := help
.PHONY: help windows run demo test test-all lint audit requirements messages pictures bench \
	bench-quick environment-dev

help: ## List these commands
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "make %-14s %s\n", $$1, $$2}'

run: environment ## Build the database if its inputs changed, then serve on http://localhost:8501
	@$(PY) -m khdash build
	@echo "http://localhost:$(PORT)"
	@$(SERVE)

demo: environment ## The same application on generated figures, marked "Số liệu minh hoạ"
	@$(PY) -m khdash demo
	@echo "http://localhost:$(PORT)"
	@KHDASH_DATA="$(DEMO)" KHDASH_HOME="$(DEMO)/home" KHDASH_DB= $(SERVE)

test: environment-dev lint ## Checks and every test but the long journeys in a browser
	$(PY) -m pytest -n $(JOBS) --dist loadfile -m "not journey"

test-all: environment-dev lint ## Checks and the whole test suite, journeys included
	@$(PY) -m tests.browser.programs
	$(PY) -m pytest -n $(JOBS) --dist loadfile

lint: environment-dev ## Style, the rules of bandit, types and the direction of imports
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy
	$(VENV)/bin/lint-imports --no-logo

audit: $(VENV)/bin/pip ## Known faults of the pinned libraries: asks pypi.org, so it is no part of `make lint`
	$(PY) -m pip install --quiet uv
	$(PY) -m uv tool run pip-audit --no-deps --disable-pip --strict --requirement requirements.txt

windows: environment-dev ## A zip for Windows with its own Python: build/khdash-VERSION-windows.zip
	$(PY) -m deploy.windows.make_zip

requirements: $(VENV)/bin/pip ## Compile requirements*.txt from pyproject.toml (UPGRADE=1: newest versions)
	$(PY) -m pip install --quiet uv
	$(COMPILE) --extra sign-in --output-file requirements.txt pyproject.toml
	$(COMPILE) --extra dev --extra sign-in --constraint requirements.txt --output-file requirements-dev.txt pyproject.toml
	$(COMPILE) --constraint requirements.txt --output-file benchmarks/requirements-vizro.txt benchmarks/requirements-vizro.in
	echo 'moto[server]' | $(COMPILE) --output-file requirements-moto.txt -

COMPILE = $(PY) -m uv pip compile --quiet --universal --python-version 3.11 --no-emit-index-url \
	--no-emit-find-links --custom-compile-command 'make requirements' $(if $(UPGRADE),--upgrade)

messages: environment ## Bring the catalogues of messages in line with the sources, and list what a language lacks
	@$(PY) -m khdash.locale.update

pictures: environment-dev ## The pictures of README and the guides, of the running application: docs/pictures/
	@$(PY) -m tests.browser.pictures

bench: environment-dev $(VIZRO)/installed ## Every measurement, in docs/performance.md (BEFORE=checkout: beside those of another)
	$(PY) -m benchmarks.performance --vizro $(VIZRO)/bin/python $(if $(BEFORE),--before "$(BEFORE)") $(BENCH)

bench-quick: environment-dev ## The key ratios within their bounds
	$(PY) -m benchmarks.quick

# What the application is compared with is no part of its environment.
$(VIZRO)/installed: benchmarks/requirements-vizro.txt | $(VENV)/bin/pip
	@test -x $(VIZRO)/bin/python || $(PY) -m venv $(VIZRO)
	@$(VIZRO)/bin/python -m pip install --quiet --requirement $<
	@touch $@

# pip runs again only when the pins differ from those last installed.
environment: $(VENV)/bin/pip
	@cmp -s requirements.txt $(VENV)/installed-requirements.txt || { \
		$(PY) -m pip install --quiet --requirement requirements.txt && \
		cp requirements.txt $(VENV)/installed-requirements.txt; }

environment-dev: $(VENV)/bin/pip
	@cmp -s requirements-dev.txt $(VENV)/installed-requirements-dev.txt || { \
		$(PY) -m pip install --quiet --requirement requirements-dev.txt && \
		cp requirements-dev.txt $(VENV)/installed-requirements-dev.txt; }

$(VENV)/bin/pip:
	@"$(PYTHON)" -c '$(NEW_ENOUGH)' 2>/dev/null || { \
		echo "khdash needs Python 3.11 or newer: install it, or name it: make PYTHON=/path/to/python3.11" >&2; \
		exit 1; }
	@"$(PYTHON)" -m venv $(VENV) || { \
		rm -rf $(VENV); \
		echo "Python could not make $(VENV): on Debian and Ubuntu install the package python3-venv" >&2; \
		exit 1; }
