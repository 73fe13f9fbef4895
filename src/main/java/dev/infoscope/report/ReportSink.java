// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.report;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;

/**
 * Takes reports to wherever they are read. Called by one thread of its own, in order: {@link
 * #destinations} and {@link #shownAt}, {@link #begin} once, then {@link #publish} and {@link
 * #update}, perhaps {@link #finish}, at last {@link #shownAt} again and {@link #close}. Only {@link
 * #deadline} and {@link #latestOnly} are asked before, once, when the instrument is built, by a
 * thread that ends with the answer. Whoever builds waits for it, at most ten seconds; then the sink
 * is late, and is called as by default once it has returned. Whatever a sink throws is counted and
 * logged, and training and the other sinks go on; what these two throw is thrown by the builder.
 *
 * <p>A call that takes longer than {@link #deadline} is interrupted and counted as a failure; until
 * the sink is on time again nobody waits for it, and of the reports that wait for it the oldest are
 * dropped beyond eight, each counted as a failure.
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
   * different names. Asked once, before {@link #begin}; the training waits for the answer, at most
   * for the {@link #deadline}, and then goes on as if there were none.
   *
   * @return none by default
   * @throws Exception if it is not known
   */
  default Set<Destination> destinations() throws Exception {
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
   * Learns that training has ended on purpose, as planned or before; not of one that was cut off.
   * Comes before the end, but a report may still follow where training goes on all the same.
   *
   * @throws Exception if it cannot be taken
   */
  default void finish() throws Exception {}

  /**
   * Where a person finds the reports, for the log. Asked before {@link #begin} and before {@link
   * #close}.
   *
   * @return an address or a file with a word before it, as in {@code page http://127.0.0.1:9464/};
   *     empty by default, where there is nothing to look at
   * @throws Exception if it cannot be told
   */
  default String shownAt() throws Exception {
    return "";
  }

  /**
   * How long one call may take.
   *
   * @return above 0, never null; ten seconds by default
   */
  default Duration deadline() {
    return Duration.ofSeconds(10);
  }

  /**
   * Whether a report makes those before it worthless, as where each replaces the last. Then a
   * report that still waits when the next one comes is left out, and counted nowhere.
   *
   * @return false by default: every report counts
   */
  default boolean latestOnly() {
    return false;
  }

  /**
   * Ends; nothing comes after it.
   *
   * @throws IOException if something could not be put away
   */
  @Override
  default void close() throws IOException {}
}
