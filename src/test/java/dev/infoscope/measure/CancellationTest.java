// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.infoscope.discrete.Activations;
import dev.infoscope.measure.causal.CausalMeasure;
import dev.infoscope.measure.causal.CausalSettings;
import dev.infoscope.measure.flow.FlowEstimator;
import dev.infoscope.measure.flow.FlowMeasure;
import dev.infoscope.measure.flow.FlowSettings;
import dev.infoscope.measure.neuron.NeuronImportance;
import dev.infoscope.measure.neuron.NeuronSettings;
import dev.infoscope.measure.plane.InformationPlane;
import dev.infoscope.measure.plane.PlaneEstimator;
import dev.infoscope.measure.plane.PlaneSettings;
import dev.infoscope.measure.relay.RelayMeasure;
import dev.infoscope.measure.relay.RelaySettings;
import dev.infoscope.network.Activation;
import dev.infoscope.network.DenseMap;
import dev.infoscope.network.InputSnapshot;
import dev.infoscope.network.LayerSnapshot;
import dev.infoscope.network.Moment;
import dev.infoscope.network.Snapshot;
import dev.infoscope.network.Snapshots;
import dev.infoscope.network.Source;
import dev.infoscope.numeric.Workers;
import dev.infoscope.safety.Tried;
import dev.infoscope.safety.Tried.Area;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whoever wants the end of an analysis interrupts its thread; every measure obeys. */
class CancellationTest {
  private static final int ROWS = 120;
  private static final int UNITS = 70;
  private static final int CLASSES = 3;

  private final AtomicInteger copies = new AtomicInteger();
  private int interruptAt = Integer.MAX_VALUE;

  static Stream<Supplier<Measure>> readers() {
    PlaneSettings plane = PlaneSettings.defaults();
    PlaneSettings slow =
        plane.withEstimators(PlaneEstimator.BINNED, PlaneEstimator.KSG, PlaneEstimator.RENYI);
    FlowSettings flow = FlowSettings.defaults();
    return Stream.of(
        () -> new InformationPlane(plane),
        () -> new InformationPlane(slow),
        () -> new NeuronImportance(NeuronSettings.defaults()),
        () -> new RelayMeasure(RelaySettings.defaults()),
        () -> new FlowMeasure(flow),
        () -> new FlowMeasure(flow.withEstimator(FlowEstimator.ksg())));
  }

  static Stream<Supplier<Measure>> measures() {
    return Stream.concat(readers(), Stream.of(() -> new CausalMeasure(CausalSettings.defaults())));
  }

  @AfterEach
  void clear() {
    Thread.interrupted();
  }

  @ParameterizedTest
  @MethodSource("measures")
  @Tried(value = "a measure on a thread that was told to end", area = Area.RESOURCES)
  void aMeasureEndsAtOnceWhenItsThreadWasInterrupted(Supplier<Measure> measure) {
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> measure.get().measure(snapshot()))
        .isInstanceOf(CancellationException.class);
    assertThat(Thread.currentThread().isInterrupted()).isTrue();
    assertThat(copies.get()).isLessThanOrEqualTo(1);
  }

  @ParameterizedTest
  @MethodSource("readers")
  @Tried(value = "an interrupt in the middle of a measure's work", area = Area.RESOURCES)
  void aMeasureEndsWhenItIsInterruptedHalfWayThrough(Supplier<Measure> measure) throws Exception {
    measure.get().measure(snapshot());
    interruptAt = copies.get() + copies.get() / 2 + 1;
    assertThatThrownBy(() -> measure.get().measure(snapshot()))
        .isInstanceOf(CancellationException.class);
    assertThat(Thread.currentThread().isInterrupted()).isTrue();
  }

  @Test
  @Tried(value = "an interrupt of work that is spread over threads", area = Area.RESOURCES)
  void workersBeginNoTaskAfterTheInterruptAndEndThoseThatRun() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(2);
    CountDownLatch ended = new CountDownLatch(2);
    Thread caller = Thread.currentThread();
    assertThatThrownBy(
            () ->
                Workers.run(
                    2,
                    1000,
                    () ->
                        task -> {
                          begun.countDown();
                          try {
                            begun.await();
                            caller.interrupt();
                            new CountDownLatch(1).await(); // for ever
                          } catch (InterruptedException interrupted) {
                            Thread.currentThread().interrupt();
                          }
                          ended.countDown();
                        }))
        .isInstanceOf(CancellationException.class);
    assertThat(Thread.interrupted()).isTrue();
    ended.await();
  }

  private Snapshot snapshot() {
    SplittableRandom random = new SplittableRandom(1);
    int[] labels = Snapshots.labels(ROWS, CLASSES);
    LayerSnapshot first = layer(0, UNITS, labels);
    LayerSnapshot second = layer(1, UNITS + 1, labels);
    int[] predictions = labels.clone();
    predictions[random.nextInt(ROWS)] = 0;
    return new Snapshot(
        new Moment(1, 1, Instant.EPOCH, 0.5),
        labels,
        CLASSES,
        predictions,
        List.of(first.from(Source.input(0)), second.from(Source.layer(0))),
        List.of(new InputSnapshot("input", watched(labels, 5, 9), "")),
        null);
  }

  private LayerSnapshot layer(int index, int units, int... labels) {
    double[] weights = new SplittableRandom(index).doubles(5L * units, -1, 1).toArray();
    DenseMap map = new DenseMap(5, units, weights, new double[units], Activation.tanh());
    return new LayerSnapshot(
        Snapshots.tanh(index), watched(labels, units, index), Snapshots.observed(map));
  }

  private Activations watched(int[] labels, int units, long seed) {
    Activations values = Activations.of(Snapshots.clusters(seed, labels, units, 1), units);
    return new Activations() {
      @Override
      public int examples() {
        return values.examples();
      }

      @Override
      public int units() {
        return units;
      }

      @Override
      public void copy(int first, int rows, double[] into) {
        if (copies.incrementAndGet() == interruptAt) {
          Thread.currentThread().interrupt();
        }
        values.copy(first, rows, into);
      }
    };
  }
}
