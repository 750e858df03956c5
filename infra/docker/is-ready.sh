#!/usr/bin/env bash
# is-ready PORT: succeeds where /health/ready answers 200. The image has neither curl nor wget, but bash.
set -euo pipefail
exec 3<>"/dev/tcp/127.0.0.1/$1"
printf 'GET /health/ready HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n' >&3
read -r _ code _ <&3
[[ $code == 200 ]]
