# Works with python3.11 (with its venv module), make and git alone; everything else comes from the hashed lock files.
SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
DEV := .venv-dev
PIP := -m pip --disable-pip-version-check install --quiet
RUN := $(DEV)/bin/python -m
SEED ?= 1

.PHONY: help setup demo test check lint types imports docs docs-check soak soak-slice bench lock clean

help:  ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/\1\t\2/' | expand -t 14

setup: $(VENV)/installed  ## install gongkai into .venv

demo: $(VENV)/installed  ## read the samples with both readers, offline, and print what was found
	@mkdir -p out
	@$(VENV)/bin/gongkai extract samples/*/source.* -o out/samples.jsonl --table --model relay-model --cassettes cassettes
	@echo "Both readers, the model's answers replayed from cassettes/. The same as data: out/samples.jsonl."
	@echo "One cell, closely: $(VENV)/bin/gongkai show out/samples.jsonl requests.received.total"

test: $(DEV)/installed  ## run all tests but the full-size ones
	$(RUN) pytest -n 2

check: lint types imports docs-check test  ## everything that must be green before a commit

lint: $(DEV)/installed  ## style and format
	$(RUN) ruff check .
	$(RUN) ruff format --check .

types: $(DEV)/installed  ## mypy, strict
	$(RUN) mypy

imports: $(DEV)/installed  ## the one direction of imports
	$(DEV)/bin/lint-imports

docs: $(DEV)/installed  ## write the pages of docs/ that are made from code
	$(RUN) scripts.build_docs

docs-check: $(DEV)/installed  ## fail where such a page is out of date
	$(RUN) scripts.build_docs --check

soak: $(DEV)/installed  ## the full-size bars; SEED=n, results under benchmarks/
	$(RUN) scripts.record_run soak --seed $(SEED) -- $(DEV)/bin/python -m pytest -m soak -n 2 --timeout 3600

soak-slice: $(DEV)/installed  ## a twentieth of the same, in at most twenty minutes
	GONGKAI_SOAK_SCALE=0.05 GONGKAI_SOAK_SEED=$(SEED) $(RUN) pytest -m soak -n 2 --timeout 600 --session-timeout 1200 \
	  || { code=$$?; [ $$code = 5 ] && echo 'no full-size tests yet' || exit $$code; }

bench: $(DEV)/installed  ## measure speed, the model client, many sources at once; results under benchmarks/
	$(RUN) scripts.bench
	$(RUN) scripts.bench_model
	$(RUN) scripts.bench_batch

lock:  ## resolve the lock files anew; needs a package index
	PYTHON=$(PYTHON) scripts/lock

clean:  ## remove everything that was made here
	rm -rf $(VENV) $(DEV) out dist build .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/installed: requirements.lock requirements-build.lock pyproject.toml extractor/version.py
	$(PYTHON) -m venv $(VENV)
	$(VENV)/bin/python $(PIP) --require-hashes -r requirements.lock -r requirements-build.lock
	$(VENV)/bin/python $(PIP) --no-deps --no-build-isolation -e .
	@touch $@

$(DEV)/installed: requirements-dev.lock pyproject.toml extractor/version.py
	$(PYTHON) -m venv $(DEV)
	$(DEV)/bin/python $(PIP) --require-hashes -r requirements-dev.lock
	$(DEV)/bin/python $(PIP) --no-deps --no-build-isolation -e .
	@touch $@
