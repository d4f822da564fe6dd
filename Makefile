# Everything runs from .venv, which `make install` fills; no target needs anything else to be set up first.
SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help install demo up test golden faults bench-volume bench-reading bench-webhook bench-judging coverage lint lint-style lint-types lint-imports format lock hooks clean unusable attacks fuzz bench-guards

installed := .venv/.installed
pytest := .venv/bin/pytest --numprocesses $(or $(TEST_PROCESSES),2) --dist loadfile --no-loadscope-reorder -m 'not faults'

# Handed on through the environment, so that a path may hold blanks and quotes.
export PYTHON RESUMES JOB SIZES ROUNDS

# An environment that was moved here, or whose Python is gone, does not count as installed.
ifneq ($(shell { cat $(installed) && .venv/bin/python -c ''; } 2>/dev/null || echo gone),$(shell pwd -P))
unusable := unusable
endif

help: ## Show this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1|\2/p' Makefile | awk -F '|' '{ printf "make %-12s %s\n", $$1, $$2 }'

install: $(installed) ## Bring everything the project needs into .venv (PYTHON=... chooses the interpreter)
	@echo "Ready. Next: make demo"

$(installed): pyproject.toml poetry.lock scripts/poetry-requirements.txt $(unusable)
	@scripts/install.sh

demo: $(installed) ## Score and rank sample resumes, or your own: make demo RESUMES=folder JOB=file
	@.venv/bin/pathwise demo $${RESUMES:+--resumes "$$RESUMES"} $${JOB:+--job "$$JOB"}

up: $(installed) ## Run everything: Postgres, Prefect with its page, a worker, the service; Ctrl-C stops it
	@exec .venv/bin/pathwise up

test: $(installed) ## Run all tests (TEST_PROCESSES=2)
	@$(pytest)

faults: $(installed) ## Break everything in the middle of batches, and tell what was lost, about ten minutes
	@.venv/bin/pytest -rA tests/e2e/test_faults.py tests/e2e/test_default_pace.py tests/e2e/test_full_store.py tests/e2e/test_fan_out.py

attacks: $(installed) ## Read every hostile file with the limits that are set, and write the table of docs/security.md
	@.venv/bin/python -m tests.attacks.page

fuzz: $(installed) ## Read files changed by chance, a minute a kind (FUZZ_SECONDS=60)
	@.venv/bin/python -m tests.attacks.fuzz $(or $(FUZZ_SECONDS),60)

bench-volume: $(installed) ## Measure the flow at volume, about ten minutes (SIZES="100 1000", ROUNDS=1 for a try)
	@.venv/bin/python -m benchmarks.volume

# Libraries that Pathwise is held against and does not need, in an environment of their own.
readers := .tools/readers/.installed

$(readers): $(installed)
	@.venv/bin/python -m venv .tools/readers
	@.tools/readers/bin/pip install --quiet pdf_oxide 'markitdown[pdf]'
	@touch $@

bench-reading: $(readers) ## Measure what reading PDFs costs and loses, beside other libraries (needs PDFs: see benchmarks/reading.py)
	@.venv/bin/python -m benchmarks.reading

bench-guards: $(installed) ## Measure what the pool and its limits add to reading a file (needs PDFs: see benchmarks/guards.py)
	@.venv/bin/python -m benchmarks.guards

bench-webhook: $(installed) ## Measure how long a webhook takes until its analysis is completed, about five minutes
	@.venv/bin/python -m benchmarks.webhook

bench-judging: $(installed) ## Measure what each layer of judging brings and costs (needs ratings: see benchmarks/ratings.py)
	@OMP_NUM_THREADS=1 RAYON_NUM_THREADS=1 .venv/bin/python -m benchmarks.judging

golden: $(installed) ## Write anew what is read and said of some invented people, and show what changed
	@GOLDEN=write .venv/bin/pytest -q tests/golden
	@git --no-pager diff -- tests/golden docs/example-analysis.md

coverage: $(installed) ## Run all tests and hold the branch coverage to its floor
	@$(pytest) --cov --cov-report=term

lint: lint-style lint-types lint-imports ## Check style, types and the order of the packages

lint-style: $(installed)
	@.venv/bin/ruff check
	@.venv/bin/ruff format --check

lint-types: $(installed)
	@.venv/bin/mypy

lint-imports: $(installed)
	@.venv/bin/lint-imports --no-logo

format: $(installed) ## Put the code into the project's style
	@.venv/bin/ruff check --fix
	@.venv/bin/ruff format

lock: ## Bring poetry.lock in line with pyproject.toml
	@[ -x .tools/poetry/bin/python ] || $(MAKE) --no-print-directory install
	@scripts/poetry.sh lock

hooks: $(installed) ## Check each commit before it is made
	@.venv/bin/pre-commit install

clean: ## Remove what make brought or made; resumes and results in .pathwise stay
	@rm -rf .venv .tools .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis htmlcov dist .coverage .coverage.*
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
