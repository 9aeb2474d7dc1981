# `make help` lists the targets. The first one that needs it sets everything up in .venv.
PYTHON ?= python3
# durable-rules 2.0.28 calls a function that Python 3.13 renamed; before 3.13 the define changes nothing.
export CPPFLAGS += -DPyEval_CallObject=PyObject_CallObject
READY := .venv/ready
RUN := .venv/bin

.PHONY: help setup demo test bench docs clean
.DEFAULT_GOAL := help

help:   ## this list
	@sed -n 's/^\([a-z]*\): .*## /  make \1	/p' Makefile

setup: $(READY)  ## a virtual environment in .venv with everything that development needs

$(READY): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo 'leeward needs Python 3.11 or later: make PYTHON=/path/to/python3.12 setup' >&2; exit 1; }
	$(PYTHON) -m venv .venv
	$(RUN)/python -m pip install --quiet -e '.[dev]'
	@touch $@

demo: $(READY)  ## the plan for a published patient
	@$(RUN)/protocol evaluate examples/01-teclistamab-day-1/patient.yaml --protocol asco-2021

test: $(READY)  ## style, types, tests, and the bundled library against its own cases
	$(RUN)/ruff check
	$(RUN)/ruff format --check
	$(RUN)/mypy
	$(RUN)/pytest -q -n auto
	$(RUN)/protocol validate protocols
	$(RUN)/protocol test protocols

bench: $(READY)  ## the figures; read the ratios, not the microseconds
	@for one in benchmarks/*.py; do echo "$$one" && PYTHONPATH=benchmarks $(RUN)/python "$$one" || exit 1; done

docs: $(READY)  ## write the generated parts of docs/ anew
	$(RUN)/python docs/generate.py

clean:  ## remove what can be made again
	rm -rf .venv build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
