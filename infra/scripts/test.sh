#!/usr/bin/env bash
# Builds everything and runs every test project, one after the other. The last line: 'tests: N passed, N failed, N skipped'.
# The exit status is 0 only if every project ran to its end and nothing failed.
#
#   test.sh           all but the tests of the category Faults
#   test.sh faults    those alone: alarms of minutes, kills by the dozen, stopped brokers; about half an hour
#   test.sh fuzz      those of the category Fuzz, FUZZ_TIMES (20) times as many damaged inputs as in test.sh; FUZZ_SEED for others
#   FILTER=EXPRESSION only these of them, in dotnet test's filter language; builds and runs only the projects that have such names
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
label='test'
# shellcheck source=infra/scripts/common.sh
source "$here/common.sh"

cd "$root"
# The projects whose sources hold a name of the filter; all where none does, or without a filter.
projects=()
if [[ -n ${FILTER:-} ]]; then
    mapfile -t names < <(grep -oE '[~=][^&|()]+' <<<"$FILTER" | sed -E 's/^[~=]+//; s/.*\.//' | grep . || true)
    for project in tests/*.Tests/*.csproj; do
        for name in "${names[@]}"; do
            if grep -rqF --include='*.cs' --exclude-dir=bin --exclude-dir=obj -e "$name" "${project%/*}" || [[ $project == *"$name"* ]]; then
                projects+=("$project")
                break
            fi
        done
    done
fi
if ((${#projects[@]})); then
    "$here/build.sh" "${projects[@]}"
else
    projects=(tests/*.Tests/*.csproj)
    "$here/build.sh" all
fi
need /usr/lib/rabbitmq/bin/rabbitmq-server rabbitmq-server \
    '/usr/lib/postgresql/*/bin/postgres' postgresql \
    chromium chromium node nodejs npm npm ||
    say "going on without; the tests that need them skip"

results=artifacts/tests
rm -rf "$results"
mkdir -p "$results"

# A test that hangs ends its project as a failure: after ten minutes without a word, or longer than the longest of the faults.
case "${1:-}" in
    '') category='Category!=Faults' patience=10min ;;
    faults) category='Category=Faults' patience=30min ;;
    fuzz) category='Category=Fuzz' patience=60min; export FUZZ_TIMES="${FUZZ_TIMES:-20}" ;;
    *) fail "faults, fuzz or nothing, not '$1'" ;;
esac
options=(--nologo --results-directory "$results" --blame-hang-timeout "$patience" --blame-hang-dump-type none
    --logger 'console;verbosity=minimal' --filter "${FILTER:+($FILTER)&}$category")

passed=0 failed=0 skipped=0
skips=()
began=$SECONDS number=0
for project in "${projects[@]}"; do
    name="$(basename "$project" .csproj)"
    trx="$results/$name.trx"
    number=$((number + 1))
    say "project $number of ${#projects[@]}, $name; $(((SECONDS - began) / 60)) min so far"
    code=0
    dotnet test "tests/$name/bin/Release/net10.0/$name.dll" "${options[@]}" --logger "trx;LogFileName=$name.trx" </dev/null || code=$?
    if ! counts="$("$here/trx.sh" counts "$trx")"; then
        ((code == 0)) && continue # nothing in it passed the filter
        counts='0 0 0'
    fi
    read -r project_passed project_failed project_skipped <<<"$counts"
    if ((code != 0 && project_failed == 0)); then
        say "$name did not run to its end (exit status $code): counted as one failure"
        project_failed=1
    fi
    passed=$((passed + project_passed)) failed=$((failed + project_failed)) skipped=$((skipped + project_skipped))
    if ((project_skipped)); then
        mapfile -t -O "${#skips[@]}" skips < <("$here/trx.sh" skips "$trx")
    fi
done

if ((${#skips[@]})); then
    echo
    echo 'skipped:'
    printf '  %s\n' "${skips[@]}"
fi
echo
echo "tests: $passed passed, $failed failed, $skipped skipped"
((failed == 0))
