#!/usr/bin/env bash
# deploy/try-archive.sh ARCHIVE.tar.gz: unpacks an archive into an empty folder, makes a key, starts it without dotnet on the path, and asks it:
# a search with the key and one without, the page, a backup, and an end by SIGTERM.
set -euo pipefail
archive=$(realpath "$1")
cd "$(dirname "$0")/.."
work=$(mktemp -d)
server=
trap 'if [ -n "$server" ]; then kill "$server" 2>/dev/null || true; wait "$server" 2>/dev/null || true; fi; rm -rf "$work"' EXIT

mkdir "$work/corpus"
tar -C "$work" -xzf "$archive"
program=$work/$(basename "$archive" .tar.gz)
cp corpus/*.txt "$work/corpus/"
cd "$work"

# A path without anything: /usr/bin may have a dotnet.
mkdir "$work/empty"
run() { /usr/bin/env -i PATH="$work/empty" HOME="$work" "$@"; }

key=$(run "$program/KnowledgeBase.Indexer" keys add probe --scopes search,read | grep -o 'kb_[A-Za-z0-9_-]*' | head -1)
[ -n "$key" ] || { echo "the archive's program makes no key"; exit 1; }

# Not through the function, whose process would get the signal instead.
env -i PATH="$work/empty" HOME="$work" "$program/KnowledgeBase.Web" --Urls http://127.0.0.1:0 > web.log 2>&1 &
server=$!
for _ in $(seq 240); do
  url=$(sed -n 's:.*Now listening on\: \(http\:[^ ]*\).*:\1:p' web.log)
  [ -n "$url" ] && [ "$(curl -fs "$url/readyz" || true)" = ok ] && break
  kill -0 "$server" || { cat web.log; exit 1; }
  sleep 0.5
done
for _ in $(seq 240); do
  hits=$(curl -fsG -H "Authorization: Bearer $key" "$url/api/v1/search" --data-urlencode 'q=学习形式' | python3 -c 'import json, sys; print(json.load(sys.stdin)["totalHits"])')
  [ "$hits" -gt 0 ] && break
  sleep 0.5
done
[ "$hits" -gt 0 ] || { echo "the archive's server finds nothing"; exit 1; }
[ "$(curl -so /dev/null -w '%{http_code}' "$url/api/v1/search?q=x")" = 401 ] || { echo "the archive's server asks for no key"; exit 1; }
[[ "$(curl -fs -H "Authorization: Bearer $key" "$url/")" == *'id="main"'* ]] || { echo "the archive's server has no page"; exit 1; }
run "$program/KnowledgeBase.Indexer" backup "$work/backup"
run "$program/KnowledgeBase.Indexer" restore "$work/backup" --check
kill -TERM "$server"
code=0
wait "$server" || code=$?
server=
[ "$code" = 0 ] || { cat web.log; echo "the archive's server ended with $code"; exit 1; }
echo "the Linux archive runs: $hits hits, a backup, and an end with 0"
