// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.infoscope.dl4j.Examples;
import dev.infoscope.dl4j.Networks;
import dev.infoscope.dl4j.Recorder;
import dev.infoscope.measure.Findings;
import dev.infoscope.measure.Measure;
import dev.infoscope.measure.Reading;
import dev.infoscope.measure.plane.PlaneMetrics;
import dev.infoscope.network.Snapshot;
import dev.infoscope.safety.Tried;
import dev.infoscope.safety.Tried.Area;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.dataset.DataSet;

/** Analyses that are not over when the run is. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CloseDeadlineTest {
  private static final DataSet DATA = Examples.flat(60, 1);

  private final Recorder recorder = new Recorder();
  private final MultiLayerNetwork network = Networks.denseWithDropout();
  private final CountDownLatch started = new CountDownLatch(1);
  private final CountDownLatch never = new CountDownLatch(1);

  @AfterEach
  void letGo() {
    never.countDown();
  }

  private Measure endless(boolean heedsInterrupts) {
    return new Measure() {
      @Override
      public String name() {
        return "endless";
      }

      @Override
      public Findings measure(Snapshot snapshot) throws InterruptedException {
        started.countDown();
        while (never.getCount() > 0) {
          try {
            never.await();
          } catch (InterruptedException e) {
            if (heedsInterrupts) {
              throw e;
            }
          }
        }
        return Findings.of(List.of());
      }
    };
  }

  private void closeDuring(Measure measure) throws InterruptedException {
    Infoscope scope =
        Infoscope.builder()
            .probe(DATA)
            .sink(recorder)
            .measure(measure)
            .closeWithin(Duration.ofSeconds(6))
            .build();
    scope.sample(network, 1);
    started.await();
    scope.sample(network, 2);
    scope.close();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  @Tried(value = "closing while a measure computes without end", area = Area.FAILURES)
  void whatIsFinishedIsReportedAndTheRestNamed(boolean heedsInterrupts) throws Exception {
    closeDuring(endless(heedsInterrupts));
    assertThat(recorder.reports).hasSize(1);
    assertThat(recorder.last().readings()).extracting(Reading::metric).contains(PlaneMetrics.INPUT);
    assertThat(recorder.last().skipped())
        .containsEntry("all layers (endless)", "the run was closed before it was measured");
    assertThat(recorder.lastHealth().skipped()).containsEntry("closed", 1L);
    assertThat(recorder.closed).isEqualTo(1);
    assertThat(recorder.lastHealth().failures().getOrDefault("analysis", 0L))
        .as("a measure that cannot be stopped is a failure")
        .isEqualTo(heedsInterrupts ? 0 : 1);
  }

  @Test
  void aLimitMustBeAboveNothing() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Infoscope.builder().closeWithin(Duration.ZERO))
        .withMessage("closeWithin (PT0S) must be above 0");
  }
}
