#!/usr/bin/env bash
# Reads a results file of `dotnet test --logger trx`.
#   trx.sh counts FILE   'PASSED FAILED SKIPPED'; fails where there is no complete file
#   trx.sh skips FILE    a line for each skipped test: name and reason
set -euo pipefail

[[ -f ${2:?FILE} ]] || exit 1
case "${1:?counts or skips}" in
    counts)
        # <Counters total="9" executed="8" passed="8" failed="0" ... /> : a skipped test is one that was not executed.
        awk '
            function count(name) { return match($0, " " name "=\"[0-9]+\"") ? substr($0, RSTART + length(name) + 3) + 0 : 0 }
            /<Counters / { print count("passed"), count("total") - count("passed") - (count("total") - count("executed")), count("total") - count("executed"); found = 1 }
            END { exit !found }' "$2"
        ;;
    skips)
        # The reason is the result's standard output, or its error message, by version of the adapter.
        awk '
            function plain(s) {
                gsub(/<[^>]*>/, "", s); gsub(/&lt;/, "<", s); gsub(/&gt;/, ">", s); gsub(/&quot;/, "\"", s)
                gsub(/&apos;/, "\047", s); gsub(/&#xD;|\r/, "", s); gsub(/&amp;/, "\\&", s); gsub(/^[ \t]+|[ \t]+$/, "", s)
                return s
            }
            /<UnitTestResult .*outcome="NotExecuted"/ {
                match($0, / testName="[^"]*"/); name = plain(substr($0, RSTART + 11, RLENGTH - 12)); reason = ""; open = 1
                if ($0 ~ /\/>[ \t\r]*$/) { print name; open = 0 }
                next
            }
            open && /<\/UnitTestResult>/ { print name (reason == "" ? "" : ": " reason); open = 0; next }
            open && plain($0) != "" && reason == "" { reason = plain($0) }' "$2"
        ;;
    *) exit 2 ;;
esac
