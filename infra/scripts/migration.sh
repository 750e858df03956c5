#!/usr/bin/env bash
# migration.sh NAME: has EF Core's scaffolder write the migration from the last one to today's model, for both databases.
# Its id is the next number and the name, the same for both: the scaffolder's own id is the second it was made in.
# A name that ends with _Breaking keeps older programs from starting on the database (services/decisions/0010-migrations.md).
set -euo pipefail
label=migration
# shellcheck source=infra/scripts/common.sh
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

name="${1:-}"
[[ $name =~ ^[A-Z][A-Za-z]+(_Breaking)?$ ]] || fail "NAME must be one word such as AddPriority, and may end with _Breaking; it is '$name'"
cd "$root"
need_dotnet
infra/feed/build.sh >&2 || fail "the package feed could not be filled"
dotnet tool restore >&2
dotnet build infra/migrations -c Release --nologo -v quiet -nodeReuse:false -consoleLoggerParameters:NoSummary >&2 || fail "the build failed"
folder=services/Detection.Api/Persistence/Migrations
last="$(find "$folder" -name '[0-9][0-9][0-9][0-9]_*.cs' -printf '%f\n' | cut -c1-4 | sort | tail -1)"
number="$(printf '%04d' $((10#${last:-0} + 1)))"

for provider in Sqlite Postgres; do
    dotnet ef migrations add "$name" --project services/Detection.Api --startup-project infra/migrations --no-build --configuration Release \
        --context "${provider}DetectionDbContext" --output-dir "Persistence/Migrations/$provider" >&2
    for file in "$folder/$provider"/*_"$name".cs "$folder/$provider"/*_"$name".Designer.cs; do
        [[ ${file##*/} =~ ^[0-9]{14}_ ]] || fail "there is a migration $name already"
        sed -i -E "s/\"[0-9]{14}_$name\"/\"${number}_$name\"/" "$file"
        mv "$file" "$folder/$provider/$number${file##*/??????????????}"
    done
    sed -i '1s/^\xEF\xBB\xBF//' "$folder/$provider"/*.cs # as .editorconfig wants it
done
say "made $number""_$name; look at what it does: $folder/{Sqlite,Postgres}/$number""_$name.cs"
