// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.infoscope.discrete.Activations;
import dev.infoscope.estimate.Flag;
import dev.infoscope.measure.Findings;
import dev.infoscope.measure.Matrix;
import dev.infoscope.measure.Metric;
import dev.infoscope.measure.Reading;
import dev.infoscope.network.Layer;
import dev.infoscope.network.LayerSnapshot;
import dev.infoscope.network.Moment;
import dev.infoscope.network.Snapshot;
import dev.infoscope.network.Snapshots;
import dev.infoscope.safety.Tried;
import dev.infoscope.safety.Tried.Area;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RelayMeasureTest {
  private static final int ROWS = 600;
  private static final int CLASSES = 3;

  private static int[] labels() {
    return Snapshots.labels(ROWS, CLASSES);
  }

  /** Nine of ten are right. */
  private static int[] predictions() {
    SplittableRandom random = new SplittableRandom(3);
    return Arrays.stream(labels())
        .map(label -> random.nextInt(10) == 0 ? random.nextInt(CLASSES) : label)
        .toArray();
  }

  private static Snapshot snapshot(int @Nullable [] predictions, LayerSnapshot... layers) {
    Moment moment = new Moment(1, 100, Instant.EPOCH, 0.5);
    return new Snapshot(moment, labels(), CLASSES, predictions, List.of(layers), List.of(), null);
  }

  private static LayerSnapshot layer(int units) {
    return Snapshots.seen(Snapshots.tanh(0), Snapshots.clusters(5, labels(), units, 1.2), units);
  }

  private static Findings read(RelaySettings settings, Snapshot snapshot) {
    return new RelayMeasure(settings).measure(snapshot);
  }

  private static List<Reading> of(Findings findings, Metric metric) {
    return findings.readings().stream().filter(reading -> reading.metric() == metric).toList();
  }

  private static Reading whole(Findings findings) {
    return of(findings, RelayMetrics.INFORMATION).get(0);
  }

  @Test
  void readsTheLayerAndEachClassAgainstTheRest() {
    Findings findings = read(RelaySettings.defaults(), snapshot(predictions(), layer(8)));
    List<Reading> information = of(findings, RelayMetrics.INFORMATION);
    assertThat(information).hasSize(1 + CLASSES);
    assertThat(information.get(0).labels()).containsEntry("scope", "layer");
    assertThat(information.get(0).labels()).containsEntry("class", "all");
    assertThat(information.get(2).labels()).containsEntry("class", "1");
    for (Reading reading : information) {
      assertThat(reading.value()).isBetween(0.1, reading.uncertainty().ceiling());
      assertThat(reading.uncertainty().standardError()).isBetween(0.001, 0.1);
      assertThat(reading.flags()).isEmpty();
    }
    assertThat(of(findings, RelayMetrics.MODULE_SIZE)).hasSize(CLASSES);
    of(findings, RelayMetrics.MODULE_SIZE)
        .forEach(reading -> assertThat(reading.value()).isBetween(1.0, 8.0));
    assertThat(of(findings, RelayMetrics.COVERAGE).get(0).value()).isBetween(0.9, 1.0);
    assertThat(of(findings, RelayMetrics.SMEAREDNESS).get(0).value()).isBetween(0.0, 2.0);
  }

  @Test
  void matricesAreWhatTheConceptsSay() {
    LayerSnapshot layer = layer(8);
    Findings findings = read(RelaySettings.defaults(), snapshot(predictions(), layer));
    LayerRelay relay =
        LayerRelay.of(
            RelaySettings.defaults(),
            Snapshots.TANH,
            layer.activations(),
            labels(),
            predictions(),
            CLASSES);
    assertThat(findings.matrices())
        .extracting(Matrix::metric)
        .containsExactly(RelayMetrics.ESSENTIALITY, RelayMetrics.UNIQUE, RelayMetrics.AGGREGATED);
    Concept one = relay.table().concept(1);
    for (int unit = 0; unit < 8; unit++) {
      assertThat(findings.matrices().get(0).value(1, unit)).isEqualTo(one.essentiality()[unit]);
      assertThat(findings.matrices().get(1).value(1, unit)).isEqualTo(one.unique()[unit]);
      assertThat(findings.matrices().get(2).value(1, unit))
          .isEqualTo(one.path().aggregated(RelayPath.Reference.ALL)[unit]);
    }
    assertThat(findings.matrices().get(0).columns())
        .containsExactly("0", "1", "2", "3", "4", "5", "6", "7");
  }

  @ParameterizedTest
  @EnumSource(Preselection.Ranking.class)
  void ofWideLayersTheStrongestNeuronsStandForAll(Preselection.Ranking by) {
    int units = 90;
    double[] values = new double[ROWS * units];
    double[] known = Snapshots.clusters(5, labels(), 6, 1.2);
    SplittableRandom random = new SplittableRandom(9);
    for (int i = 0; i < values.length; i++) {
      int unit = i % units - 70; // 70 to 75 know something
      values[i] = unit >= 0 && unit < 6 ? known[i / units * 6 + unit] : random.nextDouble(-1, 1);
    }
    RelaySettings settings = RelaySettings.defaults().withPreselection(new Preselection(by, 6, 64));
    Findings findings =
        read(settings, snapshot(predictions(), Snapshots.seen(Snapshots.tanh(0), values, units)));
    assertThat(findings.matrices().get(0).columns())
        .containsExactly("70", "71", "72", "73", "74", "75");
    assertThat(whole(findings).flags()).containsExactly(Flag.SELECTED_NEURONS);
    Findings narrow =
        read(
            RelaySettings.defaults(),
            snapshot(predictions(), Snapshots.seen(Snapshots.tanh(0), known, 6)));
    assertThat(whole(findings).value()).isEqualTo(whole(narrow).value());
  }

  @Test
  void manyNoisyNeuronsAreFlaggedAsUndersampled() {
    double[] noise = new SplittableRandom(4).doubles(ROWS * 30L, -1, 1).toArray();
    Findings findings =
        read(
            RelaySettings.defaults(),
            snapshot(predictions(), Snapshots.seen(Snapshots.tanh(0), noise, 30)));
    assertThat(whole(findings).flags()).contains(Flag.UNDERSAMPLED);
    assertThat(of(findings, RelayMetrics.COVERAGE).get(0).value()).isLessThan(0.1);
    assertThat(of(findings, RelayMetrics.COVERAGE).get(0).flags()).contains(Flag.UNDERSAMPLED);
  }

  @Test
  void predictionsThatHaveNothingToDoWithTheLabelsDoNotStandOut() {
    int[] guessed = new SplittableRandom(8).ints(ROWS, 0, CLASSES).toArray();
    Findings findings = read(RelaySettings.defaults(), snapshot(guessed, layer(8)));
    assertThat(of(findings, RelayMetrics.INFORMATION))
        .allSatisfy(reading -> assertThat(reading.flags()).contains(Flag.NOT_ABOVE_NULL));
  }

  private static void readsNothing(Findings findings, Flag reason) {
    assertThat(findings.readings())
        .isNotEmpty()
        .allSatisfy(
            reading -> {
              assertThat(reading.value()).isNaN();
              assertThat(reading.flags()).containsExactly(reason);
            });
    assertThat(findings.matrices()).isEmpty();
  }

  @Test
  void withoutEvidenceEverythingIsNaNWithTheReason() {
    RelaySettings settings = RelaySettings.defaults();
    readsNothing(read(settings, snapshot(null, layer(8))), Flag.NO_PREDICTIONS);
    double[] constant = new double[ROWS * 2];
    Arrays.fill(constant, 0.3);
    LayerSnapshot dead = Snapshots.seen(Snapshots.tanh(0), constant, 2);
    readsNothing(read(settings, snapshot(predictions(), dead)), Flag.CONSTANT);
    double[] broken = Snapshots.clusters(5, labels(), 4, 1);
    broken[77] = Double.NaN;
    LayerSnapshot notFinite = Snapshots.seen(Snapshots.tanh(0), broken, 4);
    readsNothing(read(settings, snapshot(predictions(), notFinite)), Flag.NOT_FINITE);
    int[] few = Snapshots.labels(49, CLASSES);
    Snapshot small =
        new Snapshot(
            new Moment(1, 1, Instant.EPOCH, 0),
            few,
            CLASSES,
            few,
            List.of(Snapshots.seen(Snapshots.tanh(0), Snapshots.clusters(1, few, 4, 1), 4)),
            List.of(),
            null);
    readsNothing(read(settings, small), Flag.TOO_FEW);
  }

  @Test
  void aClassThatDoesNotOccurReadsNothingAndOneNeverPredictedReadsZero() {
    int[] labels = Snapshots.labels(ROWS, 2); // 0 and 1 of four classes
    int[] predictions = new int[ROWS]; // always 0
    LayerRelay relay =
        LayerRelay.of(
            RelaySettings.defaults(),
            Snapshots.TANH,
            Activations.of(Snapshots.clusters(5, labels, 4, 1), 4),
            labels,
            predictions,
            4);
    ClassRelay absent = relay.classes().get(2);
    assertThat(absent.information().bits()).isNaN();
    assertThat(absent.information().flags()).containsExactly(Flag.ABSENT_CLASS);
    assertThat(absent.moduleSize(0.95).bits()).isNaN();
    assertThat(absent.unique()).containsOnly(Double.NaN);
    ClassRelay silent = relay.classes().get(1);
    assertThat(silent.information().bits()).isZero();
    assertThat(silent.information().flags()).contains(Flag.NEVER_PREDICTED, Flag.NOT_ABOVE_NULL);
    assertThat(silent.moduleSize(0.95).bits()).isNaN();
    assertThat(silent.moduleSize(0.95).flags()).containsExactly(Flag.NOTHING_RELAYED);
    assertThat(relay.smearedness().mean()).isNaN();
  }

  @Test
  void oneNeuronIsALayerToo() {
    double[] values = Arrays.stream(labels()).mapToDouble(label -> label == 0 ? 1 : -1).toArray();
    Findings findings =
        read(
            RelaySettings.defaults(),
            snapshot(labels(), Snapshots.seen(Snapshots.tanh(0), values, 1)));
    double entropy = Math.log(3) / Math.log(2) - 2.0 / 3;
    assertThat(of(findings, RelayMetrics.INFORMATION).get(1).value())
        .isCloseTo(entropy, within(1e-12)); // the neuron is the class
    assertThat(of(findings, RelayMetrics.MODULE_SIZE).get(0).value()).isEqualTo(1);
  }

  @Test
  void theOutputLayerIsLeftOut() {
    Layer output = new Layer(1, "output", "OutputLayer", null, "");
    LayerSnapshot logits = Snapshots.seen(output, Snapshots.clusters(6, labels(), 3, 1), 3);
    Findings both = read(RelaySettings.defaults(), snapshot(predictions(), layer(4), logits));
    Findings hidden = read(RelaySettings.defaults(), snapshot(predictions(), layer(4)));
    assertThat(both.readings()).isEqualTo(hidden.readings());
  }

  @Test
  void onlySomeClassesAreReadOneByOneWhenThereAreMany() {
    Findings findings =
        read(RelaySettings.defaults().withClasses(1), snapshot(predictions(), layer(5)));
    assertThat(of(findings, RelayMetrics.INFORMATION)).hasSize(2);
    assertThat(of(findings, RelayMetrics.MODULE_SIZE)).hasSize(1);
    assertThat(findings.matrices().get(0).rows()).containsExactly("0");
  }

  /** Noise neurons: chosen and read on the same examples they seem to matter more. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void splitHalvesReadTheOrderOfOneHalfOnTheOther(long seed) {
    RelaySettings settings = RelaySettings.defaults().withSplitHalf().withSeed(seed);
    LayerSnapshot layer = layer(6);
    LayerRelay relay =
        LayerRelay.of(
            settings, Snapshots.TANH, layer.activations(), labels(), predictions(), CLASSES);
    LayerRelay again =
        LayerRelay.of(
            settings, Snapshots.TANH, layer.activations(), labels(), predictions(), CLASSES);
    RelayPath path = relay.classes().get(0).path();
    assertThat(path.values()).containsExactly(again.classes().get(0).path().values());
    assertThat(path.values()[0]).isNotEqualTo(relay.classes().get(0).information().bits());
    assertThat(path.values()[0])
        .isCloseTo(relay.classes().get(0).information().bits(), within(0.2));
    assertThat(Arrays.stream(path.removed()).sorted().toArray()).containsExactly(0, 1, 2, 3, 4, 5);
  }

  /** Only what occurs is counted: of 60,000 classes the pairs alone would be beyond all numbers. */
  @Test
  @Tried(value = "a network that tells 60,000 classes apart", area = Area.RESOURCES)
  void tensOfThousandsOfClassesReadAsTheFewThatOccurDo() {
    int[] labels = labels();
    int[] predictions = predictions();
    int[] farLabels = Arrays.stream(labels).map(label -> label * 20_000).toArray();
    int[] farPredictions = Arrays.stream(predictions).map(label -> label * 20_000).toArray();
    Activations wide = Activations.of(Snapshots.clusters(9, labels, 70, 1), 70);
    RelaySettings settings = RelaySettings.defaults();
    LayerRelay few = LayerRelay.of(settings, null, wide, labels, predictions, CLASSES);
    LayerRelay many = LayerRelay.of(settings, null, wide, farLabels, farPredictions, 60_000);
    assertThat(many.whole()).isNotNull();
    assertThat(many.classes()).hasSize(32);
    LayerRelay narrow = LayerRelay.of(settings, null, few(wide), labels, predictions, CLASSES);
    LayerRelay same = LayerRelay.of(settings, null, few(wide), farLabels, farPredictions, 60_000);
    assertThat(few.whole().bits()).isPositive();
    assertThat(same.whole()).isEqualTo(narrow.whole());
    assertThat(same.classes().get(0).information())
        .isEqualTo(narrow.classes().get(0).information());
    assertThat(same.classes().get(1).information().flags()).containsExactly(Flag.ABSENT_CLASS);
  }

  private static Activations few(Activations wide) {
    double[] rows = new double[wide.examples() * wide.units()];
    wide.copy(0, wide.examples(), rows);
    double[] some = new double[wide.examples() * 8];
    Arrays.setAll(some, i -> rows[i / 8 * wide.units() + i % 8]);
    return Activations.of(some, 8);
  }

  @Test
  void lengthsThatDisagreeAreRefused() {
    Activations values = Activations.of(new double[100], 1);
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                LayerRelay.of(RelaySettings.defaults(), null, values, new int[100], new int[99], 2))
        .withMessage("labels (100) and predictions (99) must be as many as examples (100)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RelaySettings.defaults().withShare(1.1))
        .withMessageContaining("share (1.1)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RelaySettings.defaults().withClasses(-1))
        .withMessage("classes (-1) must be >= 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RelaySettings.defaults().withNeurons(0))
        .withMessage("neurons (0) must be >= 1");
  }
}
