# Helpers that the scripts of infra/ share. Sourced, never run; the caller may set `label` for its messages.
# shellcheck shell=bash

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)"

# Says something on standard error: standard output is for results.
say() { printf '%s: %s\n' "${label:-detection}" "$*" >&2; }

# Stops the script with a message.
fail() { say "error: $*"; exit 1; }

# need PATH-OR-COMMAND PACKAGE [...]: installs, all at once, the Debian packages whose program is not there.
# Fails where that is impossible, having said what a person can do.
need() {
    local missing=()
    while (($#)); do
        if [[ $1 == */* ]]; then compgen -G "$1" >/dev/null; else command -v "$1" >/dev/null; fi || missing+=("$2")
        shift 2
    done
    ((${#missing[@]} == 0)) && return
    if ! command -v apt-get >/dev/null; then
        say "these are missing, and there is no apt-get to install them with: ${missing[*]}"
        return 1
    fi
    local as_root=()
    if ((EUID != 0)); then
        as_root=(sudo)
        [[ -t 0 ]] || as_root+=(-n)
        if ! command -v sudo >/dev/null; then
            say "these are missing; install them as root: apt-get install ${missing[*]}"
            return 1
        fi
    fi
    say "installing ${missing[*]}"
    "${as_root[@]}" bash "$root/infra/scripts/apt-install.sh" "${missing[@]}" && return
    say "could not install ${missing[*]}"
    return 1
}

# Fails, with the way to get it, where there is no .NET SDK that can build this.
need_dotnet() {
    command -v dotnet >/dev/null && (cd "$root" && dotnet --version >/dev/null 2>&1) && return
    fail "the .NET 10 SDK is needed, and 'dotnet --version' finds none that fits global.json." \
        $'\n  Ubuntu 24.04:  sudo apt-get install dotnet-sdk-10.0' \
        $'\n  elsewhere:     https://dotnet.microsoft.com/download/dotnet/10.0'
}

# process_fields PID: sets `fields` to what proc(5) lists of a process from its state on: [0] state, [17] threads,
# [19] start time in clock ticks since the machine started. Fails where there is no such process.
process_fields() {
    local stat
    stat="$(cat "/proc/$1/stat" 2>/dev/null)" && read -ra fields <<<"${stat##*) }"
}

# True where process $1 is alive. A zombie that nobody has reaped is not, once the last of its threads has let go.
is_alive() {
    local fields
    process_fields "$1" && ! [[ ${fields[0]} == [ZX] && ${fields[17]} -le 1 ]]
}

# True where something listens on port $1 of the loopback interface.
is_listening() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# The status code that http://127.0.0.1:$1$2 answers within 2 seconds, nothing where there is no answer.
# $3: a user:password to send. Written in bash, so that waiting for a server needs no other program.
http_status() {
    # shellcheck disable=SC2016 # the inner bash is to expand it
    timeout 2 bash -c '
        exec 3<>"/dev/tcp/127.0.0.1/$1" || exit 1
        printf "GET %s HTTP/1.0\r\nHost: 127.0.0.1\r\n" "$2" >&3
        [[ -z $3 ]] || printf "Authorization: Basic %s\r\n" "$(printf %s "$3" | base64)" >&3
        printf "\r\n" >&3
        read -r _ code _ <&3 && printf "%s\n" "$code"' http_status "$1" "$2" "${3:-}" 2>/dev/null
}
