// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.infoscope.monitor.Mailbox.Sample;
import dev.infoscope.network.Moment;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class MailboxTest {
  private static final long HOUR = TimeUnit.HOURS.toNanos(1);
  private static final long HOUR_MILLIS = TimeUnit.HOURS.toMillis(1);

  private int copied; // what is inside, and what came out
  private int received;
  private final Mailbox mailbox = new Mailbox(() -> copied = 0);

  private Moment copy(int epoch) {
    copied = epoch;
    return new Moment(epoch, 0, Instant.EPOCH, 0);
  }

  private Offer put(int epoch, double share, long nanos) {
    return mailbox.put(() -> copy(epoch), new Stopwatch.Lap(share, nanos));
  }

  private Sample take() throws InterruptedException {
    return mailbox.take(() -> received = copied);
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
  void theNewestWinsAndItsLapHoldsBoth() throws Exception {
    assertThat(put(1, 0.1, 100)).isEqualTo(new Offer(1, false));
    assertThat(put(2, 0.4, 300)).isEqualTo(new Offer(2, true));
    Sample sample = take();
    assertThat(sample).isNotNull();
    assertThat(sample.moment().epoch()).isEqualTo(2);
    assertThat(received).isEqualTo(2);
    assertThat(sample.lap().nanos()).isEqualTo(400);
    assertThat(sample.lap().share()).isCloseTo(0.325, within(1e-12));
    assertThat(put(3, 0.5, 10)).as("the last was read").isEqualTo(new Offer(3, false));
  }

  @Test
  void onceClosedTheLastSampleIsStillHandedOut() throws Exception {
    put(1, 0, 1);
    mailbox.close();
    assertThat(put(2, 0, 1)).isEqualTo(Offer.NONE);
    assertThat(copied).isEqualTo(1);
    assertThat(take()).isNotNull();
    assertThat(take()).isNull();
  }

  @Test
  void aRestEndsWhenTheMailboxIsClosed() throws Exception {
    var rest = inBackground(() -> mailbox.rest(HOUR));
    mailbox.close();
    rest.get(30, TimeUnit.SECONDS);
    mailbox.rest(HOUR); // and there is none any more
  }

  @Test
  void aRestEndsWhenSomebodyWaitsForAnAnalysis() throws Exception {
    long ticket = put(1, 0, 1).ticket();
    var rest = inBackground(() -> mailbox.rest(HOUR));
    var waiting = inBackground(() -> mailbox.awaitFinished(ticket, HOUR_MILLIS));
    rest.get(30, TimeUnit.SECONDS);
    assertThat(waiting).isNotDone();
    mailbox.finished(ticket);
    waiting.get(30, TimeUnit.SECONDS);
  }

  @Test
  void whoWaitedForAnEarlierAnalysisEndsNoRest() throws Exception {
    long ticket = put(1, 0, 1).ticket();
    mailbox.finished(ticket);
    mailbox.awaitFinished(ticket, HOUR_MILLIS);
    long start = System.nanoTime();
    mailbox.rest(TimeUnit.MILLISECONDS.toNanos(50));
    assertThat(System.nanoTime() - start).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(40));
  }

  @Test
  void whoeverWaitsGoesOnWhenTheTimeIsUpOrAllIsReleased() throws Exception {
    long ticket = put(1, 0, 1).ticket();
    mailbox.awaitFinished(ticket, 1);
    var waiting = inBackground(() -> mailbox.awaitFinished(ticket, HOUR_MILLIS));
    mailbox.release();
    waiting.get(30, TimeUnit.SECONDS);
    assertThat(copied).as("what is inside is freed").isZero();
  }
}
