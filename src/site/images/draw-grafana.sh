#!/bin/sh
# Makes the pictures of Grafana's panels anew: sh src/site/images/draw-grafana.sh [EPOCHS]
# Trains the quickstart (300 epochs), scraped by a Prometheus of its own once a second, asks it what the panels ask, and
# draws the answers in Chromium with the components of @grafana/ui; no Grafana server has a part in it. Needs prometheus,
# node 20, chromium (CHROMIUM names another one) and, the first time, 500 MB for what `npm ci` downloads.
set -eu
epochs=${1:-300}
cd "$(dirname "$0")/../../.."
for folder in check pictures; do
  [ -d dashboards/$folder/node_modules ] || (cd dashboards/$folder && npm ci --no-audit --no-fund --loglevel=error)
done
work=$(mktemp -d)
processes=
end() {
  for process in $processes; do kill "$process" 2>/dev/null || true; done
  wait
  rm -rf "$work"
}
trap end EXIT
export OMP_NUM_THREADS=1

port=${PORT:-9464}
prometheus_port=${PROMETHEUS_PORT:-19090}
cat >"$work/prometheus.yml" <<END
global: {scrape_interval: 1s, evaluation_interval: 15s}
rule_files: ['$PWD/dashboards/rules/infoscope.rules.yml']
scrape_configs: [{job_name: infoscope, static_configs: [{targets: ['127.0.0.1:$port']}]}]
END
prometheus --config.file="$work/prometheus.yml" --storage.tsdb.path="$work/data" --web.listen-address="127.0.0.1:$prometheus_port" 2>"$work/prometheus.log" &
processes=$!
mvn -q ${MVN_OPTIONS:-} -Pquickstart package -Dexample=quickstart -Dargs="--epochs 1 --port 0 --linger 0" >/dev/null # builds
java @examples/studies/target/start quickstart --epochs "$epochs" --port "$port" --linger 600 >"$work/training.log" 2>&1 &
processes="$processes $!"
begun=$(date +%s)
ask() { curl -fsS "http://127.0.0.1:$prometheus_port/api/v1/query?query=infoscope_training_epoch"; }
until ask | grep -q "\"$epochs\"\]"; do # the last epoch is scraped
  kill -0 "${processes##* }" || { cat "$work/training.log" >&2; exit 1; }
  sleep 2
done
node dashboards/pictures/frames.mjs "http://127.0.0.1:$prometheus_port" $(($(date +%s) - begun)) >"$work/frames.json"
node dashboards/pictures/draw.mjs "$work/frames.json" src/site/images
