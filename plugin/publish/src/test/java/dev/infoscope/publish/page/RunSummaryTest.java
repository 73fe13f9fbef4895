// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infoscope.estimate.Flag;
import dev.infoscope.estimate.Uncertainty;
import dev.infoscope.measure.Metric;
import dev.infoscope.measure.Reading;
import dev.infoscope.measure.drift.DriftMetrics;
import dev.infoscope.measure.flow.FlowMetrics;
import dev.infoscope.measure.neuron.NeuronMetrics;
import dev.infoscope.measure.plane.PlaneMetrics;
import dev.infoscope.measure.relay.RelayMetrics;
import dev.infoscope.network.Layer;
import dev.infoscope.network.Moment;
import dev.infoscope.publish.Reports;
import dev.infoscope.publish.history.SessionEnd;
import dev.infoscope.report.EpochReport;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class RunSummaryTest {
  private static final Layer LAYER = new Layer(0, "dense", "DenseLayer", null, "");

  private final RunSummary summary = new RunSummary();

  private void look(int epoch, Reading... readings) {
    Moment moment = new Moment(epoch, epoch, Instant.EPOCH, 1.0 / epoch);
    EpochReport report =
        new EpochReport(Reports.RUN, moment, List.of(readings), Map.of(), Map.of());
    summary.add(report.entry());
  }

  private static Reading reading(
      Metric metric, Map<String, String> labels, double value, Flag... flags) {
    return new Reading(metric, LAYER, labels, value, Uncertainty.of(100, 9), Set.of(flags));
  }

  private static Reading input(String signal, double value) {
    return reading(PlaneMetrics.INPUT, Map.of("signal", signal, "estimator", "binned"), value);
  }

  private String chapter(String title) {
    return summary.chapters().stream()
        .filter(chapter -> chapter.title().equals(title))
        .flatMap(chapter -> chapter.sentences().stream())
        .collect(Collectors.joining("\n"));
  }

  private static SessionEnd end(String how) {
    return new SessionEnd(4, how, "", "r", "m", 10, 3, 3, "", null, List.of(), List.of());
  }

  private static Reading label(double value) {
    Map<String, String> labels = Map.of("signal", "activation", "estimator", "binned");
    return reading(PlaneMetrics.LABEL, labels, value);
  }

  private String compression() {
    return chapter("Which layers compressed, and when").lines().findFirst().orElseThrow();
  }

  @Test
  void aCompressionIsToldWithWhatIsKnownOfTheLabel() {
    String fell = "By the binned estimator: dense from 4.00 bits about the input at epoch 1 to ";
    look(1, input("activation", 4), label(Double.NaN));
    look(2, input("activation", 3));
    assertThat(compression()).isEqualTo(fell + "3.00 at epoch 2.");
    look(3, input("activation", 2), label(1.5));
    assertThat(compression()).isEqualTo(fell + "2.00 at epoch 3, while I(T;Y) came to 1.50.");
  }

  @Test
  void aCompressionIsToldFromTheEpochAtWhichMostWasKept() {
    look(1, input("activation", 3), label(0.25));
    look(2, input("activation", 4), label(0.5));
    look(3, input("activation", 2), label(1.5));
    assertThat(compression()).endsWith("at epoch 3, while I(T;Y) went from 0.50 to 1.50.");
    look(4, input("activation", 5));
    look(5, input("activation", 2), label(1.25));
    assertThat(compression()).as("epoch 4 has none").endsWith(", while I(T;Y) came to 1.25.");
  }

  @Test
  void theEndOfARunIsToldWhereTheFileTellsIt() {
    look(3);
    assertThat(chapter("What happened")).doesNotContain("It ");
    Moment moment = new Moment(3, 3, Instant.EPOCH, 1);
    EpochReport report = new EpochReport(Reports.RUN, moment, List.of(), Map.of(), Map.of());
    summary.add(report.entry().withEndFollowing());
    assertThat(chapter("What happened"))
        .contains("It stops at epoch 3: its process ended without close(), or still trains.");
    summary.ended(end(SessionEnd.CLOSED));
    assertThat(chapter("What happened")).contains("It was closed before the end of its plan.");
    summary.ended(end(SessionEnd.FINISHED));
    assertThat(chapter("What happened"))
        .contains("It finished before the end of its plan, as asked.");
  }

  @Test
  void theTagsOfTheRunAreNamed() {
    Moment moment = new Moment(1, 1, Instant.EPOCH, 1);
    EpochReport report =
        new EpochReport(
            Reports.RUN.withTags(Map.of("lr", 0.01)), moment, List.of(), Map.of(), Map.of());
    summary.add(report.entry());
    assertThat(chapter("What happened")).contains("Tags: lr: 0.01.");
  }

  @Test
  void conductancesAreNotMixedUpWithActivations() {
    look(1, input("activation", 4), input("conductance", 8));
    look(2, input("activation", 5), input("conductance", 3));
    assertThat(chapter("Which layers compressed, and when"))
        .contains("By the binned estimator no layer compressed.")
        .contains("By the binned (conductance) estimator: dense from 8.00 bits");
  }

  @Test
  void changesAreSaidWithTheirEpoch() {
    look(
        1, reading(DriftMetrics.CHANGE_EPOCH, Map.of("event", "collapse", "basis", "pairwise"), 0));
    assertThat(chapter("Which layers compressed, and when")).doesNotContain("collapse");
    look(
        9, reading(DriftMetrics.CHANGE_EPOCH, Map.of("event", "collapse", "basis", "pairwise"), 7));
    assertThat(chapter("Which layers compressed, and when"))
        .contains(
            "A collapse of label information was noticed (last time): dense at epoch 7"
                + " (pairwise).");
  }

  @Test
  void modulesNeuronsAndLinksAreSummedUp() {
    look(1, neuron(0), relay(1.5), size("0", 9), size("1", 4), flow(0.1));
    look(2, neuron(3), relay(2.25), size("0", 6), size("1", 2), flow(0.4));
    assertThat(chapter("Modules, neurons and links"))
        .contains("Dead neurons, the same on the whole probe set: dense 3, at first 0.")
        .contains("Relay information of whole layers, bits: dense 2.25, at first 1.50.")
        .contains("Neurons that keep 95 % of a class's relay: dense 2 to 6.")
        .contains("Mean flow per link, bits: input to dense 0.40, at first 0.10.");
  }

  private static Reading neuron(int dead) {
    return reading(NeuronMetrics.DEAD, Map.of(), dead);
  }

  private static Reading relay(double bits) {
    return reading(RelayMetrics.INFORMATION, Map.of("scope", "layer", "class", "all"), bits);
  }

  private static Reading size(String label, double neurons) {
    return reading(RelayMetrics.MODULE_SIZE, Map.of("class", label), neurons);
  }

  private static Reading flow(double bits) {
    return reading(FlowMetrics.FLOW, Map.of("source", "input", "target", "dense"), bits);
  }

  @Test
  void whatWasNotMeasuredHasNoChapter() {
    look(1, input("activation", 4));
    assertThat(summary.chapters())
        .extracting(RunSummary.Chapter::title)
        .doesNotContain("Modules, neurons and links");
  }

  @Test
  void otherMeasuresAreUncertainToo() {
    look(1, reading(RelayMetrics.COVERAGE, Map.of(), Double.NaN, Flag.UNDERSAMPLED));
    assertThat(chapter("What not to trust"))
        .contains("Of some layers or epochs, " + Flag.UNDERSAMPLED.words() + ": relay coverage.");
  }
}
