#!/bin/sh
# Prometheus and Alertmanager as Debian packages them, on loopback, without Docker.
#   run-without-docker.sh [data-folder]        starts both, prints where they listen
#   run-without-docker.sh stop [data-folder]   ends just those two
# Ports can be changed: PROMETHEUS_PORT=9090 ALERTMANAGER_PORT=9093
set -eu

here=$(cd "$(dirname "$0")" && pwd)
command=start
case "${1:-}" in
  start | stop) command=$1; shift ;;
  -*) sed -n '2,5s/^# \{0,1\}//p' "$0"; exit 2 ;;
esac
mkdir -p "${1:-$here/.data}"
data=$(cd "${1:-$here/.data}" && pwd)
prometheus_port=${PROMETHEUS_PORT:-9090}
alertmanager_port=${ALERTMANAGER_PORT:-9093}

# The process of a pid file, as long as it is still the one started here: numbers are used again.
running() {
  [ -f "$data/$1.pid" ] && pid=$(cat "$data/$1.pid") &&
    ps -o args= -p "$pid" 2>/dev/null | grep -qF -- "$data/$1"
}

stop() {
  if running "$1"; then
    kill "$pid"
    for _ in $(seq 100); do
      running "$1" || break
      sleep 0.1
    done
    if running "$1"; then echo "$1 (process $pid) does not end" >&2; exit 1; fi
    echo "$1 ended"
  else
    echo "$1 was not running"
  fi
  rm -f "$data/$1.pid"
}

stop_both() {
  stop alertmanager
  stop prometheus
}

# The same configuration as in the containers, with the targets of this machine.
configure() {
  rm -rf "$data/conf"
  mkdir -p "$data/conf/targets/alertmanager"
  ln -s "$here/prometheus/prometheus.yml" "$here/rules" "$data/conf/"
  ln -s "$here/prometheus/targets/host/infoscope" "$data/conf/targets/"
  if command -v prometheus-alertmanager >/dev/null; then
    echo "- targets: ['127.0.0.1:$alertmanager_port']" >"$data/conf/targets/alertmanager/local.yml"
  fi
  if command -v promtool >/dev/null; then promtool check config "$data/conf/prometheus.yml"; fi
}

# start name program arguments...
start() {
  name=$1
  shift
  nohup "$@" >"$data/$name.log" 2>&1 &
  echo $! >"$data/$name.pid"
}

# await name port words: until its log says these words, or it has ended. It is a child of this shell, whose arguments
# ps shows until the program has taken over.
await() {
  for _ in $(seq 100); do
    kill -0 "$(cat "$data/$1.pid")" 2>/dev/null || break
    if grep -q "$3" "$data/$1.log"; then
      echo "$1 http://127.0.0.1:$2"
      return
    fi
    sleep 0.1
  done
  tail -n 3 "$data/$1.log" >&2
  echo "$1 did not start; see $data/$1.log" >&2
  stop_both >&2
  exit 1
}

if [ "$command" = stop ]; then
  stop_both
  rm -rf "$data/conf"
  exit
fi

command -v prometheus >/dev/null || { echo "prometheus is not installed: apt-get install prometheus" >&2; exit 1; }
for name in prometheus alertmanager; do
  if running $name; then echo "$name runs already as process $pid; stop it first" >&2; exit 1; fi
done
configure
if command -v prometheus-alertmanager >/dev/null; then
  start alertmanager prometheus-alertmanager --config.file="$here/alertmanager/alertmanager.yml" \
    --storage.path="$data/alertmanager" --web.listen-address="127.0.0.1:$alertmanager_port" --cluster.listen-address=
  await alertmanager "$alertmanager_port" "Listening on"
else
  echo "no alertmanager: prometheus-alertmanager is not installed"
fi
start prometheus prometheus --config.file="$data/conf/prometheus.yml" --storage.tsdb.path="$data/prometheus" \
  --storage.tsdb.retention.time=90d --web.listen-address="127.0.0.1:$prometheus_port"
await prometheus "$prometheus_port" "Server is ready"
echo "stop both with: $0 stop $data"
