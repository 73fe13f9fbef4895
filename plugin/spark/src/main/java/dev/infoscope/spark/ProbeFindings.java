// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.spark;

import dev.infoscope.dl4j.BlockExaminer;
import dev.infoscope.dl4j.probe.OmpThreads;
import dev.infoscope.estimate.Flag;
import dev.infoscope.measure.CountedMeasure;
import dev.infoscope.measure.Findings;
import dev.infoscope.measure.Matrix;
import dev.infoscope.measure.Measure;
import dev.infoscope.measure.Reading;
import dev.infoscope.measure.SnapshotCounts;
import dev.infoscope.measure.SnapshotSummary;
import dev.infoscope.network.LayerSnapshot;
import dev.infoscope.network.Moment;
import dev.infoscope.network.ObservedMap;
import dev.infoscope.network.Snapshot;
import dev.infoscope.report.EpochReport;
import dev.infoscope.report.Provenance;
import dev.infoscope.report.Run;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the driver makes of the two passes: readings of all measures. */
final class ProbeFindings {
  private final ProbeTasks tasks;
  private final BlockExaminer examiner;
  private final Snapshot like;
  private final List<Reading> readings = new ArrayList<>();
  private final List<Matrix> matrices = new ArrayList<>();
  private final Map<String, Duration> durations = new TreeMap<>();

  private @Nullable SnapshotSummary summary;

  /** A measurement to be made. */
  private interface Work {
    Findings measure() throws Exception;
  }

  ProbeFindings(ProbeTasks tasks, Moment moment) {
    this.tasks = tasks;
    this.examiner = tasks.network().examiner(moment, true);
    this.like = tasks.network().like(examiner);
  }

  /** Takes all readings. */
  ProbeFindings take(byte[] scan, byte[] counted) throws Exception {
    FirstPass pass = FirstPass.fromBytes(scan);
    SnapshotSummary summary = pass.scan().snapshot();
    this.summary = summary;
    CountedMeasures measures = tasks.plan().counted();
    measures.counts(like, summary); // freezes bins
    List<SnapshotCounts> counts = measures.read(summary, counted);
    for (int i = 0; i < counts.size(); i++) {
      CountedMeasure measure = measures.measures().get(i);
      SnapshotCounts all = counts.get(i);
      add(measure, () -> measure.findings(like, summary, all));
    }
    Snapshot weights = weights(pass.seen());
    for (Measure measure : tasks.plan().ofWeights()) {
      add(measure, () -> measure.measure(weights));
    }
    Snapshot rows = summary.rows(like);
    for (Measure measure : tasks.plan().sampled()) {
      add(measure, () -> sampled(measure.measure(rows), summary));
    }
    return this;
  }

  private void add(Measure measure, Work work) throws Exception {
    long start = System.nanoTime();
    Findings found = work.measure();
    readings.addAll(found.readings());
    matrices.addAll(found.matrices());
    durations.put(measure.name(), Duration.ofNanos(System.nanoTime() - start));
  }

  /** The network with the ranges that all rows have shown; its rows are none of them. */
  private Snapshot weights(SeenRanges seen) {
    List<LayerSnapshot> layers = new ArrayList<>();
    for (LayerSnapshot layer : like.layers()) {
      @Nullable ObservedMap map = seen.over(layer);
      layers.add(
          new LayerSnapshot(
              layer.layer(), layer.activations(), map, layer.sources(), layer.logits()));
    }
    return new Snapshot(
        like.moment(),
        like.labels(),
        like.classes(),
        like.predictions(),
        layers,
        like.inputs(),
        null);
  }

  private static Findings sampled(Findings found, SnapshotSummary summary) {
    return summary.keepsAll()
        ? found
        : new Findings(
            found.readings().stream()
                .map(reading -> reading.flagged(Set.of(Flag.SAMPLED)))
                .toList(),
            found.matrices());
  }

  /** The report. */
  EpochReport report(String run, String model, Map<String, Object> tags) {
    SnapshotSummary all = summary;
    if (all == null) {
      throw new IllegalStateException("nothing was taken");
    }
    return new EpochReport(
        new Run(run, model, 0, provenance(all)).withTags(tags),
        like.moment(),
        readings,
        matrices,
        examiner.skipped(),
        durations);
  }

  private Provenance provenance(SnapshotSummary all) {
    ProbePlan plan = tasks.plan();
    Map<String, Object> settings = new TreeMap<>(plan.settings());
    settings.putAll(tasks.network().settings());
    return new Provenance(
        Provenance.currentVersion(),
        settings,
        plan.seed(),
        1,
        OmpThreads.count(),
        (int) Math.min(Integer.MAX_VALUE, all.samples()),
        like.classes(),
        String.format(Locale.ROOT, "%016x", all.fingerprint()));
  }

  List<Reading> readings() {
    return readings;
  }

  List<Matrix> matrices() {
    return matrices;
  }

  /** How long the driver took, by measure. */
  Map<String, Duration> durations() {
    return durations;
  }

  /** Rows of the probe of which values have come to the driver. */
  int keptRows() {
    return summary == null ? 0 : summary.rows(like).examples();
  }
}
