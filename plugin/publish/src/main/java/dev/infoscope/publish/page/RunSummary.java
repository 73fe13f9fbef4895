// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.page;

import dev.infoscope.measure.plane.PlaneMetrics;
import dev.infoscope.publish.history.SessionEnd;
import dev.infoscope.report.Health;
import dev.infoscope.report.ReadingEntry;
import dev.infoscope.report.ReportEntry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A summary of a run in words: what happened, which layers compressed when, and what not to trust.
 * Takes the entries one by one, in the order of training ({@link RunsOfFile} leaves out what a
 * resumed run replaced), and keeps a few numbers per layer, not the entries. Not thread-safe.
 */
final class RunSummary {
  /** A chapter: its title and its sentences. */
  record Chapter(String title, List<String> sentences) {}

  private static final String SIGNAL = "activation";

  private record Line(String estimator, int layerIndex, String layer) {}

  private final Map<Line, PlaneTrajectory> trajectories = new LinkedHashMap<>();
  private final Map<String, Map<String, Map<String, Integer>>> uncertainties = new TreeMap<>();
  private final Map<String, Set<String>> furtherUncertainties = new TreeMap<>();
  private final FirstAndLast firstAndLast = new FirstAndLast();
  private @Nullable ReportEntry first;
  private @Nullable ReportEntry last;
  private @Nullable Health health;
  private @Nullable SessionEnd end;
  private int snapshots;

  void add(ReportEntry entry) {
    first = first == null ? entry : first;
    last = entry;
    end = null; // of an earlier session
    health = entry.health() == null ? health : entry.health();
    snapshots++;
    firstAndLast.add(entry);
    for (ReadingEntry reading : entry.readings()) {
      add(entry, reading);
    }
  }

  private void add(ReportEntry entry, ReadingEntry reading) {
    boolean input = reading.metric().equals(PlaneMetrics.INPUT.meterName());
    boolean label = reading.metric().equals(PlaneMetrics.LABEL.meterName());
    if (reading.layer() == null || reading.layerIndex() == null || !input && !label) {
      addUncertainty(reading);
      return;
    }
    String estimator = estimatorOf(reading.labels());
    Line line = new Line(estimator, reading.layerIndex(), reading.layer());
    PlaneTrajectory trajectory = trajectories.computeIfAbsent(line, fresh -> new PlaneTrajectory());
    trajectory.add(entry.epoch(), reading, input);
    String quantity = (input ? "I(X;T) " : "I(T;Y) ") + estimator;
    reading.flags().forEach(flag -> question(flag, quantity, line.layer()));
  }

  /** How the session of the last report ended. */
  void ended(SessionEnd how) {
    end = how;
  }

  private void question(String flag, String quantity, String layer) {
    uncertainties
        .computeIfAbsent(flag, f -> new TreeMap<>())
        .computeIfAbsent(quantity, q -> new LinkedHashMap<>())
        .merge(layer, 1, Integer::sum);
  }

  /** Conductances are a signal of their own, never told together with activations. */
  private static String estimatorOf(Map<String, String> labels) {
    String estimator = labels.getOrDefault("estimator", "");
    String signal = labels.getOrDefault("signal", SIGNAL);
    return signal.equals(SIGNAL) ? estimator : estimator + " (" + signal + ")";
  }

  /** Of the other measures only what is in question: what follows from the planes is left out. */
  private void addUncertainty(ReadingEntry reading) {
    if (reading.metric().startsWith("infoscope.information.")
        || reading.metric().startsWith("infoscope.drift.")) {
      return;
    }
    String name = reading.metric().replace("infoscope.", "").replace('.', ' ');
    for (String flag : reading.flags()) {
      furtherUncertainties.computeIfAbsent(flag, f -> new TreeSet<>()).add(name);
    }
  }

  List<Chapter> chapters() {
    List<Chapter> chapters = new ArrayList<>();
    if (first != null && last != null) {
      chapters.add(new Chapter("What happened", happened(first, last)));
      chapters.add(new Chapter("Which layers compressed, and when", compressed()));
      List<String> modules = firstAndLast.modules();
      if (!modules.isEmpty()) {
        chapters.add(new Chapter("Modules, neurons and links", modules));
      }
      chapters.add(new Chapter("What not to trust", disbelief()));
    }
    return chapters;
  }

  private List<String> happened(ReportEntry from, ReportEntry to) {
    List<String> said = new ArrayList<>();
    said.add(examined(from, to));
    if (end != null || Boolean.TRUE.equals(to.endFollows())) {
      said.add(ended(end, to));
    }
    if (to.provenance() != null) {
      said.add("Measured by " + to.provenance().conditions().words() + ".");
    }
    if (!to.tags().isEmpty()) {
      said.add("Tags: " + joined(to.tags()) + ".");
    }
    if (from.score() != null && to.score() != null) {
      said.add(format("The loss went from %.4g to %.4g.", from.score(), to.score()));
    }
    if (!to.skipped().isEmpty()) {
      said.add("Not examined: " + joined(to.skipped()) + ".");
    }
    said.add(failed(health == null ? Map.of() : health.failures()));
    return said;
  }

  private String examined(ReportEntry from, ReportEntry to) {
    String planned = to.plannedEpochs() > 0 ? " of " + to.plannedEpochs() + " planned" : "";
    return format(
        "%s (%s) was measured %d times, from epoch %d to %d%s.",
        to.run(), to.model(), snapshots, from.epoch(), to.epoch(), planned);
  }

  private static String ended(@Nullable SessionEnd end, ReportEntry last) {
    boolean early = last.plannedEpochs() > 0 && last.epoch() < last.plannedEpochs();
    if (end == null) {
      return format(
          "It stops at epoch %d: its process ended without close(), or still trains.",
          last.epoch());
    }
    if (!end.whyUnwatched().isEmpty()) {
      return "From then on it was not watched: " + end.whyUnwatched() + ".";
    }
    return end.isFinished()
        ? "It finished" + (early ? " before the end of its plan, as asked." : ".")
        : "It was closed" + (early ? " before the end of its plan." : ".");
  }

  private static String failed(Map<String, Long> failures) {
    long count = failures.values().stream().mapToLong(Long::longValue).sum();
    return count == 0
        ? "Nothing failed inside Infoscope."
        : format(
            "Inside Infoscope %d times something failed (%s); training went on.",
            count, joined(failures));
  }

  private static String joined(Map<String, ?> map) {
    return map.entrySet().stream()
        .map(each -> each.getKey() + ": " + each.getValue())
        .collect(Collectors.joining(", "));
  }

  private List<String> compressed() {
    List<String> said = new ArrayList<>();
    trajectories.keySet().stream()
        .map(Line::estimator)
        .distinct()
        .forEach(estimator -> said.add(compressed(estimator)));
    said.addAll(firstAndLast.changes());
    return said;
  }

  private String compressed(String estimator) {
    List<String> parts = new ArrayList<>();
    trajectories.forEach(
        (line, trajectory) -> {
          if (line.estimator().equals(estimator) && trajectory.hasCompressed()) {
            parts.add(line.layer() + " " + trajectory.words());
          }
        });
    return parts.isEmpty()
        ? "By the " + estimator + " estimator no layer compressed."
        : "By the " + estimator + " estimator: " + String.join("; ", parts) + ".";
  }

  private List<String> disbelief() {
    List<String> said = new ArrayList<>();
    uncertainties.forEach((flag, where) -> said.add(questioned(HeadWriter.words(flag), where)));
    furtherUncertainties.forEach((flag, names) -> said.add(ofSome(flag, names)));
    said.add(
        "Estimators cannot be compared with each other; compare layers and epochs under one, and"
            + " trust trends that several show.");
    return said;
  }

  private static String ofSome(String flag, Collection<String> names) {
    String where = String.join(", ", names);
    return format("Of some layers or epochs, %s: %s.", HeadWriter.words(flag), where);
  }

  private String questioned(String words, Map<String, Map<String, Integer>> where) {
    List<String> parts = new ArrayList<>();
    where.forEach(
        (quantity, layers) -> {
          List<String> names = new ArrayList<>();
          layers.forEach((layer, times) -> names.add(layer + often(times)));
          parts.add(quantity + " of " + String.join(", ", names));
        });
    String start = Character.toUpperCase(words.charAt(0)) + words.substring(1);
    return start + ". So it is for " + String.join("; ", parts) + ".";
  }

  private String often(int times) {
    return times == snapshots ? "" : String.format(Locale.ROOT, " (%d of %d)", times, snapshots);
  }

  static String format(String template, Object... values) {
    return String.format(Locale.ROOT, template, values);
  }
}
