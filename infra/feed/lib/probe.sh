# Asks the registry in reach which packages it serves. Sourced by build.sh, after common.sh.

# probe_write FOLDER NAME ITEMS [NOWARN]: one project that references packages the way the product does. Warnings are
# errors here because they are in the product: a closure that NuGet completes with other versions than a package asks
# for (NU1603, NU1608) would end the build. Its file's name begins with 'probe-': a project that is named like a package
# it references would be a cycle to NuGet.
probe_write() {
    mkdir -p "$1/$2"
    cat >"$1/$2/probe-$2.csproj" <<XML
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <TargetFramework>net10.0</TargetFramework>
    <NuGetAudit>false</NuGetAudit>
    <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
    <NoWarn>\$(NoWarn);${4:-}</NoWarn>
  </PropertyGroup>
  <ItemGroup>
    <FrameworkReference Include="Microsoft.AspNetCore.App" />
    $3
  </ItemGroup>
</Project>
XML
    printf '  <Project Path="%s/probe-%s.csproj" />\n' "$2" "$2" >>"$1/projects"
}

# probe_reference ID VERSION: a reference to exactly that version.
probe_reference() { printf '<PackageReference Include="%s" Version="[%s]" />' "$1" "$2"; }

# probe_restore FOLDER: restores all probes of the folder at once, with every source that the repository uses but its
# own feed, and leaves the answers in FOLDER/log. Fails only where the question could not be put.
probe_restore() {
    local folder="$1" foreign
    cat >"$folder/nuget.config" <<'XML'
<?xml version="1.0" encoding="utf-8"?>
<configuration>
  <disabledPackageSources>
    <add key="local-feed" value="true" />
  </disabledPackageSources>
</configuration>
XML
    { echo '<Solution>'; cat "$folder/projects"; echo '</Solution>'; } >"$folder/probes.slnx"
    DOTNET_CLI_UI_LANGUAGE=en dotnet restore "$folder/probes.slnx" -v quiet -p:RestoreUseStaticGraphEvaluation=true \
        >"$folder/log" 2>&1 && return
    # No such id, no such version, another version than asked for, a conflict, no build for net10.0, a downgrade: these
    # are answers. Anything else (an unreachable source, a broken SDK) is not, and must not be taken for 'not served'.
    foreign="$(grep -F 'error' "$folder/log" | grep -vE 'error NU(1101|1102|1103|1107|1202|1603|1605|1608)' || true)"
    if [ -n "$foreign" ] || ! grep -qF 'error NU' "$folder/log"; then
        cat "$folder/log" >&2
        fail "the registry could not be asked (see above)."
    fi
}

# probe_obstacle FOLDER NAME: why the probe did not restore, in a few words; empty where it did.
probe_obstacle() {
    local error
    error="$(grep -F "/probe-$2.csproj : error" "$1/log" | head -n1 || true)"
    case "$error" in
        '') ;;
        *NU1101*) echo "no such id in the registry" ;;
        *NU1102*with\ version*) sed -E 's/.*Unable to find package ([^ ]+) with version (\([^)]*\)).*/lacks \1 \2/' <<<"$error" ;;
        *NU1603*) sed -E 's/.*depends on ([^ ]+) (\([^)]*\)) but .* was not found\. (.*) was resolved.*/has \3 for \1 \2/' <<<"$error" ;;
        *) sed -E 's/.*error (NU[0-9]+: [^[]{1,60}).*/\1/' <<<"$error" ;;
    esac
}
