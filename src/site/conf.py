"""Sphinx settings of the documentation site; `sh src/site/build.sh` builds it into target/site."""

import pathlib
import re

_site = pathlib.Path(__file__).resolve().parent
_pom = (_site.parents[1] / "pom.xml").read_text(encoding="utf-8")

project = "Infoscope"
copyright = "the Infoscope authors. Licence Apache-2.0"
release = version = re.search(r"<version>([^<]+)</version>", _pom).group(1)

extensions = ["myst_parser", "sphinx_copybutton"]
exclude_patterns = ["images"]
myst_enable_extensions = ["deflist"]
myst_heading_anchors = 4
copybutton_exclude = ".linenos, .gp, .go"
nitpicky = True

html_theme = "furo"
html_title = f"Infoscope {release}"
html_copy_source = False
html_show_sphinx = False
html_favicon = "../../plugin/publish/src/main/resources/dev/infoscope/publish/page/icon.svg"
pygments_style = "friendly"
pygments_dark_style = "monokai"

# Pages that live outside this folder, because they belong beside the files they describe, and the page here that
# includes them. Links to source files are only useful in the repository, so the site keeps their text.
_elsewhere = {"../../dashboards/README.md": "grafana.md", "../dashboards/README.md": "grafana.md"}
_source_link = re.compile(r"\[([^\]]+)\]\((?:\.\./)+(?:test|main|conf)/[^)]+\)")


def _resolve_links(app, docname, source):
    text = _source_link.sub(r"\1", source[0])
    for there, here in _elsewhere.items():
        text = text.replace(f"]({there})", f"]({here})")
    if docname == "runbooks/README":
        pages = sorted(page.stem for page in (_site / "runbooks").glob("[!R]*.md")) + ["ReadingsSaturated"]
        text += "\n```{toctree}\n:hidden:\n\n" + "\n".join(pages) + "\n```\n"
    source[0] = text


def setup(app):
    app.connect("source-read", _resolve_links)
