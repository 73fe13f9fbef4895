// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Callable;

/** Whoever interrupts a thread of the host's or of ours. */
final class Interruptions {
  private Interruptions() {}

  static void ofAnalysis() {
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().equals("infoscope-" + Trial.RUN)) {
        thread.interrupt();
      }
    }
  }

  static void ofFlush(Trial trial) {
    assertThat(Trial.within(interrupted(trial.scope()::flush))).isTrue();
  }

  static void ofClose(Trial trial) {
    assertThat(Trial.within(interrupted(trial.scope()::close))).isTrue();
  }

  /** Whether the flag is still there when the work returns. */
  private static Callable<Boolean> interrupted(Runnable work) {
    return () -> {
      Thread.currentThread().interrupt();
      work.run();
      return Thread.interrupted();
    };
  }
}
