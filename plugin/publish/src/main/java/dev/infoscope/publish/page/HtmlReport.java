// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.page;

import dev.infoscope.publish.XmlText;
import dev.infoscope.publish.history.SessionEnd;
import dev.infoscope.publish.history.SkippedLines;
import dev.infoscope.report.ReportEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A history as one HTML file that needs nothing else, no server and no network: the views of the
 * live page, and before them a summary in words that is readable without scripts too.
 *
 * <p>Its policy allows the scripts and styles in it, by their hashes, and nothing from elsewhere.
 */
public final class HtmlReport {
  private static final Pattern ASSETS =
      Pattern.compile("<!-- assets -->.*<!-- /assets -->", Pattern.DOTALL);

  /** One run of the file. */
  private record Part(Channel channel, RunSummary summary) {}

  private static final class PartMaker implements RunsOfFile.Maker<Part> {
    @Override
    public Part begin(ReportEntry first) {
      Channel channel = Channel.inFile();
      channel.begin(first);
      return new Part(channel, new RunSummary());
    }

    @Override
    public void add(Part part, ReportEntry entry) {
      part.channel().add(entry);
      part.summary().add(entry);
      if (entry.health() != null) {
        part.channel().update(entry.health());
      }
    }

    @Override
    public void ended(Part part, SessionEnd end) {
      part.channel().ended(end);
      part.summary().ended(end);
    }
  }

  private HtmlReport() {}

  /**
   * Writes the report.
   *
   * @param history a history file
   * @param out where to; replaced if there
   * @return the damaged lines that were left out
   * @throws IOException if the history cannot be read or holds nothing, or the report cannot be
   *     written
   */
  public static SkippedLines write(Path history, Path out) throws IOException {
    return write(List.of(history), out).get(0);
  }

  /**
   * Writes the report of several histories, whose runs the reader can lay beside each other.
   *
   * @param histories history files
   * @param out where to; replaced if there
   * @return for each history the damaged lines that were left out
   * @throws IOException if a history cannot be read or holds nothing, or the report cannot be
   *     written
   */
  public static List<SkippedLines> write(List<Path> histories, Path out) throws IOException {
    List<Part> parts = new ArrayList<>();
    List<SkippedLines> skipped = new ArrayList<>();
    for (Path history : histories) {
      skipped.add(read(history, parts));
    }
    Files.writeString(out, html(parts, skipped));
    return skipped;
  }

  private static SkippedLines read(Path history, List<Part> into) throws IOException {
    RunsOfFile<Part> file = RunsOfFile.read(history, new PartMaker());
    into.addAll(file.runs());
    return file.skipped();
  }

  private static String html(List<Part> parts, List<SkippedLines> skipped) throws IOException {
    String library = PageFiles.text(PageFiles.PLOT_LIBRARY);
    String script = PageScript.text();
    PageStyle style = PageStyle.read();
    String data = data(parts).replace("<", "\\u003c"); // nothing in it can end the element
    String head =
        String.format(
            Locale.ROOT,
            """
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src %s %s; \
            style-src %s; img-src data: blob:; base-uri 'none'; form-action 'none'">
            %s<script type="application/json" id="infoscope-data">%s</script>
            <script>%s</script>
            <script type="module">%s</script>
            """,
            PageStyle.hash(library),
            PageStyle.hash(script),
            style.hash(),
            style.element(),
            data,
            library,
            script);
    String page = PageFiles.index(DocsAddress.of(System.getProperty(DocsAddress.PROPERTY)));
    return ASSETS
        .matcher(page)
        .replaceFirst(match -> Matcher.quoteReplacement(head))
        .replace("<!-- summary -->", summary(parts, skipped));
  }

  private static String data(List<Part> parts) {
    RunsTable table = RunsTable.of(parts.stream().map(part -> part.channel().row()).toList());
    return Json.array(parts.stream().map(part -> part.channel().snapshot(table)).toList());
  }

  private static String summary(List<Part> parts, List<SkippedLines> skipped) {
    StringBuilder html = new StringBuilder("<section id=\"summary\" class=\"card\">\n");
    html.append("<h2>Summary</h2>\n");
    for (SkippedLines each : skipped) {
      if (!each.isEmpty()) {
        html.append("<p class=\"flag\">").append(XmlText.escaped(each.words())).append("</p>\n");
      }
    }
    for (Part part : parts) {
      html.append("<div class=\"chapters\">\n");
      part.summary().chapters().forEach(chapter -> append(html, chapter));
      html.append("</div>\n");
    }
    return html.append("</section>").toString();
  }

  private static void append(StringBuilder html, RunSummary.Chapter chapter) {
    html.append("<div><h3>").append(XmlText.escaped(chapter.title())).append("</h3>\n<ul>\n");
    for (String each : chapter.sentences()) {
      html.append("<li>").append(XmlText.escaped(each)).append("</li>\n");
    }
    html.append("</ul></div>\n");
  }
}
