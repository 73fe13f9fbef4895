// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dashboards;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a committed dashboard as Prometheus gets to see it: expressions and variables. */
public final class DashboardFile {
  private static final Pattern SELECTOR = Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)\\s*\\{");

  private final JsonNode root;

  private DashboardFile(JsonNode root) {
    this.root = root;
  }

  /**
   * One expression of a dashboard.
   *
   * @param where title of the panel and name of the query
   * @param text PromQL with variables
   * @param instant whether only the end of the time range is asked for
   */
  public record Expression(String where, String text, boolean instant) {
    /**
     * The series it selects.
     *
     * @return their names, sorted
     */
    public Set<String> series() {
      Set<String> names = new TreeSet<>();
      Matcher matcher = SELECTOR.matcher(text);
      while (matcher.find()) {
        names.add(matcher.group(1));
      }
      return names;
    }
  }

  /**
   * Where the committed file lies.
   *
   * @param dashboard which one
   * @return its path
   */
  public static Path path(Dashboards dashboard) {
    return RepositoryRoot.dashboards().resolve(dashboard.fileName());
  }

  /**
   * Reads the committed file of a dashboard.
   *
   * @param dashboard which one
   * @return the dashboard
   */
  public static DashboardFile of(Dashboards dashboard) {
    try {
      return new DashboardFile(new ObjectMapper().readTree(path(dashboard).toFile()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * All expressions of panels and annotations.
   *
   * @return in the order of the file
   */
  public List<Expression> expressions() {
    List<Expression> expressions = drawn();
    for (JsonNode annotation : root.path("annotations").path("list")) {
      if (annotation.has("expr")) {
        String where = annotation.path("name").asText();
        expressions.add(new Expression(where, annotation.path("expr").asText(), false));
      }
    }
    return expressions;
  }

  /** Expressions of panels only. */
  List<Expression> drawn() {
    List<Expression> expressions = new ArrayList<>();
    collect(root.path("panels"), expressions);
    return expressions;
  }

  private static void collect(JsonNode panels, List<Expression> into) {
    for (JsonNode panel : panels) {
      for (JsonNode target : panel.path("targets")) {
        String where = panel.path("title").asText() + "/" + target.path("refId").asText();
        boolean instant = target.path("instant").asBoolean();
        into.add(new Expression(where, target.path("expr").asText(), instant));
      }
      collect(panel.path("panels"), into);
    }
  }

  /** The variables, in an order in which each may use those before it. */
  Iterable<JsonNode> variables() {
    return root.path("templating").path("list");
  }
}
