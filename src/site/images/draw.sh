#!/bin/sh
# Makes the pictures of the live page anew, of real runs: sh src/site/images/draw.sh FOLDER
# FOLDER holds the four idx files of MNIST. Needs Chromium; -Dinfoscope.chromium=PATH in MVN_OPTIONS if it is elsewhere.
set -eu
data=${1:?usage: draw.sh FOLDER_WITH_MNIST}
data=$(cd "$data" && pwd)
cd "$(dirname "$0")/../../.."
runs=$(mktemp -d)
trap 'rm -rf "$runs"' EXIT
export OMP_NUM_THREADS=1

train() { # name of the history, example, its options
  mvn -q ${MVN_OPTIONS:-} -Pquickstart package -Dexample="$2" -Dheap=3g \
    -Dargs="--port 0 --history $runs/$1.jsonl $3" | tail -n 2
}
train quickstart quickstart "--epochs 150"
train second quickstart "--epochs 150 --run second-seed --seed 2"
train mnist mnist "--data $data --epochs 6"
train labels fault "--data $data --rows 6000 --run shuffled-labels --fault LABELS"

mvn -q ${MVN_OPTIONS:-} -Pbrowser verify -pl plugin/publish -am -Dtest=None -Dit.test=ScreenshotIT \
  -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false \
  -Dinfoscope.required=true -Dinfoscope.histories="$runs" -Dinfoscope.pictures="$PWD/src/site/images"
ls -l src/site/images/page-*.png src/site/images/mnist-*.png src/site/images/drift-*.png
