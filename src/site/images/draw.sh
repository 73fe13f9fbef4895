#!/bin/sh
# Makes the pictures of the live page anew, of real runs: sh src/site/images/draw.sh MNIST [RUNS]
# MNIST is a folder with the four idx files. Histories are kept in the folder RUNS if one is given, and those that
# are there already are not trained again. Needs Chromium; put -Dinfoscope.chromium=PATH into MVN_OPTIONS if it is
# not where Debian has it.
set -eu
data=${1:?usage: draw.sh MNIST [RUNS]}
data=$(cd "$data" && pwd)
if [ $# -gt 1 ]; then
  mkdir -p "$2"
  runs=$(cd "$2" && pwd)
else
  runs=$(mktemp -d)
  trap 'rm -rf "$runs"' EXIT
fi
cd "$(dirname "$0")/../../.."
export OMP_NUM_THREADS=1

train() { # name of the history, example, its options
  if [ -f "$runs/$1.jsonl" ]; then return; fi
  mvn -q ${MVN_OPTIONS:-} -Pquickstart package -Dexample="$2" -Dheap=3g \
    -Dargs="--port 0 --linger 0 --history $runs/$1.part $3" | tail -n 2
  mv "$runs/$1.part" "$runs/$1.jsonl" # only of runs that came to their end
}
train quickstart quickstart "--epochs 150"
train second quickstart "--epochs 150 --run second-seed --seed 2"
train mnist mnist "--data $data --epochs 6"
train deep deep ""
train broken fault "--data $data --rows 6000 --run broken --fault NAN"
train labels fault "--data $data --rows 6000 --run shuffled-labels --fault LABELS"

mvn -q ${MVN_OPTIONS:-} -Pbrowser verify -pl plugin/publish -am -Dtest=None -Dit.test='ScreenshotIT,ScreensIT#every*' \
  -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false \
  -Dinfoscope.required=true -Dinfoscope.histories="$runs" -Dinfoscope.pictures="$PWD/src/site/images" \
  -Dinfoscope.screens="$PWD/src/site/images/screens"
ls -l src/site/images/page-*.png src/site/images/mnist-*.png src/site/images/drift-*.png src/site/images/screens
