// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.page;

import dev.infoscope.report.EpochReport;
import dev.infoscope.report.Health;
import dev.infoscope.report.ReportEntry;
import dev.infoscope.report.ReportSink;
import dev.infoscope.report.Run;
import java.time.Instant;

/**
 * Sends the reports of a running training to the live page. Publishing encodes a report, keeps it
 * and returns.
 *
 * <p>Takes reports from one thread, as sinks do; browsers come and go on others.
 */
public final class PageSink implements ReportSink {
  private final Channel channel;
  private final Runnable grown;
  private final String session = Instant.now().toString();

  PageSink(Channel channel, Runnable grown) {
    this.channel = channel;
    this.grown = grown;
  }

  @Override
  public void begin(Run run) {
    channel.begin(run);
  }

  @Override
  public void publish(EpochReport report) {
    channel.add(report.entry().written(session, null));
    grown.run();
  }

  /**
   * Adds what an earlier process has read.
   *
   * @param earlier a report of its history
   */
  public void recall(ReportEntry earlier) {
    channel.add(earlier);
    grown.run();
  }

  @Override
  public void update(Health health) {
    channel.update(health);
  }

  @Override
  public void finish() {
    channel.finish();
  }

  @Override
  public void close() {
    channel.end();
  }
}
