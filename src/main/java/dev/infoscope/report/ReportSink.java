// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.report;

import java.io.IOException;
import java.util.Set;

/**
 * Takes reports to wherever they are read. Called by one thread at a time, in order: {@link #begin}
 * once, then {@link #publish} and {@link #update}, at last {@link #close}. Whatever a sink throws
 * is counted and logged; training and the other sinks go on.
 */
@FunctionalInterface
public interface ReportSink extends AutoCloseable {
  /**
   * Takes a report.
   *
   * @param report all readings of one moment
   * @throws Exception if it cannot be taken; it is counted, and the next report comes all the same
   */
  void publish(EpochReport report) throws Exception;

  /**
   * Where reports end up that those of other runs may reach too; runs under way at one place have
   * different names. Asked once, before {@link #begin}.
   *
   * @return none by default
   * @throws Exception if it cannot be told
   */
  default Set<Place> places() throws Exception {
    return Set.of();
  }

  /**
   * Learns about the run, before its first report.
   *
   * @param run the run
   * @throws Exception if the sink cannot work
   */
  default void begin(Run run) throws Exception {}

  /**
   * Learns how the instrument is doing, whenever that has changed.
   *
   * @param health totals since the run began
   * @throws Exception if it cannot be taken
   */
  default void update(Health health) throws Exception {}

  /**
   * Ends; nothing comes after it.
   *
   * @throws IOException if something could not be put away
   */
  @Override
  default void close() throws IOException {}
}
