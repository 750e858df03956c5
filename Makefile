# The front door. Each target installs what it needs (apt, with sudo where needed) and is quick the second time.
# Variables go on the command line or in the environment: make run PORT=9000 DATA=/srv/detection

.DEFAULT_GOAL := help
.PHONY: help run run-rabbitmq run-api run-worker broker broker-stop build test test-faults test-fuzz bench bench-gpu bench-micro format format-check migration model-shapes model-shapes-evaluation clean
scripts := infra/scripts

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-24s %s\n", $$1, $$2}' $(MAKEFILE_LIST)
	@echo
	@echo '  PORT (8080), DATA (data/), MODELS (models/:../shared/models) and RABBITMQ_URL (amqp://...) are read by the run targets,'
	@echo '  BROKER_PORT (5672) and BROKER_UI_PORT (15672) by the local broker, FILTER by test, ARGS by the benchmarks.'

run: ## Run everything in one process, without a broker: http://127.0.0.1:8080
	@exec $(scripts)/run.sh standalone

run-rabbitmq: ## Run API and worker as two processes over RabbitMQ (RABBITMQ_URL's, else a local one)
	@exec $(scripts)/run-rabbitmq.sh

run-api: ## Run the API alone
	@exec $(scripts)/run.sh api

run-worker: ## Run one more worker, here or on another machine (with RABBITMQ_URL and the same DATA)
	@exec $(scripts)/run.sh worker

broker: ## Start a local RabbitMQ, with its management UI on http://127.0.0.1:15672 (user and password are printed)
	@exec infra/broker/start.sh

broker-stop: ## Stop it; its queues are kept
	@exec infra/broker/stop.sh

build: ## Build everything
	@exec $(scripts)/build.sh all

test: ## Build everything and run all tests
	@exec $(scripts)/test.sh

test-faults: ## Run the long tests of faults: brokers blocked for minutes, stopped and killed, databases away (half an hour)
	@exec $(scripts)/test.sh faults

test-fuzz: ## Feed it many more damaged pictures, messages and models than make test does (FUZZ_TIMES=20, FUZZ_SEED=0)
	@exec $(scripts)/test.sh fuzz

bench: ## Measure against ONNX Runtime alone (six to eleven minutes): artifacts/bench.md; ARGS="--only pipeline --quick" for less
	@exec $(scripts)/bench.sh $(ARGS)

bench-gpu: ## The same on an NVIDIA GPU, in batches and precisions: artifacts/bench-gpu.md; ARGS="--quick" for less
	@exec $(scripts)/bench.sh gpu $(ARGS)

bench-micro: ## Time the single steps from bytes to boxes, with what they allocate; ARGS="--filter *Box*" for some
	@exec $(scripts)/bench-micro.sh

format: ## Format the sources
	@exec $(scripts)/format.sh

format-check: ## Fail where a source is not formatted
	@exec $(scripts)/format.sh --verify-no-changes

migration: ## Have EF Core write a migration from the last one to the model, for both databases: NAME=AddPriority
	@exec $(scripts)/migration.sh '$(NAME)'

model-shapes: ## Train the built-in model again (about three hours on two cores; infra/models/shapes)
	@exec infra/models/shapes/train.sh

model-shapes-evaluation: ## Measure the built-in model again
	@exec infra/models/shapes/train.sh evaluate

clean: ## Delete what was built, the package feed included; data/ stays
	@exec $(scripts)/clean.sh
