// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish;

import dev.infoscope.publish.page.PageSink;
import dev.infoscope.report.Destination;
import dev.infoscope.report.EpochReport;
import dev.infoscope.report.Health;
import dev.infoscope.report.ReportEntry;
import dev.infoscope.report.ReportSink;
import dev.infoscope.report.Run;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Serves the live page at {@code /}, and {@code /metrics} to Prometheus: text format, or
 * OpenMetrics when asked for, compressed when accepted. All series of a scrape belong to one
 * report.
 *
 * <p>Few daemon threads serve few connections, of which the stillest give way to new ones, so that
 * no client can slow training down. Until {@link #close}, and for as long after it as was asked
 * for, the last report stays readable; then the port is free and no thread is left. Runs of one
 * process that ask for the same address share the port and the page; then it is free when the last
 * of them is closed.
 */
public final class Endpoint implements ReportSink {
  private static final int ENOUGH = 2;
  private static final String KEEPER = "infoscope-page-kept";

  private final SharedPort port;
  private final MeterSink meters;
  private final PageSink page;
  private final Duration kept;
  private volatile long scrapesBefore;
  private boolean closed;

  /**
   * Opens the port and begins to serve whoever asks.
   *
   * @param address where to listen; port 0 for any free port
   * @throws IOException if the port cannot be opened; the message names the address
   */
  public Endpoint(InetSocketAddress address) throws IOException {
    this(address, null);
  }

  /**
   * Opens the port, or joins it, with a token.
   *
   * @param address where to listen; port 0 for any free port
   * @param token that every request must bring; null for none
   * @throws IOException as {@link #Endpoint(InetSocketAddress, String, Duration)} does
   */
  public Endpoint(InetSocketAddress address, @Nullable String token) throws IOException {
    this(address, token, Duration.ZERO);
  }

  /**
   * Opens the port, or joins it if this process serves a run there already, and begins to serve.
   *
   * @param address where to listen; port 0 for any free port
   * @param token that every request must bring; null for none
   * @param kept how long the page stays up after {@link #close}, in a thread that keeps the process
   *     alive
   * @throws IOException if the port cannot be opened, or is served with another token; the message
   *     names the address
   * @throws IllegalArgumentException if the class path holds a Micrometer before 1.13
   */
  public Endpoint(InetSocketAddress address, @Nullable String token, Duration kept)
      throws IOException {
    PrometheusClient.require();
    port = SharedPort.join(address, token);
    this.kept = kept;
    meters = port.meters();
    page = port.page();
  }

  /**
   * Where to look.
   *
   * @return address of the server, with the actual port
   */
  public URI uri() {
    return port.uri();
  }

  @Override
  public Set<Destination> destinations() {
    return Set.of(new Destination(port, true));
  }

  /**
   * Shows on the page what an earlier process has read of this run; {@code /metrics} shows what
   * comes next.
   *
   * @param earlier a report of its history
   */
  public void recall(ReportEntry earlier) {
    page.recall(earlier);
  }

  @Override
  public void begin(Run run) {
    page.begin(run);
    port.change(() -> meters.begin(run));
  }

  @Override
  public void publish(EpochReport report) {
    page.publish(report); // first, as a meter that is refused is no trouble of the page
    try {
      port.change(() -> meters.publish(report));
    } finally {
      scrapesBefore = port.scrapes().total();
    }
  }

  @Override
  public void update(Health health) {
    page.update(health);
    port.change(() -> meters.update(health));
  }

  @Override
  public void finish() {
    page.finish();
    port.change(meters::finish);
    scrapesBefore = port.scrapes().total();
  }

  @Override
  public String shownAt() {
    return "page " + uri();
  }

  /**
   * Waits until the last report has been scraped twice, so that it is sure to be in a Prometheus
   * before the port closes: once might be another client.
   *
   * @param limit how long to wait at the most
   * @return whether two scrapes came
   * @throws InterruptedException if the waiting thread is interrupted
   */
  public boolean awaitScrapes(Duration limit) throws InterruptedException {
    return port.scrapes().await(scrapesBefore + ENOUGH, limit);
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    page.close();
    port.change(meters::close);
    if (kept.isZero()) {
      port.leave();
    } else {
      Thread keeper = new Thread(this::leaveLater, KEEPER);
      keeper.setDaemon(false); // as the process would end with its training
      keeper.start();
    }
  }

  private void leaveLater() {
    try {
      Thread.sleep(kept.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // and the port is free at once
    } finally {
      port.leave();
    }
  }
}
