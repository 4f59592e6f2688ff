# `make help` lists what there is. Everything works from a clean clone on; only Node.js, npm, git and make are needed.
.DEFAULT_GOAL := help
SHELL := /bin/bash
.PHONY: help dev dev-servers stop-dev build run-api run-scheduler run-web run-crawler verify test check lint format docs-config bench chaos chaos-mutants load drafts sign-ins extract-bench fit-confidence list-bench parse-bench pictures web-bench

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-15s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

dev: ## everything: Redis, MariaDB, api, scheduler, crawler, demo shop, a sample task; follows the logs
	@scripts/dev.sh

dev-servers: ## only Redis and MariaDB, for run-api and its sisters
	@DEV_SERVERS_ONLY=1 scripts/dev.sh

stop-dev: ## stops what dev started, and nothing else; keeps the data
	@scripts/stop_dev.sh

build: ## compiles all packages and apps
	@scripts/in-workspace.sh true

run-api: ## one api against the servers of the local run
	@scripts/run.sh api

run-scheduler: ## one scheduler against the servers of the local run
	@scripts/run.sh scheduler

run-web: ## the page with hot reload, beside an api on API_PORT (8081)
	@scripts/in-workspace.sh pnpm --filter @goodshunter/web run dev

run-crawler: ## one crawler
	@scripts/run.sh crawler

verify: ## lint, types and unit tests, in a minute; starts nothing
	@scripts/verify.sh

test: ## unit, integration and end-to-end tests, on servers of their own
	@scripts/test.sh

check: ## what CI runs: lint, types, build, all tests, short chaos; says what each part took
	@.ci/run

lint: ## lint and formatting
	@scripts/in-workspace.sh pnpm run lint

format: ## formats all files
	@scripts/in-workspace.sh pnpm run format

docs-config: ## writes docs/configuration.md and configs/config.json from the schema
	@scripts/in-workspace.sh pnpm --filter @goodshunter/config run docs

bench: ## how fast the queue is
	@scripts/in-workspace.sh --with-servers pnpm --filter @goodshunter/taskqueue run bench

chaos: ## breaks Redis, database and services under load and counts what is lost; SHORT=1, ONLY=name,name (WRITE=1: into the table)
	@scripts/in-workspace.sh --with-servers pnpm --filter @goodshunter/chaos run chaos $(if $(SHORT),--short) $(if $(ONLY),--only $(ONLY) $(if $(WRITE),--write),$(if $(SHORT),,--write))

chaos-mutants: ## plants ten faults in copies of the scheduler, and fails unless make chaos sees each; ONLY=1,2
	@scripts/in-workspace.sh --with-servers pnpm --filter @goodshunter/chaos run mutants $(if $(ONLY),--only $(ONLY))

load: ## the api under load, beside a peer and the floor; writes docs/benchmarks.md
	@scripts/in-workspace.sh --with-servers pnpm --filter @goodshunter/load run load --write

drafts: ## from a pasted link to its listings; writes docs/benchmarks.md
	@scripts/in-workspace.sh --with-servers pnpm --filter @goodshunter/load run drafts --write

sign-ins: ## what 50 sign-ins at once do to other requests; writes docs/benchmarks.md
	@scripts/in-workspace.sh --with-servers pnpm --filter @goodshunter/load run sign-ins --write

extract-bench: ## how well prices and stock are read on recorded pages; CORPUS=dir (any folder of labelled pages), ANSWERS=file
	@CORPUS="$(CORPUS)" ANSWERS="$(ANSWERS)" scripts/in-workspace.sh pnpm --filter @goodshunter/crawler run extract-bench

fit-confidence: ## what the certainty of a price is worth, counted on recorded pages; writes confidence-knots.ts and a table
	@CORPUS="$(CORPUS)" scripts/in-workspace.sh pnpm --filter @goodshunter/crawler run fit-confidence

list-bench: ## how well lists are read on recorded pages; CORPUS=dir ANSWERS=file
	@CORPUS="$(if $(CORPUS),$(abspath $(CORPUS)))" ANSWERS="$(if $(ANSWERS),$(abspath $(ANSWERS)))" \
		scripts/in-workspace.sh pnpm --filter @goodshunter/crawler run list-bench

parse-bench: ## what hostile documents do to other crawls, and what parsing in threads costs
	@scripts/in-workspace.sh pnpm --filter @goodshunter/crawler run parse-bench

pictures: ## takes the pictures of docs/pictures from a living demo shop
	@scripts/in-workspace.sh --with-servers pnpm --filter @goodshunter/e2e run pictures

web-bench: ## how quick the page and its lists are with 1,000,000 events; writes docs/benchmarks.md
	@scripts/in-workspace.sh --with-servers pnpm --filter @goodshunter/e2e run web-bench --write
