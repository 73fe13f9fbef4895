#!/bin/sh
# Builds the documentation site into target/site; open target/site/index.html, no server is needed. Broken links and
# pages that no menu lists are errors. Usage: src/site/build.sh [output folder]
set -eu
cd "$(dirname "$0")"
python=${PYTHON:-/usr/bin/python3}
packages="python3-sphinx furo python3-myst-parser python3-sphinx-copybutton"
"$python" -c 'import furo, myst_parser, sphinx, sphinx_copybutton' 2>/dev/null || {
  echo "Sphinx is needed: apt-get install $packages" >&2
  exit 1
}
out=${1:-../../target/site}
"$python" -m sphinx -q -W --keep-going -n -b html . "$out"
echo "$out/index.html"
