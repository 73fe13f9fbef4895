// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.faults;

import dev.infoscope.measure.Findings;
import dev.infoscope.measure.Measure;
import dev.infoscope.network.Snapshot;
import java.util.List;

/** A user's measure that does what it is told from some call on. */
final class FaultyMeasure implements Measure {
  static final String NAME = "odd";

  /** What becomes of a call. */
  interface Step {
    Findings run() throws Throwable;
  }

  private final int from;
  private final Step step;
  private int calls;

  FaultyMeasure(int from, Step step) {
    this.from = from;
    this.step = step;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Findings measure(Snapshot snapshot) throws Exception {
    calls++;
    if (calls < from) {
      return Findings.of(List.of());
    }
    try {
      return step.run();
    } catch (Exception | Error e) {
      throw e;
    } catch (Throwable other) {
      throw new AssertionError(other);
    }
  }
}
