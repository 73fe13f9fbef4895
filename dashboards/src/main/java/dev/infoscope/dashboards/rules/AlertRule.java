// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dashboards.rules;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One alert.
 *
 * @param name in the manner of Prometheus, without spaces; also the name of its runbook page
 * @param expression what returns a series for each thing that is wrong
 * @param pending how long it must be so, as in {@code 15s}
 * @param severity {@code critical}: training is lost time from here on; {@code warning}: somebody
 *     should look; {@code info}: to be seen on a dashboard, sent to nobody
 * @param summary one line with values, a template of Prometheus
 * @param description what it means and what to do first, a template of Prometheus
 */
record AlertRule(
    String name,
    String expression,
    String pending,
    String severity,
    String summary,
    String description) {
  private static final String RUNBOOKS = "src/site/runbooks/";

  /** The page that says what to do, from the root of the repository. */
  String runbook() {
    return RUNBOOKS + name + ".md";
  }

  Map<String, Object> annotations() {
    Map<String, Object> annotations = new LinkedHashMap<>();
    annotations.put("summary", summary);
    annotations.put("description", description);
    annotations.put("runbook_url", runbook());
    return annotations;
  }
}
