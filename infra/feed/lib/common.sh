# Helpers that the feed's scripts share. Sourced, never run.

# Says something on standard error, so that standard output stays the result.
say() { printf 'feed: %s\n' "$*" >&2; }

# Stops the script with a message.
fail() { printf 'feed: error: %s\n' "$*" >&2; exit 1; }

# ensure_command COMMAND PACKAGE: makes sure that a command exists, installing Debian's package where it does not.
ensure_command() {
    command -v "$1" >/dev/null 2>&1 && return
    command -v apt-get >/dev/null 2>&1 || fail "$1 is needed and there is no apt-get to install it with."
    local as_root=()
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null 2>&1 || fail "$1 is needed: run 'apt-get install $2' as root."
        as_root=(sudo)
    fi
    say "installing $2 (for $1)"
    "${as_root[@]}" apt-get update -qq >&2 || say "apt-get update failed; trying with the lists that are here"
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y -qq --no-install-recommends "$2" >&2 || fail "apt-get could not install $2."
    command -v "$1" >/dev/null 2>&1 || fail "$2 is installed, but $1 is still not found."
}

# hash_of_files FOLDER...: eight hexadecimal digits over the names and contents of everything below that is a
# source; documentation, build outputs and what git ignores anyway do not count.
hash_of_files() {
    find "$@" \( -name bin -o -name obj -o -name packages -o -name generated \) -prune \
        -o -type f ! -name '*.md' ! -name '.git*' -print0 | LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum | cut -c1-8
}
