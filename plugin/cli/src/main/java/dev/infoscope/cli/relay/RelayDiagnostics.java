// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.relay;

import dev.infoscope.estimate.Estimate;
import dev.infoscope.estimate.ShuffledNull;
import dev.infoscope.measure.relay.ClassRelay;
import dev.infoscope.measure.relay.Concept;
import dev.infoscope.measure.relay.RelayPath;
import dev.infoscope.measure.relay.SubsetTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What to know beside the readings, as it is printed in JSON. */
final class RelayDiagnostics {
  private RelayDiagnostics() {}

  static Map<String, Object> of(RelayOptions options, RelayResult result) {
    Map<String, Object> paths = new LinkedHashMap<>();
    Map<String, Object> information = new LinkedHashMap<>();
    Map<String, Object> exhaustive = new LinkedHashMap<>();
    information.put("all", terms(result.relay().whole()));
    for (ClassRelay one : result.classes()) {
      RelayPath path = one.path();
      Concept concept = one.concept();
      if (path != null && concept != null) {
        int[] units = result.relay().units();
        paths.put(result.name(one), steps(path, units, options.corrected()));
        information.put(result.name(one), terms(concept, one.information()));
        if (options.exhaustive()) {
          exhaustive.put(result.name(one), sets(concept, path, units, options.threads()));
        }
      }
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("samples", result.relay().whole().uncertainty().samples());
    json.put("units", result.relay().units());
    json.put("patterns", result.relay().whole().uncertainty().distinct());
    json.put("coverage", result.relay().coverage());
    json.put("smearedness", result.relay().smearedness().mean());
    json.put("information", information);
    json.put("paths", paths);
    if (options.exhaustive()) {
      json.put("exhaustive", exhaustive);
    }
    return json;
  }

  private static Map<String, Object> terms(Concept concept, Estimate estimate) {
    Map<String, Object> terms = terms(estimate);
    terms.put("unexplained", concept.unexplained());
    return terms;
  }

  private static Map<String, Object> terms(Estimate estimate) {
    ShuffledNull none = estimate.uncertainty().chance();
    Map<String, Object> terms = new LinkedHashMap<>();
    terms.put("inputOutput", estimate.uncertainty().ceiling());
    terms.put("nullMean", none.mean());
    terms.put("nullDeviation", none.deviation());
    terms.put("biasCorrection", estimate.uncertainty().correction());
    return terms;
  }

  /** First all neurons, then who left, what remains, and how many were as good to remove. */
  private static List<Map<String, @Nullable Object>> steps(
      RelayPath path, int[] units, boolean corrected) {
    double[] values = corrected ? path.corrected() : path.values();
    List<Map<String, @Nullable Object>> steps = new ArrayList<>();
    for (int step = 0; step <= path.units(); step++) {
      Map<String, @Nullable Object> one = new LinkedHashMap<>();
      one.put("removed", step == 0 ? null : units[path.removed()[step - 1]]);
      one.put("value", values[step]);
      one.put("ties", step == 0 ? 1 : path.ties()[step - 1]);
      one.put("activeCells", path.active()[step]);
      steps.add(one);
    }
    return steps;
  }

  /** The best set of each size, and what the path misses. */
  private static Map<String, Object> sets(
      Concept concept, RelayPath path, int[] units, int threads) {
    SubsetTable table = concept.subsets(threads);
    double[] shortfall = table.shortfall(path);
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("sets", table.sets());
    json.put("shareAboveGreedy", table.shareAbove(path));
    json.put("largestShortfall", Arrays.stream(shortfall).max().orElse(0));
    json.put("sizes", sizes(table, shortfall, units));
    return json;
  }

  private static List<Map<String, Object>> sizes(
      SubsetTable table, double[] shortfall, int... units) {
    List<Map<String, Object>> sizes = new ArrayList<>();
    int[] best = table.best();
    for (int size = 0; size < best.length; size++) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("best", members(best[size], units));
      one.put("value", table.value(best[size]));
      one.put("shortfall", shortfall[size]);
      sizes.add(one);
    }
    return sizes;
  }

  private static int[] members(int set, int... units) {
    return IntStream.range(0, units.length)
        .filter(unit -> (set >> unit & 1) == 1)
        .map(unit -> units[unit])
        .toArray();
  }
}
