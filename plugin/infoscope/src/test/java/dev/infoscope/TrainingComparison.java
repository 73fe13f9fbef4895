// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infoscope.dl4j.Recorder;
import dev.infoscope.kinds.Kind;

/** Trains a kind of network with and without Infoscope, and compares the bits. */
final class TrainingComparison {
  private static final int EPOCHS = 4;

  private TrainingComparison() {}

  /** Training waits for every snapshot. */
  static void assertSynchronously(Kind kind) {
    Recorder recorder = new Recorder();
    assertInnocent(kind, watching(kind, recorder).synchronous(), recorder);
  }

  /** Training and analysis run at once, as fast as they can. */
  static void assertFromAnotherThread(Kind kind) {
    Recorder recorder = new Recorder();
    assertInnocent(kind, watching(kind, recorder).budget(1), recorder);
  }

  private static InfoscopeBuilder watching(Kind kind, Recorder recorder) {
    return Infoscope.builder()
        .probe(kind.data())
        .labels(kind.classes())
        .without("flow", "conductance", "relay")
        .everyIterations(1)
        .sink(recorder);
  }

  private static void assertInnocent(Kind kind, InfoscopeBuilder builder, Recorder recorder) {
    Kind.Outcome without = kind.train(EPOCHS);
    Kind.Outcome with;
    try (Infoscope scope = builder.build()) {
      with = kind.train(EPOCHS, scope.listener());
    }
    assertThat(with.parameters()).as("%s", kind).containsExactly(without.parameters());
    assertThat(with.updaterState()).containsExactly(without.updaterState());
    assertThat(recorder.lastHealth().failures().values()).as("%s", kind).containsOnly(0L);
    assertThat(recorder.lastHealth().snapshots()).isPositive();
  }
}
