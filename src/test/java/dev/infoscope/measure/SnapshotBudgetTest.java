// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.infoscope.discrete.Activations;
import dev.infoscope.estimate.Flag;
import dev.infoscope.measure.causal.CausalMeasure;
import dev.infoscope.measure.causal.CausalMetrics;
import dev.infoscope.measure.causal.CausalSettings;
import dev.infoscope.measure.flow.FlowMeasure;
import dev.infoscope.measure.flow.FlowMetrics;
import dev.infoscope.measure.flow.FlowSettings;
import dev.infoscope.measure.neuron.NeuronImportance;
import dev.infoscope.measure.neuron.NeuronMetrics;
import dev.infoscope.measure.neuron.NeuronSettings;
import dev.infoscope.measure.plane.InformationPlane;
import dev.infoscope.measure.plane.PlaneMetrics;
import dev.infoscope.measure.plane.PlaneSettings;
import dev.infoscope.measure.relay.RelayMeasure;
import dev.infoscope.measure.relay.RelayMetrics;
import dev.infoscope.measure.relay.RelaySettings;
import dev.infoscope.network.Activation;
import dev.infoscope.network.DenseMap;
import dev.infoscope.network.InputSnapshot;
import dev.infoscope.network.LayerSnapshot;
import dev.infoscope.network.Moment;
import dev.infoscope.network.Snapshot;
import dev.infoscope.network.Snapshots;
import dev.infoscope.network.Source;
import dev.infoscope.safety.Tried;
import dev.infoscope.safety.Tried.Area;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One snapshot costs no more than its budget, and says what was left out to keep to it. */
class SnapshotBudgetTest {
  private static final int ROWS = 400;
  private static final int INPUTS = 100;
  private static final int CLASSES = 4;
  private static final int[] LABELS = Snapshots.labels(ROWS, CLASSES);

  private final AtomicLong copied = new AtomicLong();

  static Stream<Supplier<Measure>> measures() {
    return Stream.of(
        () -> new InformationPlane(PlaneSettings.defaults()),
        () -> new CausalMeasure(CausalSettings.defaults()),
        () -> new NeuronImportance(NeuronSettings.defaults()),
        () -> new RelayMeasure(RelaySettings.defaults()),
        () -> new FlowMeasure(FlowSettings.defaults()));
  }

  private Snapshot wide(int units) {
    double[] values = Snapshots.clusters(1, LABELS, 64, 1);
    double[] all = new double[ROWS * units];
    SplittableRandom random = new SplittableRandom(2);
    Arrays.setAll(all, i -> values[i / units * 64 + i % units % 64] + 0.5 * random.nextDouble());
    for (int row = 0; row < ROWS; row++) {
      all[row * units + units - 1] = 0.25; // dead
      all[row * units + units - 2] = all[row * units]; // a duplicate
    }
    return snapshot(Activations.of(all, units), LABELS, CLASSES);
  }

  private Snapshot snapshot(Activations layer, int[] labels, int classes) {
    int units = layer.units();
    double scale = 1 / Math.sqrt(INPUTS);
    double[] weights =
        new SplittableRandom(units).doubles((long) INPUTS * units, -scale, scale).toArray();
    DenseMap map = new DenseMap(INPUTS, units, weights, new double[units], Activation.tanh());
    LayerSnapshot seen =
        new LayerSnapshot(Snapshots.tanh(0), counted(layer), Snapshots.observed(map))
            .from(Source.input(0));
    Activations input = Activations.of(Snapshots.clusters(3, LABELS, 10, 1), 10);
    int[] predictions = labels.clone();
    Arrays.fill(predictions, 0, labels.length / 10, 0);
    return new Snapshot(
        new Moment(1, 1, Instant.EPOCH, 0.5),
        labels,
        classes,
        predictions,
        List.of(seen),
        List.of(new InputSnapshot("input", input, "")),
        null);
  }

  private Activations counted(Activations all) {
    return new Activations() {
      @Override
      public int examples() {
        return all.examples();
      }

      @Override
      public int units() {
        return all.units();
      }

      @Override
      public void copy(int first, int rows, double[] into) {
        copied.addAndGet((long) rows * all.units());
        all.copy(first, rows, into);
      }
    };
  }

  private static List<Reading> of(Findings findings, Metric metric) {
    return findings.readings().stream().filter(each -> each.metric().equals(metric)).toList();
  }

  private static Findings halved(Supplier<Measure> measure, Snapshot snapshot) throws Exception {
    Cost cost = measure.get().cost(snapshot);
    assertThat(cost.whole()).isGreaterThan(cost.least());
    return measure.get().measure(snapshot, cost.least() + (cost.whole() - cost.least()) / 3);
  }

  @ParameterizedTest
  @MethodSource("measures")
  @Tried(value = "a layer too wide for the budget of a snapshot", area = Area.RESOURCES)
  void whatIsSampledIsFlaggedSaysHowMuchAndComesOutTheSameEachTime(Supplier<Measure> measure)
      throws Exception {
    Snapshot snapshot = wide(700);
    Findings some = halved(measure, snapshot);
    assertThat(some.readings())
        .anyMatch(reading -> reading.flags().contains(Flag.SAMPLED))
        .filteredOn(reading -> reading.flags().contains(Flag.SAMPLED))
        .allMatch(
            reading -> reading.layer() == null || reading.layer().reduction().contains(" of "));
    assertThat(halved(measure, snapshot).readings()).isEqualTo(some.readings());
    Findings all = measure.get().measure(snapshot);
    double whole = measure.get().cost(snapshot).whole();
    assertThat(measure.get().measure(snapshot, whole).readings()).isEqualTo(all.readings());
    assertThat(all.readings()).noneMatch(reading -> reading.flags().contains(Flag.SAMPLED));
    assertThat(some.readings()).hasSizeLessThanOrEqualTo(all.readings().size());
  }

  @ParameterizedTest
  @MethodSource("measures")
  @Tried(value = "costs that grow faster than the network", area = Area.RESOURCES)
  void theEstimateGrowsWithTheUnitsAndAShareOfItIsNotExceeded(Supplier<Measure> measure) {
    Measure one = measure.get();
    double narrow = one.cost(wide(500)).whole();
    double wide = one.cost(wide(1000)).whole();
    assertThat(wide / narrow).isBetween(1.0, 2.1);
  }

  /** The passes over activations, counted, are what the estimates say they are, to a factor. */
  @Test
  @Tried(value = "the cost model against counted steps", area = Area.RESOURCES)
  void aSampledMeasureReadsAsManyFewerValuesAsItsEstimateSays() {
    Snapshot snapshot = wide(4000);
    NeuronImportance measure = new NeuronImportance(NeuronSettings.defaults());
    measure.measure(snapshot);
    long whole = copied.getAndSet(0);
    measure.measure(snapshot, 0);
    long least = copied.getAndSet(0);
    assertThat(whole).isBetween(4000L * ROWS, 3 * 4000L * ROWS);
    assertThat(least).isBetween(4000L * ROWS, 4 * 4000L * ROWS); // the dead are counted of all
    assertThat(measure.cost(snapshot).least()).isGreaterThan(4000.0 * ROWS);
  }

  @Test
  void theDeadAndTheDoubleAreCountedOfAllNeuronsThoughFewAreRead() throws Exception {
    Snapshot snapshot = wide(700);
    Findings all = new NeuronImportance(NeuronSettings.defaults()).measure(snapshot);
    Findings some = new NeuronImportance(NeuronSettings.defaults()).measure(snapshot, 0);
    for (Metric metric : List.of(NeuronMetrics.DEAD, NeuronMetrics.DUPLICATE)) {
      assertThat(of(some, metric).get(0).value()).isEqualTo(1);
      assertThat(of(all, metric).get(0).value()).isEqualTo(1);
      assertThat(of(some, metric).get(0).flags()).isEmpty();
    }
    assertThat(of(some, NeuronMetrics.LABEL_INFORMATION))
        .allMatch(reading -> reading.flags().contains(Flag.SAMPLED));
    Matrix shown =
        some.matrices().stream()
            .filter(matrix -> matrix.metric() == NeuronMetrics.QUANTITIES)
            .findFirst()
            .orElseThrow();
    Matrix full =
        all.matrices().stream()
            .filter(matrix -> matrix.metric() == NeuronMetrics.QUANTITIES)
            .findFirst()
            .orElseThrow();
    assertThat(shown.columns()).hasSize(64).anyMatch(unit -> Integer.parseInt(unit) > 500);
    for (String unit : shown.columns()) { // the same numbers under the same names
      int at = full.columns().indexOf(unit);
      if (at >= 0) {
        assertThat(shown.value(1, shown.columns().indexOf(unit))).isEqualTo(full.value(1, at));
      }
    }
  }

  @Test
  void aSumOverSomeUnitsIsScaledUpAndItsErrorCoversTheWhole() throws Exception {
    Snapshot snapshot = wide(700);
    Findings all = new CausalMeasure(CausalSettings.defaults()).measure(snapshot);
    Findings some = new CausalMeasure(CausalSettings.defaults()).measure(snapshot, 0);
    Reading whole = of(all, CausalMetrics.EFFECTIVE_INFORMATION).get(0);
    Reading part = of(some, CausalMetrics.EFFECTIVE_INFORMATION).get(0);
    assertThat(part.uncertainty().standardError()).isPositive();
    assertThat(part.uncertainty().samples()).isEqualTo(32);
    assertThat(part.value())
        .isCloseTo(whole.value(), within(4 * part.uncertainty().standardError()))
        .isNotEqualTo(whole.value());
    assertThat(part.value()).isCloseTo(whole.value(), within(0.1 * whole.value()));
  }

  @Test
  void binsKeepAllExamplesAndPairsTakeAChoice() throws Exception {
    Snapshot snapshot = wide(700);
    Findings some = new InformationPlane(PlaneSettings.defaults()).measure(snapshot, 0);
    for (Reading reading : of(some, PlaneMetrics.INPUT)) {
      boolean binned = reading.labels().get("estimator").equals("binned");
      assertThat(reading.uncertainty().samples()).isEqualTo(binned ? ROWS : 200);
      assertThat(reading.flags().contains(Flag.SAMPLED)).isEqualTo(!binned);
    }
  }

  @Test
  void relayAndFlowNameHowManyUnitsTheyChoseFrom() throws Exception {
    Snapshot snapshot = wide(700);
    Findings relay = new RelayMeasure(RelaySettings.defaults()).measure(snapshot, 0);
    assertThat(of(relay, RelayMetrics.COVERAGE).get(0).layer().reduction())
        .contains("128 of 700 units");
    Findings flow = new FlowMeasure(FlowSettings.defaults()).measure(snapshot, 0);
    assertThat(of(flow, FlowMetrics.SAMPLED).get(0).value()).isLessThan(0.2);
  }

  /** A measure of a given cost that says what it was given. */
  private record Stub(String name, Cost given) implements Measure {
    @Override
    public Cost cost(Snapshot snapshot) {
      return given;
    }

    @Override
    public Findings measure(Snapshot snapshot) {
      throw new AssertionError("without a share");
    }
  }

  private Snapshot any() {
    return wide(3);
  }

  @Test
  void whoNeedsLittleHasItAllAndTheOthersShareWhatIsLeft() {
    Measure small = new Stub("small", new Cost(10, 10));
    Measure unknown = new Stub("own", Cost.UNKNOWN);
    Measure wide = new Stub("wide", new Cost(1000, 1));
    Measure wider = new Stub("wider", new Cost(5000, 1));
    SnapshotBudget budget = new SnapshotBudget(110);
    SnapshotBudget.Plan plan = budget.plan(List.of(wide, small, unknown, wider), any());
    assertThat(plan.refusals()).isEmpty();
    assertThat(plan.shares().get(small)).isEqualTo(10);
    assertThat(plan.shares().get(wide)).isEqualTo(50);
    assertThat(plan.shares().get(wider)).isEqualTo(50);
    assertThat(plan.shares().get(unknown)).isZero();
  }

  @Test
  @Tried(value = "a measure that cannot do with its share of the budget", area = Area.RESOURCES)
  void whoCannotDoWithItsShareIsLeftOutByNameWithCostAndBudget() throws Exception {
    Measure greedy = new Stub("greedy", new Cost(1e12, 1e11));
    Measure wide = new Stub("wide", new Cost(1000, 1));
    SnapshotBudget budget = new SnapshotBudget(110);
    SnapshotBudget.Plan plan = budget.plan(List.of(greedy, wide), any());
    assertThat(plan.shares()).hasSize(1);
    assertThat(plan.shares().get(wide)).isEqualTo(110);
    assertThat(plan.refusals().get("greedy")).contains("1.0e+11", "1.0e+12", "1.1e+02");
    List<Measure> together = budget.over(List.of(greedy, wide));
    assertThat(together.get(0).measure(any()).readings()).isEmpty();
    assertThat(together.get(0).name()).isEqualTo("greedy");
  }

  @Test
  void ordinaryNetworksAreNeverSampled() {
    int rows = 2000;
    int[] labels = Snapshots.labels(rows, 100);
    Activations layer = Activations.of(new float[rows * 1000], 1000);
    List<LayerSnapshot> layers = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      DenseMap map =
          new DenseMap(1000, 1000, new double[1_000_000], new double[1000], Activation.tanh());
      layers.add(
          new LayerSnapshot(Snapshots.tanh(i), layer, Snapshots.observed(map))
              .from(i == 0 ? Source.input(0) : Source.layer(i - 1)));
    }
    Moment moment = new Moment(1, 1, Instant.EPOCH, 0.5);
    InputSnapshot input = new InputSnapshot("input", layer, "");
    Snapshot snapshot = new Snapshot(moment, labels, 100, labels, layers, List.of(input), null);
    double sum = measures().mapToDouble(each -> each.get().cost(snapshot).whole()).sum();
    assertThat(sum).isBetween(1e9, SnapshotBudget.DEFAULT.operations());
  }

  @Test
  void numbersOutOfRangeAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SnapshotBudget(0))
        .withMessage("operations (0.0) must be above 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Cost(1, 2))
        .withMessage("least (2.0) must be from 0 to whole (1.0)");
  }
}
