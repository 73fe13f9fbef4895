// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope;

import dev.infoscope.numeric.Require;
import dev.infoscope.publish.PushSink;
import dev.infoscope.report.ReportSink;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

/** What an {@link InfoscopeBuilder} lets you say about where reports go. */
public sealed interface OutputOptions permits InfoscopeBuilder {
  /**
   * Serves the live page and {@code /metrics} on loopback.
   *
   * @param port 0 for any free port
   * @return this builder
   */
  default InfoscopeBuilder serve(int port) {
    Require.that(port >= 0 && port <= 65535, "port (%d) must be from 0 to 65535", port);
    return serve(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
  }

  /**
   * Serves the live page and {@code /metrics} on an address of your own choice. Beyond loopback
   * anybody who reaches it can read it, unless there is a {@link #token}; without one a warning is
   * logged.
   *
   * @param address host and port
   * @return this builder
   */
  InfoscopeBuilder serve(InetSocketAddress address);

  /**
   * Asks every request to the endpoint for a token: {@code Authorization: Bearer}, or for a browser
   * {@code /?token=} once. It travels as it is, so put TLS before the endpoint on a network.
   *
   * @param token not blank
   * @return this builder
   */
  InfoscopeBuilder token(String token);

  /**
   * Keeps the endpoint up at the end until the last report has been scraped twice. Without it the
   * last epoch of a process that ends at once is lost to Prometheus, and looks like a crash.
   *
   * @param limit how long {@link Infoscope#close} waits at the most, also where nobody scrapes;
   *     twice the scrape interval and a little. Not at all by default
   * @return this builder
   */
  InfoscopeBuilder awaitScrapes(Duration limit);

  /**
   * Keeps the page up after the end, so that a process that ends with its training does not take it
   * away from whoever reads it. {@link Infoscope#close} returns at once all the same; the process
   * goes on until the limit has passed, or until it is stopped. The series of the run are no longer
   * at {@code /metrics}.
   *
   * @param limit how long the page stays at the most; not at all by default
   * @return this builder
   */
  default InfoscopeBuilder keepServing(Duration limit) {
    Require.given("keepServing", limit);
    Require.that(!limit.isNegative(), "keepServing (%s) must not be negative", limit);
    InfoscopeBuilder builder = (InfoscopeBuilder) this; // the only one there is
    builder.outputs.kept = limit;
    return builder;
  }

  /**
   * Publishes to a registry of the host's as well. {@link Infoscope#close} takes all meters of the
   * run out of it again, and nothing else; {@link #keepMeters} leaves them there. A meter that the
   * registry refuses is counted and logged once, and all others go on.
   *
   * @param registry any Micrometer registry
   * @return this builder
   */
  InfoscopeBuilder registry(MeterRegistry registry);

  /**
   * Leaves the meters in the host's registries when the run is closed, with their last values,
   * until a run of the same name and model begins. For a process that ends with its training and
   * closes its registry last: a registry that pushes (StatsD, OTLP and others) sends what it holds
   * only then and at its interval.
   *
   * @return this builder
   */
  InfoscopeBuilder keepMeters();

  /**
   * Pushes every report to a Prometheus Pushgateway, for jobs too short to be scraped. A gateway
   * that does not answer within five seconds is counted as a failure, and training goes on.
   *
   * @param gateway its http or https address, as in {@code http://127.0.0.1:9091}, or with a name
   *     and password {@code https://name:password@host}, which appear in no message
   * @return this builder
   */
  default InfoscopeBuilder push(URI gateway) {
    return sink(new PushSink(Require.given("push", gateway), Duration.ofSeconds(5)));
  }

  /**
   * Pushes every report to a Prometheus Pushgateway, or a proxy before it, that asks for a token;
   * else as {@link #push(URI)}.
   *
   * @param gateway its address; over http anyone on the way can read the token
   * @param token sent as {@code Authorization: Bearer token} (RFC 6750)
   * @return this builder
   */
  default InfoscopeBuilder push(URI gateway, String token) {
    Require.given("push", gateway);
    String authorization = "Bearer " + Require.given("push token", token);
    return sink(new PushSink(gateway, Duration.ofSeconds(5), authorization));
  }

  /**
   * Keeps every report, exactly, in a file of JSON lines; one that is there already is continued.
   * {@link InfoscopeBuilder#build} refuses one that cannot be written; later that is counted, and
   * training goes on.
   *
   * @param file where to; its folder must exist
   * @return this builder
   */
  InfoscopeBuilder history(Path file);

  /**
   * Hands every report to a sink of your own.
   *
   * @param sink called on a thread of its own; what it throws is counted
   * @return this builder
   */
  InfoscopeBuilder sink(ReportSink sink);
}
