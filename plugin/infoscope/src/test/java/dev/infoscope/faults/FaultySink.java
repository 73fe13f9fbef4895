// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.faults;

import dev.infoscope.report.EpochReport;
import dev.infoscope.report.Health;
import dev.infoscope.report.ReportSink;
import dev.infoscope.report.Run;
import java.time.Duration;

/** A user's sink that does what it is told in one of its calls. */
final class FaultySink implements ReportSink {
  static final String PART = "sink:FaultySink";

  /** The calls of a sink. */
  enum Call {
    BEGIN,
    PUBLISH,
    UPDATE
  }

  private final Call where;
  private final Trial.Action action;

  FaultySink(Call where, Trial.Action action) {
    this.where = where;
    this.action = action;
  }

  private void in(Call call) {
    if (call == where) {
      try {
        action.run();
      } catch (RuntimeException e) {
        throw e;
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
  }

  @Override
  public void begin(Run run) {
    in(Call.BEGIN);
  }

  @Override
  public void publish(EpochReport report) {
    in(Call.PUBLISH);
  }

  @Override
  public void update(Health health) {
    in(Call.UPDATE);
  }

  @Override
  public Duration deadline() {
    return Duration.ofMillis(200);
  }
}
