// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.infoscope.dl4j.ParameterSlot.Sample;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.nd4j.linalg.api.ndarray.INDArray;

@Timeout(60)
class ParameterSlotTest {
  private static final long HOUR = TimeUnit.HOURS.toNanos(1);
  private static final long HOUR_MILLIS = TimeUnit.HOURS.toMillis(1);

  private final MultiLayerNetwork network = Networks.denseWithDropout();
  private final INDArray shadow = network.params().dup();
  private final ParameterSlot slot = new ParameterSlot();

  private long put(int epoch, double share, long nanos) {
    return slot.put(network, epoch, 0, new Stopwatch.Lap(share, nanos));
  }

  private static CompletableFuture<Void> inBackground(Guard.Work work) {
    return CompletableFuture.runAsync(
        () -> {
          try {
            work.run();
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
        });
  }

  @Test
  void aCopyIsTakenOfTheMoment() throws Exception {
    put(1, 0, 1);
    INDArray before = network.params().dup();
    network.params().addi(1);
    assertThat(slot.take(shadow)).isNotNull();
    assertThat(shadow.data().asFloat()).isEqualTo(before.data().asFloat());
  }

  @Test
  void theNewestWinsAndItsLapHoldsBoth() throws Exception {
    assertThat(put(1, 0.1, 100)).isEqualTo(1);
    assertThat(put(2, 0.4, 300)).as("negative: one was overwritten").isEqualTo(-2);
    Sample sample = slot.take(shadow);
    assertThat(sample).isNotNull();
    assertThat(sample.moment().epoch()).isEqualTo(2);
    assertThat(sample.lap().nanos()).isEqualTo(400);
    assertThat(sample.lap().share()).isCloseTo(0.325, within(1e-12));
    assertThat(put(3, 0.5, 10)).as("the last was read").isEqualTo(3);
  }

  @Test
  void onceClosedTheLastSampleIsStillHandedOut() throws Exception {
    put(1, 0, 1);
    slot.close();
    assertThat(slot.take(shadow)).isNotNull();
    assertThat(slot.take(shadow)).isNull();
  }

  @Test
  void aRestEndsWhenTheSlotIsClosed() throws Exception {
    var rest = inBackground(() -> slot.rest(HOUR));
    slot.close();
    rest.get(30, TimeUnit.SECONDS);
    slot.rest(HOUR); // and there is none any more
  }

  @Test
  void aRestEndsWhenSomebodyWaitsForAnAnalysis() throws Exception {
    long ticket = put(1, 0, 1);
    var rest = inBackground(() -> slot.rest(HOUR));
    var waiting = inBackground(() -> slot.awaitFinished(ticket, HOUR_MILLIS));
    rest.get(30, TimeUnit.SECONDS);
    assertThat(waiting).isNotDone();
    slot.finished(ticket);
    waiting.get(30, TimeUnit.SECONDS);
  }

  @Test
  void whoWaitedForAnEarlierAnalysisEndsNoRest() throws Exception {
    long ticket = put(1, 0, 1);
    slot.finished(ticket);
    slot.awaitFinished(ticket, HOUR_MILLIS);
    long start = System.nanoTime();
    slot.rest(TimeUnit.MILLISECONDS.toNanos(50));
    assertThat(System.nanoTime() - start).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(40));
  }

  @Test
  void whoeverWaitsGoesOnWhenTheTimeIsUpOrAllIsReleased() throws Exception {
    long ticket = put(1, 0, 1);
    slot.awaitFinished(ticket, 1);
    var waiting = inBackground(() -> slot.awaitFinished(ticket, HOUR_MILLIS));
    slot.release();
    waiting.get(30, TimeUnit.SECONDS);
  }
}
