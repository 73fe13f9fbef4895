// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j;

import dev.infoscope.measure.Moment;
import java.time.Instant;
import org.deeplearning4j.nn.api.Model;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The mailbox between training and analysis: holds the parameters of one moment; the newest wins.
 *
 * <p>Copying in and out each take about a tenth of a millisecond, so one slot serves: as soon as
 * the shadow has the parameters it is free again.
 */
final class ParameterSlot {
  /**
   * What the analysis is handed.
   *
   * @param ticket number of the sample
   * @param moment when it was taken
   * @param trainingShare time taken from the training thread since the last sample, per wall time
   * @param wallNanos wall time since the last sample
   */
  record Sample(long ticket, Moment moment, double trainingShare, long wallNanos) {}

  private @Nullable INDArray parameters;
  private @Nullable Sample waiting;
  private long tickets;
  private long done;
  private boolean closed;

  /** Puts a copy in. Returns the ticket, or its negative if an unread sample was overwritten. */
  @SuppressWarnings("try") // the scope is used by being open
  synchronized long put(Model model, int epoch, int iteration, Stopwatch.Lap lap) {
    boolean overwritten = waiting != null;
    try (MemoryWorkspace outside = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
      if (parameters == null) {
        parameters = model.params().dup();
      } else {
        parameters.assign(model.params());
      }
    }
    tickets++;
    waiting =
        new Sample(
            tickets,
            new Moment(epoch, iteration, Instant.now(), model.score()),
            lap.share(),
            lap.nanos());
    notifyAll();
    return overwritten ? -tickets : tickets;
  }

  /** Waits for a sample and moves it into the shadow; null once closed and empty. */
  synchronized @Nullable Sample take(INDArray into) throws InterruptedException {
    while (waiting == null && !closed) {
      wait();
    }
    Sample sample = waiting;
    if (sample != null) {
      into.assign(parameters);
      waiting = null;
    }
    return sample;
  }

  /** Lets those go on who waited for this ticket or an earlier one. */
  synchronized void finished(long ticket) {
    done = Math.max(done, ticket);
    notifyAll();
  }

  synchronized void awaitFinished(long ticket, long millis) throws InterruptedException {
    long end = System.nanoTime() + millis * 1_000_000;
    while (done < ticket) {
      long left = (end - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        return;
      }
      wait(left);
    }
  }

  synchronized long lastTicket() {
    return tickets;
  }

  /** Nothing more will be put in. */
  synchronized void close() {
    closed = true;
    notifyAll();
  }

  synchronized void release() {
    waiting = null;
    done = tickets;
    if (parameters != null) {
      parameters.close();
      parameters = null;
    }
    notifyAll();
  }
}
