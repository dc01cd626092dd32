#!/usr/bin/env bash
# deploy/archive.sh [FOLDER]: archives that run without an SDK or a runtime, for linux-x64 and win-x64, with a SHA-256 of each; the Linux one
# is unpacked into an empty folder, started without dotnet on the path, and asked. FOLDER is artifacts/archives by default.
set -euo pipefail
cd "$(dirname "$0")/.."
out=$(realpath -m "${1:-artifacts/archives}")
version=$(sed -n 's:.*<Version>\(.*\)</Version>.*:\1:p' Directory.Build.props)
work=$(mktemp -d)
server=
trap 'if [ -n "$server" ]; then kill "$server" 2>/dev/null || true; wait "$server" 2>/dev/null || true; fi; rm -rf "$work"' EXIT
mkdir -p "$out"

for rid in linux-x64 win-x64; do
  name=knowledge-base-$version-$rid
  # Not trimmed and not one file: pages and readers are found by reflection.
  dotnet publish web -v q -nologo -c Release -r "$rid" --self-contained --artifacts-path "$work/build" -o "$work/$name"
  mkdir "$work/$name/deploy"
  cp README.md CHANGELOG.md "$work/$name/"
  cp docs/operations.md deploy/knowledge-base.service "$work/$name/deploy/"
  if [ "$rid" = linux-x64 ]; then
    archive=$name.tar.gz
    tar -C "$work" --sort=name --owner=0 --group=0 --numeric-owner -czf "$out/$archive" "$name"
  else
    archive=$name.zip
    python3 -c 'import shutil, sys; shutil.make_archive(sys.argv[1], "zip", sys.argv[2], sys.argv[3])' "$out/$name" "$work" "$name"
  fi
  (cd "$out" && sha256sum "$archive" > "$archive.sha256" && ls -l "$archive")
done

# The Linux archive as somebody unpacks it: an empty folder, no dotnet.
mkdir "$work/try" "$work/try/corpus"
tar -C "$work/try" -xzf "$out/knowledge-base-$version-linux-x64.tar.gz"
program=$work/try/knowledge-base-$version-linux-x64
cp corpus/*.txt "$work/try/corpus/"
cd "$work/try"
run() { env -i PATH=/usr/bin:/bin HOME="$work/try" "$@"; }
run "$program/KnowledgeBase.Web" --Urls http://127.0.0.1:0 > web.log 2>&1 &
server=$!
for _ in $(seq 240); do
  url=$(sed -n 's:.*Now listening on\: \(http\:[^ ]*\).*:\1:p' web.log)
  [ -n "$url" ] && [ "$(curl -fs "$url/readyz" || true)" = ok ] && break
  kill -0 "$server" || { cat web.log; exit 1; }
  sleep 0.5
done
for _ in $(seq 240); do
  hits=$(curl -fsG "$url/api/v1/search" --data-urlencode 'q=学习形式' | python3 -c 'import json, sys; print(json.load(sys.stdin)["totalHits"])')
  [ "$hits" -gt 0 ] && break
  sleep 0.5
done
[ "$hits" -gt 0 ] || { echo "the archive's server finds nothing"; exit 1; }
curl -fs "$url/" | grep -q 'app' || { echo "the archive's server has no page"; exit 1; }
run "$program/KnowledgeBase.Indexer" backup "$work/try/backup"
run "$program/KnowledgeBase.Indexer" restore "$work/try/backup" --check
kill -TERM "$server"
code=0
wait "$server" || code=$?
server=
[ "$code" = 0 ] || { cat web.log; echo "the archive's server ended with $code"; exit 1; }
echo "the Linux archive runs: $hits hits, a backup, and an end with 0"
