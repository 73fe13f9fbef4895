// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.answer;

import dev.infoscope.measure.Reading;
import dev.infoscope.report.Conditions;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a measure found in files. Parameters and diagnostics hold numbers, texts, truth values,
 * lists, arrays of numbers and maps of these.
 *
 * @param measure name of the measure, as on the command line
 * @param conditions version, seed and threads
 * @param parameters everything needed to repeat it, the conditions included
 * @param readings what was measured
 * @param diagnostics what to know before believing it
 */
public record Answer(
    String measure,
    Conditions conditions,
    Map<String, Object> parameters,
    List<Reading> readings,
    Map<String, Object> diagnostics) {
  /** Copies the collections; the maps keep their order, with the conditions first. */
  public Answer {
    Map<String, Object> all = new LinkedHashMap<>(conditions.parameters());
    all.putAll(parameters);
    parameters = Collections.unmodifiableMap(all);
    readings = List.copyOf(readings);
    diagnostics = Collections.unmodifiableMap(new LinkedHashMap<>(diagnostics));
  }
}
