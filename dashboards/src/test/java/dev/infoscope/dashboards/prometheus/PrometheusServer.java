// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dashboards.prometheus;

import dev.infoscope.publish.TestRequirement;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * Debian's Prometheus on a free port of loopback, scraping one target every second under the job
 * {@code infoscope}. {@link #close} ends the process it started, and nothing else, and removes its
 * data.
 */
public final class PrometheusServer implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Path folder;
  private final Process process;
  private final PrometheusApi api;
  private final Thread lastResort = new Thread(this::end, "prometheus-end");

  private PrometheusServer(Path folder, Process process, URI uri) {
    this.folder = folder;
    this.process = process;
    this.api = new PrometheusApi(uri);
    Runtime.getRuntime().addShutdownHook(lastResort);
  }

  /**
   * Starts and waits until it answers.
   *
   * @param targetPort port of the endpoint on loopback
   * @param rules rule groups in YAML; empty for none
   * @return the running server
   */
  public static PrometheusServer scraping(int targetPort, String rules) {
    return scraping(targetPort, rules, Duration.ofSeconds(1));
  }

  /**
   * The same, less often.
   *
   * @param targetPort port on loopback
   * @param rules file of rules; empty for none
   * @param interval between scrapes, whole seconds
   * @return running
   */
  public static PrometheusServer scraping(int targetPort, String rules, Duration interval) {
    return started(folder -> {}, config(targetPort, interval.toSeconds()), rules);
  }

  /**
   * Starts on blocks that {@code promtool} makes of a text, and scrapes nothing.
   *
   * @param openMetrics with timestamps
   * @param rules rule groups in YAML; empty for none
   * @return the running server
   */
  public static PrometheusServer backfilled(Path openMetrics, String rules) {
    String promtool = TestRequirement.program("promtool");
    return started(
        folder -> {
          List<String> words =
              List.of(
                  promtool,
                  "tsdb",
                  "create-blocks-from",
                  "openmetrics",
                  openMetrics.toString(),
                  folder.resolve("data").toString());
          ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
          builder.redirectOutput(folder.resolve("blocks").toFile());
          if (builder.start().waitFor() != 0) {
            throw new IOException(Files.readString(folder.resolve("blocks")));
          }
        },
        "global: {evaluation_interval: 1s}\nrule_files: ['*.rules.yml']\n",
        rules);
  }

  private interface Filling {
    void fill(Path folder) throws IOException, InterruptedException;
  }

  private static PrometheusServer started(Filling filling, String configuration, String rules) {
    String program = TestRequirement.program("prometheus");
    try {
      Path folder = Files.createTempDirectory("infoscope-prometheus-");
      Files.writeString(folder.resolve("test.rules.yml"), rules.isEmpty() ? "groups: []" : rules);
      Path config = folder.resolve("prometheus.yml");
      Files.writeString(config, configuration);
      filling.fill(folder);
      int port = freePort();
      Process process = start(program, folder, config, port);
      URI uri = URI.create("http://127.0.0.1:" + port);
      PrometheusServer server = new PrometheusServer(folder, process, uri);
      server.awaitReady();
      return server;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String config(int targetPort, long seconds) {
    return String.format(
        Locale.ROOT,
        """
        global: {scrape_interval: %1$ds, scrape_timeout: %1$ds, evaluation_interval: 1s}
        rule_files: ['*.rules.yml']
        scrape_configs:
          - job_name: infoscope
            static_configs: [{targets: ['127.0.0.1:%2$d']}]
        """,
        seconds,
        targetPort);
  }

  private static Process start(String program, Path folder, Path config, int port)
      throws IOException {
    return new ProcessBuilder(
            List.of(
                program,
                "--config.file=" + config,
                "--storage.tsdb.path=" + folder.resolve("data"),
                "--storage.tsdb.retention.time=1h",
                "--web.listen-address=127.0.0.1:" + port,
                "--log.level=warn"))
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("log").toFile())
        .start();
  }

  /**
   * A port nobody listens on at the moment.
   *
   * @return a port of loopback
   */
  public static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Where it listens.
   *
   * @return without a path
   */
  public URI uri() {
    return api.uri();
  }

  /**
   * Its query interface.
   *
   * @return queries over HTTP
   */
  public PrometheusApi api() {
    return api;
  }

  /**
   * Waits until an expression returns a sample.
   *
   * @param expression in PromQL
   */
  public void await(String expression) {
    await(() -> !api.now(expression).isEmpty(), expression);
  }

  private void awaitReady() {
    try {
      await(api::isReady, "readiness");
    } catch (IllegalStateException e) {
      close();
      throw e;
    }
  }

  private void await(BooleanSupplier condition, String what) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        throw new IllegalStateException("waited in vain for " + what + "\n" + log());
      }
      try {
        TimeUnit.MILLISECONDS.sleep(100);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted", e);
      }
    }
  }

  private String log() {
    try {
      return Files.readString(folder.resolve("log"));
    } catch (IOException e) {
      return "no log: " + e.getMessage();
    }
  }

  @Override
  public void close() {
    Runtime.getRuntime().removeShutdownHook(lastResort);
    end();
  }

  private void end() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    delete();
  }

  private void delete() {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
