// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.infoscope.discrete.Activations;
import dev.infoscope.measure.flow.FlowMeasure;
import dev.infoscope.measure.flow.FlowSettings;
import dev.infoscope.measure.neuron.NeuronImportance;
import dev.infoscope.measure.neuron.NeuronSettings;
import dev.infoscope.measure.plane.InformationPlane;
import dev.infoscope.measure.plane.PlaneSettings;
import dev.infoscope.measure.relay.RelayMeasure;
import dev.infoscope.measure.relay.RelaySettings;
import dev.infoscope.measure.usable.UsableMeasure;
import dev.infoscope.measure.usable.UsableSettings;
import dev.infoscope.network.LayerSnapshot;
import dev.infoscope.network.Moment;
import dev.infoscope.network.Snapshot;
import dev.infoscope.network.Snapshots;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Measures of a layer's values do nothing where these are the same bits as last time. */
class UnchangedLayersTest {
  private static final int ROWS = 300;
  private static final int UNITS = 6;
  private static final int CLASSES = 3;
  private static final int[] LABELS = Snapshots.labels(ROWS, CLASSES);

  /** Counts the rows that are read. */
  private record Counted(Activations values, AtomicLong rowsRead) implements Activations {
    @Override
    public int examples() {
      return values.examples();
    }

    @Override
    public int units() {
      return values.units();
    }

    @Override
    public void copy(int first, int rows, double[] into) {
      rowsRead.addAndGet(rows);
      values.copy(first, rows, into);
    }
  }

  private final AtomicLong rowsRead = new AtomicLong();

  static Stream<Named<Supplier<Measure>>> measures() {
    return Stream.of(
        Named.of("plane", () -> new InformationPlane(PlaneSettings.defaults())),
        Named.of("neurons", () -> new NeuronImportance(NeuronSettings.defaults())),
        Named.of("relay", () -> new RelayMeasure(RelaySettings.defaults())),
        Named.of("flow", () -> new FlowMeasure(FlowSettings.defaults())),
        Named.of("usable", () -> new UsableMeasure(UsableSettings.defaults().withEveryEpochs(1))));
  }

  private static double[] values() {
    return Snapshots.clusters(4, LABELS, UNITS, 1);
  }

  private Snapshot snapshot(double[] values, int[] labels, int[] predictions) {
    Activations counted = new Counted(Activations.of(values, UNITS), rowsRead);
    LayerSnapshot layer = new LayerSnapshot(Snapshots.tanh(0), counted);
    Moment moment = new Moment(1, 100, Instant.EPOCH, 0.5);
    return new Snapshot(moment, labels, CLASSES, predictions, List.of(layer), List.of(), null);
  }

  private static List<Reading> read(Measure measure, Snapshot snapshot) throws Exception {
    return measure.measure(snapshot).readings();
  }

  @ParameterizedTest
  @MethodSource("measures")
  void theSameBitsAreComparedAndNotReadAgain(Supplier<Measure> measures) throws Exception {
    Measure measure = measures.get();
    List<Reading> first = read(measure, snapshot(values(), LABELS, LABELS));
    assertThat(rowsRead.getAndSet(0)).isGreaterThan(ROWS);
    assertThat(read(measure, snapshot(values(), LABELS, LABELS))).isNotEmpty().isEqualTo(first);
    assertThat(rowsRead).hasValue(ROWS);
  }

  /** What is kept may be in memory that the failed reading has begun to overwrite. */
  @Test
  void whatWasReadBeforeAFailureIsNotTakenAgain() {
    UnchangedLayers<String> unchanged = new UnchangedLayers<>();
    LayerSnapshot first = Snapshots.seen(Snapshots.tanh(0), new double[] {1, 2}, 1);
    LayerSnapshot moved = Snapshots.seen(Snapshots.tanh(0), new double[] {1, 3}, 1);
    assertThat(unchanged.of(first, 0, () -> "first")).isEqualTo("first");
    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                unchanged.of(
                    moved,
                    0,
                    () -> {
                      throw new IllegalStateException("interrupted");
                    }));
    assertThat(unchanged.of(first, 0, () -> "again")).isEqualTo("again");
  }

  @ParameterizedTest
  @MethodSource("measures")
  void anotherValueOrOtherLabelsAreReadAsIfNothingHadBeenReadBefore(Supplier<Measure> measures)
      throws Exception {
    double[] moved = values();
    moved[7] = Math.nextUp(moved[7]);
    int[] others = LABELS.clone();
    others[0] = (others[0] + 1) % CLASSES;
    Measure measure = measures.get();
    read(measure, snapshot(values(), LABELS, LABELS));
    for (Snapshot next :
        List.of(
            snapshot(moved, LABELS, LABELS),
            snapshot(moved, others, LABELS),
            snapshot(moved, others, others))) {
      rowsRead.set(0);
      List<Reading> found = read(measure, next);
      assertThat(rowsRead.get()).isGreaterThanOrEqualTo(ROWS);
      assertThat(found).isEqualTo(read(measures.get(), next));
    }
  }
}
