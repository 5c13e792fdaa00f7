# What one does with Box Office, on a laptop and in CI alike.

.DEFAULT_GOAL := help

# The JVM's flags live here; the tests' JVMs have theirs in pom.xml, the container's in Dockerfile.
# The heap begins small, since garbage fills what it begins with before any is cleared away. It grows when more than a fifth of
# the time goes into that (GCTimeRatio), not for a slow moment, and up to 1 GB.
# What the compiler gave back is given on to the system every 20 s: a tenth of the memory of an idle service.
# The shared archive of classes is written at the first end and halves the next start.
ARCHIVE := target/boxoffice.jsa
JAVA_FLAGS ?= -Xms64m -Xmx1g -XX:GCTimeRatio=4 -XX:TrimNativeHeapInterval=20000 -XX:+UseCompactObjectHeaders \
	-XX:+ExitOnOutOfMemoryError -XX:+AutoCreateSharedArchive -XX:SharedArchiveFile=$(ARCHIVE) -Xlog:cds=error
MVN ?= mvn
MVN_FLAGS ?= -B

JAR := target/boxoffice.jar
JDK := target/jdk.properties
SOURCES := $(shell find pom.xml jooq-codegen.xml sql src/main)
java_home = $(shell sed -n 's/^ *java\.home = //p' $(JDK) 2>/dev/null)

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## /\1	/p' $(MAKEFILE_LIST) | while IFS='	' read -r target what; do \
		printf '  make %-11s %s\n' "$$target" "$$what"; done

run: $(JAR) fresh-archive ## build if needed and start on http://127.0.0.1:8080
	@exec "$(java_home)/bin/java" $(JAVA_FLAGS) -jar $(JAR)

test: $(JDK) ## build, check and run all tests
	@$(MVN) $(MVN_FLAGS) verify

chaos: $(JAR) ## ten minutes of faults; takes SEED= SECONDS= FAULT= INSTANCES= VARIANT=all
	@CHAOS_SEED='$(SEED)' CHAOS_SECONDS='$(SECONDS)' CHAOS_FAULT='$(FAULT)' CHAOS_INSTANCES='$(INSTANCES)' \
		CHAOS_VARIANT='$(VARIANT)' $(MVN) $(MVN_FLAGS) -q \
		test-compile toolchains:select-jdk-toolchain@jdk exec:exec@chaos

fuzz: $(JDK) ## look for inputs that a parser gets wrong, a minute for each parser; takes SECONDS= TARGET=
	@FUZZ_SECONDS='$(SECONDS)' FUZZ_TARGET='$(TARGET)' $(MVN) $(MVN_FLAGS) -q \
		test-compile toolchains:select-jdk-toolchain@jdk exec:exec@fuzz

bench: $(JAR) fresh-archive ## measure side by side, for most of an hour; takes ROUNDS= SECONDS= ONLY=ceiling,reserve QUICK=true
	@BENCH_ROUNDS='$(ROUNDS)' BENCH_SECONDS='$(SECONDS)' BENCH_ONLY='$(ONLY)' BENCH_QUICK='$(QUICK)' \
		BENCH_JAVA_FLAGS='$(JAVA_FLAGS)' $(MVN) $(MVN_FLAGS) -q \
		test-compile toolchains:select-jdk-toolchain@jdk exec:exec@bench

endurance: $(JDK) ## keep each promised time, freeze servers for long, leave a million unsaved, send 100,000 bad requests
	@$(MVN) $(MVN_FLAGS) verify -DexcludedGroups= -Dtest.compiler= \
		-Dboxoffice.promised.times=1 -Dboxoffice.frozen.seconds=10 \
		-Dboxoffice.bad.requests=100000 -Dboxoffice.model.tries=200 \
		-Djunit.jupiter.execution.timeout.default=30m -Dit.test=DeadInstanceIT,MidRushIT,BadRequestsIT \
		-Dtest='StateMachineTest,FrozenServersTest,MillionUnsavedTest,RedisLossTest,RestartTest,PostgresAwayTest,LostReplyTest,StandstillTest,AuditContractTest,AuditUnavailableTest'

token: $(JAR) ## print a token for the AUTH_JWT_SECRET of the environment; takes SUB=1 ROLE=operator
	@SUB='$(SUB)' ROLE='$(ROLE)' "$(java_home)/bin/java" -cp $(JAR) boxoffice.TokenMain

screenshots: $(JAR) ## take the pictures for docs/screenshots anew; needs chromium
	@$(MVN) $(MVN_FLAGS) -q test-compile toolchains:select-jdk-toolchain@jdk exec:exec@screenshots

build: $(JAR) ## make target/boxoffice.jar, without tests

format: $(JDK) ## lay out the Java sources as google-java-format does
	@$(MVN) $(MVN_FLAGS) -q toolchains:select-jdk-toolchain@jdk \
		dependency:copy@google-java-format antrun:run@list-sources exec:exec@format

codegen: $(JDK) ## generate the jOOQ classes from sql/
	@$(MVN) $(MVN_FLAGS) -q generate-sources

clean: ## remove what the build made; data/ stays
	@rm -rf target

image: ## build the container image
	docker build -t boxoffice .

up: ## start the app, PostgreSQL and Redis in containers
	docker compose up --build --detach --wait

down: ## stop the containers; their volumes stay
	docker compose down

# All that it says goes to standard error: `make token` may have to build first, and prints a token and nothing else.
$(JAR): $(SOURCES) | $(JDK)
	@echo 'Building $(JAR) …' >&2
	@$(MVN) $(MVN_FLAGS) -q package -DskipTests >&2
	@touch $(JAR)

# That of an older jar is neither used nor written anew.
fresh-archive: $(JAR)
	@[ $(ARCHIVE) -nt $(JAR) ] || rm -f $(ARCHIVE)

# Maven finds the JDK, also beside an older default java; this file says which, until that one is gone.
ifeq ($(wildcard $(java_home)/bin/java),)
$(shell rm -f $(JDK))
endif

$(JDK):
	@mkdir -p target
	@$(MVN) $(MVN_FLAGS) -q toolchains:select-jdk-toolchain@jdk exec:exec@jdk-properties \
		>target/jdk.log 2>&1 || { \
		rm -f $(JDK); \
		if grep -q 'Cannot find matching toolchain' target/jdk.log; then \
			echo 'Box Office needs a JDK 25 or newer and found none: install one, or point JAVA_HOME to it.' >&2; \
		else cat target/jdk.log >&2; fi; \
		exit 1; }

.PHONY: help run test chaos fuzz bench endurance token screenshots build fresh-archive format codegen clean image up down
