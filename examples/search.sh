#!/usr/bin/env bash
# Search with curl. Chinese in an address must be encoded: -G --data-urlencode does that.
set -euo pipefail
url=${KB_URL:-http://localhost:5080}/api/v1
auth=()
if [ -n "${KB_KEY:-}" ]; then auth=(-H "Authorization: Bearer $KB_KEY"); fi
get() { curl -fsS "${auth[@]}" -G "$url/$1" "${@:2}"; }

# One page: exact wording, in sections about problems, of the last years.
get search --data-urlencode 'q="学习形式单一"' --data-urlencode 'section=存在问题' -d hitsPerPage=5
echo

# The whole result as CSV, for a spreadsheet.
get search --data-urlencode 'q=学习' -d format=csv

# Which problems reports share.
for _ in $(seq 60); do
  if ledger=$(get problems -d hitsPerPage=3); then break; fi
  sleep 1 # 503: still being computed
done
echo "$ledger"
