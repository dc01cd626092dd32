#!/usr/bin/env bash
# deploy/archive.sh [FOLDER [SYSTEM]]: archives that run without an SDK or a runtime, for linux-x64 and win-x64 or one of them, with a SHA-256
# of each; the Linux one is tried. FOLDER is artifacts/archives by default. Ends with 3 where the packages of a system cannot be had.
set -euo pipefail
cd "$(dirname "$0")/.."
out=$(realpath -m "${1:-artifacts/archives}")
version=$(sed -n 's:.*<Version>\(.*\)</Version>.*:\1:p' Directory.Build.props)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$out"

for rid in ${2:-linux-x64 win-x64}; do
  name=knowledge-base-$version-$rid
  dotnet restore web -v q -nologo -p:RuntimeIdentifier="$rid" -p:SelfContained=true --artifacts-path "$work/build" || exit 3
  # Not trimmed and not one file: pages and readers are found by reflection.
  dotnet publish web -v q -nologo -c Release -r "$rid" --self-contained --no-restore -p:RunAnalyzers=false --artifacts-path "$work/build" -o "$work/$name"
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

[ "${2:-linux-x64}" != linux-x64 ] || deploy/try-archive.sh "$out/knowledge-base-$version-linux-x64.tar.gz"
