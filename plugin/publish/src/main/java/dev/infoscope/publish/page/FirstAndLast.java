// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.page;

import dev.infoscope.measure.causal.CausalMetrics;
import dev.infoscope.measure.drift.DriftMetrics;
import dev.infoscope.measure.flow.FlowMetrics;
import dev.infoscope.measure.neuron.NeuronMetrics;
import dev.infoscope.measure.relay.RelayMetrics;
import dev.infoscope.report.ReadingEntry;
import dev.infoscope.report.ReportEntry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** First and last readings of modules, neurons, links and causal structure. Not thread-safe. */
final class FirstAndLast {
  private static final Set<String> FOLLOWED =
      Set.of(
          CausalMetrics.SENSITIVITY.meterName(),
          CausalMetrics.DEGENERACY.meterName(),
          DriftMetrics.CHANGE_EPOCH.meterName(),
          FlowMetrics.FLOW.meterName(),
          NeuronMetrics.DEAD.meterName(),
          RelayMetrics.INFORMATION.meterName(),
          RelayMetrics.MODULE_SIZE.meterName());

  /** First and last value of a series. */
  private record Course(String layer, Map<String, String> labels, double first, double last) {
    String words() {
      String name = labels.containsKey("source") ? labels.get("source") + " to " + layer : layer;
      return RunSummary.format("%s %.2f, at first %.2f", name, last, first);
    }
  }

  private final Map<SeriesKey, Course> courses = new LinkedHashMap<>();

  void add(ReportEntry entry) {
    for (ReadingEntry reading : entry.readings()) {
      Double value = reading.value();
      String layer = reading.layer();
      if (value != null && layer != null && FOLLOWED.contains(reading.metric())) {
        courses.merge(
            SeriesKey.of(reading),
            new Course(layer, reading.labels(), value, value),
            (old, now) -> new Course(layer, now.labels(), old.first(), now.last()));
      }
    }
  }

  private List<Course> of(String metric, String label, String value) {
    return courses.entrySet().stream()
        .filter(each -> each.getKey().metric().equals(metric))
        .sorted(
            Comparator.comparing(each -> Objects.requireNonNullElse(each.getKey().layerIndex(), 0)))
        .map(Map.Entry::getValue)
        .filter(course -> label.isEmpty() || value.equals(course.labels().get(label)))
        .toList();
  }

  /** What was noticed when. */
  List<String> changes() {
    List<String> said = new ArrayList<>();
    for (String event : List.of("compression", "collapse")) {
      List<Course> noticed =
          of(DriftMetrics.CHANGE_EPOCH.meterName(), "event", event).stream()
              .filter(course -> course.last() > 0)
              .toList();
      String what =
          event.equals("collapse") ? "A collapse of label information" : "Lasting compression";
      say(said, what + " was noticed (last time)", noticed, FirstAndLast::noticed);
    }
    return said;
  }

  private static String noticed(Course course) {
    String basis = course.labels().getOrDefault("basis", ""); // older files do not say it
    String by = basis.isEmpty() ? "" : " (" + basis + ")";
    return RunSummary.format("%s at epoch %.0f%s", course.layer(), course.last(), by);
  }

  /** Modules, neurons, links and causal structure, as far as they were measured. */
  private void dead(List<String> said) {
    List<Course> dead = of(NeuronMetrics.DEAD.meterName(), "", "");
    List<Course> some = dead.stream().filter(course -> course.last() > 0).toList();
    if (!dead.isEmpty() && some.isEmpty()) {
      said.add("No neuron is dead: each changes its value somewhere on the probe set.");
    }
    say(
        said,
        "Dead neurons, the same on the whole probe set",
        some,
        course ->
            RunSummary.format(
                "%s %.0f, at first %.0f", course.layer(), course.last(), course.first()));
  }

  List<String> modules() {
    List<String> said = new ArrayList<>();
    dead(said);
    List<Course> relay = of(RelayMetrics.INFORMATION.meterName(), "scope", "layer");
    say(said, "Relay information of whole layers, bits", relay, Course::words);
    sizes(said);
    say(said, "Mean flow per link, bits", of(FlowMetrics.FLOW.meterName(), "", ""), Course::words);
    List<Course> sensitivity = of(CausalMetrics.SENSITIVITY.meterName(), "", "");
    say(said, "Causal sensitivity, bits", sensitivity, Course::words);
    List<Course> degeneracy = of(CausalMetrics.DEGENERACY.meterName(), "kind", "parts");
    say(said, "Degeneracy by parts, bits", degeneracy, Course::words);
    return said;
  }

  private static String size(String layer, List<Course> classes) {
    double least = classes.stream().mapToDouble(Course::last).min().orElseThrow();
    double most = classes.stream().mapToDouble(Course::last).max().orElseThrow();
    String size = least == most ? "%s %.0f" : "%s %.0f to %.0f";
    return RunSummary.format(size, layer, least, most);
  }

  private void sizes(List<String> said) {
    Map<String, List<Course>> layers =
        of(RelayMetrics.MODULE_SIZE.meterName(), "", "").stream()
            .collect(Collectors.groupingBy(Course::layer, LinkedHashMap::new, Collectors.toList()));
    List<String> parts = new ArrayList<>();
    layers.forEach((layer, classes) -> parts.add(size(layer, classes)));
    if (!parts.isEmpty()) {
      said.add("Neurons that keep 95 % of a class's relay: " + String.join("; ", parts) + ".");
    }
  }

  private static void say(
      List<String> said, String what, List<Course> courses, Function<Course, String> words) {
    if (!courses.isEmpty()) {
      String all = courses.stream().map(words).collect(Collectors.joining("; "));
      said.add(what + ": " + all + ".");
    }
  }
}
