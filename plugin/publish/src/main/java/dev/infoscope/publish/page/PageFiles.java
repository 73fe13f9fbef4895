// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.page;

import dev.infoscope.publish.XmlText;
import dev.infoscope.publish.http.Response;
import dev.infoscope.publish.http.Route;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The files of the page, from the jar. Only what is listed here is served. */
final class PageFiles {
  static final String INDEX = "index.html";
  private static final String NO_DOCS = "<meta name=\"docs\" content=\"\">";
  static final String PLOT_LIBRARY = "uplot/uPlot.iife.min.js";

  /** In the order in which they are put into the page. */
  static final List<String> STYLES = List.of("uplot/uPlot.min.css", "page.css");

  /** Modules, each after those it imports. */
  static final List<String> MODULES =
      List.of(
          "format.js",
          "help.js",
          "layers.js",
          "address.js",
          "axes.js",
          "runTable.js",
          "facts.js",
          "palette.js",
          "probe.js",
          "store.js",
          "surface.js",
          "drift.js",
          "plane.js",
          "chartSvg.js",
          "chartMarks.js",
          "chart.js",
          "findings.js",
          "verdict.js",
          "words.js",
          "cards.js",
          "export.js",
          "source.js",
          "factsCard.js",
          "provenance.js",
          "verdictCard.js",
          "sections.js",
          "layerPicker.js",
          "viewState.js",
          "matrices.js",
          "heatScale.js",
          "heatmap.js",
          "flow.js",
          "matrixCards.js",
          "planeCards.js",
          "chartCards.js",
          "runs.js",
          "runTableCard.js",
          "page.js",
          "main.js");

  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "svg", "image/svg+xml");

  private PageFiles() {}

  static Map<String, Route> routes() {
    Map<String, Route> routes = new LinkedHashMap<>();
    routes.put("/", page());
    routes.put("/icon.svg", file("icon.svg"));
    routes.put("/" + PLOT_LIBRARY, file(PLOT_LIBRARY));
    MODULES.forEach(name -> routes.put("/" + name, file(name)));
    return routes;
  }

  private static Route file(String name) {
    String type = TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), "");
    return request -> {
      try {
        return Response.of(200, type, bytes(name));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    };
  }

  /** The styles are hashed now, so that the first reader does not wait for it. */
  private static Route page() {
    try {
      PageStyle style = PageStyle.read();
      String hash = style.hash();
      return request ->
          Response.of(200, TYPES.getOrDefault("html", ""), style.in(index())).allowingStyle(hash);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String index() {
    try {
      return index(DocsAddress.of(System.getProperty(DocsAddress.PROPERTY)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The page itself, which knows where the documentation is; an empty address for not at all. */
  static String index(String docs) throws IOException {
    String address = XmlText.escaped(docs).replace("\"", "&quot;");
    return text(INDEX).replace(NO_DOCS, NO_DOCS.replace("\"\"", '"' + address + '"'));
  }

  static String text(String name) throws IOException {
    return new String(bytes(name), StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String name) throws IOException {
    try (InputStream in = PageFiles.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException("the page lacks its file " + name);
      }
      return in.readAllBytes();
    }
  }
}
