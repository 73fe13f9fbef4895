#!/bin/sh
# Writes src/site/safety.md, the table of what was tried to harm the host of a training and how often it held.
# Usage: sh src/site/safety.sh      of what the last `mvn verify` left in target/tried of each module
#        sh src/site/safety.sh run  runs the tests marked @Tried of all modules first, in full (ten minutes)
set -eu
cd "$(dirname "$0")/../.."
export LC_ALL=C
tab=$(printf '\t')

if [ "${1:-}" = run ]; then
  find . -type d -path '*/target/*' -name tried -prune -exec rm -r {} +
  export OMP_NUM_THREADS=1
  mvn -q -Phack -Djacoco.skip=true verify -Dgroups=tried -Dsurefire.failIfNoSpecifiedTests=false \
    -Dinfoscope.mutations=500 -Dinfoscope.faults=5
  for profile in kinds browser; do
    mvn -q -Phack,$profile -Djacoco.skip=true verify -pl plugin/publish,plugin/infoscope -am -Dtest=None \
      -Dsurefire.failIfNoSpecifiedTests=false
  done
fi

# Area, what was tried, Class.method, tries, held: one line per test, sorted.
rows=$(find . -path '*/target/*' -path '*/tried/*' -name '*.tsv' | while IFS= read -r file; do
  class=$(basename "$file" .tsv)
  awk -F "$tab" -v OFS="$tab" -v class="${class##*.}" '{ print $1, $2, class "." $3, $4, $5 }' "$file"
done | sort -u -t "$tab" -k1,1 -k2,2 -k3,3)
if [ -z "$rows" ]; then
  echo "safety.sh: no module has target/tried; run mvn verify first, or: sh src/site/safety.sh run" >&2
  exit 1
fi

section() { # area, heading, what must stay unharmed
  printf '%s\n' "$rows" | awk -F "$tab" -v area="$1" -v head="$2" -v what="$3" '
    $1 == area {
      if (!seen++) {
        printf "\n## %s\n\n%s\n\n| what was tried | test | tries | held |\n|---|---|---:|---:|\n", head, what
      }
      gsub(/\|/, "\\|", $2)
      printf "| %s | `%s` | %s | %s |\n", $2, $3, $4, $5
    }'
}

{
  cat <<'HEAD'
# Safety: what was tried, what held

Tests that try to harm the host of a training are marked `@Tried`. This table is written by `sh src/site/safety.sh` from what they left when they last ran (`sh src/site/safety.sh run` runs them first); nothing in it is written by hand, and `SafetyTableTest` fails when a marked test is not in it or a row has no test. Each try of a parameterised test counts; 0 tries means that the machine lacked what the test needs.
HEAD
  section TRAINING Training 'Same parameters, to the bit, as without Infoscope; no exception, no wait.'
  section FAILURES Failures 'Failures inside are counted, and nothing waits longer than its deadline.'
  section RESOURCES Resources 'Memory, processor time and threads stay within their stated limits.'
  section FILES Files 'Files that are read, written or shared.'
  section NETWORK Network 'Whatever comes in by the network.'
  section NAMES Names 'Series, labels and names that others share.'
} > src/site/safety.md
printf '%s\n' "$rows" | awk -F "$tab" '{ tries += $4; held += $5 } END { print NR " tests, " tries " tries, " held " held" }'
