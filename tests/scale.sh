#!/usr/bin/env bash
# Two importers, three nodes, a database and its standby on one machine, each a process of its own.
#
#   tests/scale.sh up DIR            make and start everything; DIR is created, ports go to DIR/ports
#   tests/scale.sh start NAME DIR    start one again: primary standby importer1 importer2 node1 node2 node3
#   tests/scale.sh kill NAME DIR     end one at once (kill -9)
#   tests/scale.sh promote DIR       let the standby take over
#   tests/scale.sh down DIR          end everything; DIR stays
#
# KB_POSTGRES: the folder of PostgreSQL's programs (default /usr/lib/postgresql/15/bin). KB_CONFIGURATION: debug or release.
# KB_BUILT: the folder of the product's programs (default: artifacts/bin of this checkout).
# KB_PARTS: which processes "up" starts (default: all of them).
set -euo pipefail

bin=${KB_POSTGRES:-/usr/lib/postgresql/15/bin}
root=$(cd "$(dirname "$0")/.." && pwd)
built=${KB_BUILT:-$root/artifacts/bin}
configuration=${KB_CONFIGURATION:-debug}
all="primary standby importer1 importer2 node1 node2 node3"

# initdb and postgres refuse to run as root.
as() { if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi; }

port() { sed -n "s/^$1=//p" "$dir/ports"; }

free_ports() {
  python3 - "$@" <<'PY'
import socket, sys
held = []
for name in sys.argv[1:]:
    s = socket.socket(); s.bind(('127.0.0.1', 0)); held.append(s)
    print(f'{name}={s.getsockname()[1]}')
PY
}

connection() {
  echo "Host=127.0.0.1:$(port primary),127.0.0.1:$(port standby);Username=kb;Database=kb;Target Session Attributes=primary;Timeout=5"
}

server() { # NAME DATA: a server that writes in its own time and to disk, as an office would run it
  as "$bin/postgres" -D "$2" -p "$(port "$1")" -k "$dir" -h 127.0.0.1 >>"$dir/$1.log" 2>&1 &
  echo $! >"$dir/$1.pid"
  for _ in $(seq 300); do
    "$bin/pg_isready" -q -h 127.0.0.1 -p "$(port "$1")" && return 0
    kill -0 "$(cat "$dir/$1.pid")" 2>/dev/null || return 1
    sleep 0.1
  done
  return 1
}

start_server() { # after a kill -9 the old server's children take a moment to see it
  for _ in $(seq 50); do
    rm -f "$dir/$1/postmaster.pid"
    server "$1" "$dir/$1" && return 0
    sleep 0.2
  done
  echo "error: $1 does not start; see $dir/$1.log" >&2
  return 1
}

make_primary() {
  as "$bin/initdb" -D "$dir/primary" -U kb -A trust -E UTF8 --locale=C >"$dir/initdb.log"
  as tee -a "$dir/primary/postgresql.conf" >/dev/null <<CONF
max_wal_senders = 5
wal_keep_size = 256MB
shared_buffers = 256MB
wal_compression = lz4
default_toast_compression = lz4
max_wal_size = 2GB
CONF
  start_server primary
  as "$bin/createdb" -h "$dir" -p "$(port primary)" -U kb kb
}

# A copy that confirms what it has received before the primary acknowledges a commit: what was accepted survives the primary.
make_standby() {
  as "$bin/pg_basebackup" -h 127.0.0.1 -p "$(port primary)" -U kb -D "$dir/standby" -R --checkpoint=fast \
    -d "host=127.0.0.1 port=$(port primary) user=kb application_name=standby"
  start_server standby
  as "$bin/psql" -q -h "$dir" -p "$(port primary)" -U kb kb \
    -c "alter system set synchronous_standby_names = 'standby'" -c "select pg_reload_conf()" >/dev/null
}

start_product() {
  export ConnectionStrings__KnowledgeBase Corpus__Name Corpus__Folder Index__Folder
  ConnectionStrings__KnowledgeBase=$(connection)
  case $1 in
    importer*)
      Corpus__Name=folder${1#importer}
      mkdir -p "$dir/$Corpus__Name"
      Indexer__LeaseSeconds=${KB_LEASE:-10} dotnet "$built/KnowledgeBase.Indexer/$configuration/KnowledgeBase.Indexer.dll" \
        ingest "$dir/$Corpus__Name" --index "$dir/$1.index" --watch >>"$dir/$1.log" 2>&1 &
      ;;
    node*)
      Index__Folder=$dir/$1.index
      dotnet "$built/KnowledgeBase.SearchApi/$configuration/KnowledgeBase.SearchApi.dll" \
        --Urls "http://127.0.0.1:$(port "$1")" >>"$dir/$1.log" 2>&1 &
      ;;
  esac
  echo $! >"$dir/$1.pid"
}

start() {
  case $1 in
    primary) start_server primary ;;
    standby) if [ -d "$dir/standby" ]; then start_server standby; else make_standby; fi ;;
    *) start_product "$1" ;;
  esac
}

end() { # NAME SIGNAL
  [ -f "$dir/$1.pid" ] || return 0
  local pid; pid=$(cat "$dir/$1.pid")
  kill "-$2" "$pid" 2>/dev/null || true
  for _ in $(seq 200); do kill -0 "$pid" 2>/dev/null || break; sleep 0.05; done
  kill -9 "$pid" 2>/dev/null || true
  rm -f "$dir/$1.pid"
}

# The postmaster is a child of runuser where the script runs as root; its own number stands in its folder.
kill_server() {
  local pid; pid=$(head -1 "$dir/$1/postmaster.pid" 2>/dev/null || true)
  [ -n "$pid" ] && kill "-$2" "$pid" 2>/dev/null || true
  end "$1" "$2"
}

command=${1:-}
case $command in
  up)
    dir=$(mkdir -p "$2" && cd "$2" && pwd)
    chmod 777 "$dir"
    free_ports $all >"$dir/ports"
    parts=${KB_PARTS:-$all}
    for name in $parts; do
      if [ "$name" = primary ]; then make_primary; else start "$name"; fi
    done
    ;;
  start) dir=$(cd "$3" && pwd); start "$2" ;;
  kill) dir=$(cd "$3" && pwd); case $2 in primary | standby) kill_server "$2" 9 ;; *) end "$2" 9 ;; esac ;;
  promote) dir=$(cd "$2" && pwd); as "$bin/pg_ctl" -D "$dir/standby" -w promote >/dev/null
    as "$bin/psql" -q -h "$dir" -p "$(port standby)" -U kb kb -c "alter system reset synchronous_standby_names" \
      -c "select pg_reload_conf()" >/dev/null ;;
  ingest | ingest-alone) # FOLDER INDEX DIR: the importer once, into the database or into an index of its own
    dir=$(cd "$4" && pwd)
    [ "$command" = ingest ] && export ConnectionStrings__KnowledgeBase && ConnectionStrings__KnowledgeBase=$(connection)
    dotnet "$built/KnowledgeBase.Indexer/$configuration/KnowledgeBase.Indexer.dll" ingest "$2" --index "$3" >/dev/null
    ;;
  down)
    dir=$(cd "$2" && pwd)
    for name in node1 node2 node3 importer1 importer2; do end "$name" TERM & done; wait
    kill_server standby INT; kill_server primary INT
    ;;
  *) sed -n '2,13s/^# \{0,1\}//p' "$0"; exit 2 ;;
esac
