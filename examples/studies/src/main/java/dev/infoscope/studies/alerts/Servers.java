// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.alerts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A Prometheus and an Alertmanager of one's own on loopback, with the committed rules sped up. */
final class Servers implements AutoCloseable {
  /** How many times faster than committed: an evaluation interval of 15 s becomes 1 s. */
  static final int SPEED = 15;

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String[][] WINDOWS = {
    {"'15s'", "'1s'"},
    {"'30s'", "'2s'"},
    {"'1m'", "'4s'"},
    {"'5m'", "'20s'"},
    {"[10m]", "[40s]"},
    {"offset 10m", "offset 40s"},
    {"[1h]", "[4m]"},
    {"[1h:15s]", "[4m:1s]"},
    {", 300)", ", 20)"},
  };

  private final HttpClient client = HttpClient.newHttpClient();
  private final List<Process> processes = new ArrayList<>();
  private final Path folder;
  private final int prometheus;
  private final int alertmanager;

  /** Starts both; target is the port of the process that trains. */
  Servers(Path folder, Path dashboards, int target) throws IOException, InterruptedException {
    this.folder = folder;
    this.prometheus = freePort();
    this.alertmanager = freePort();
    Runtime.getRuntime().addShutdownHook(new Thread(this::close)); // also when interrupted
    configure(dashboards, target);
    startAlertmanager();
    startPrometheus();
    awaitReady(prometheus);
    awaitReady(alertmanager);
  }

  private void configure(Path dashboards, int target) throws IOException {
    String rules = Files.readString(dashboards.resolve("rules/infoscope.rules.yml"));
    for (String[] window : WINDOWS) {
      rules = rules.replace(window[0], window[1]);
    }
    Files.writeString(folder.resolve("infoscope.rules.yml"), rules);
    Files.writeString(folder.resolve("prometheus.yml"), configuration(target));
    String notices = Files.readString(dashboards.resolve("alertmanager/alertmanager.yml"));
    Files.writeString(
        folder.resolve("alertmanager.yml"),
        notices.replace("group_wait: 10s", "group_wait: 0s").replace(": 1m", ": 1s"));
  }

  private void startAlertmanager() throws IOException {
    start(
        "prometheus-alertmanager",
        "--config.file=alertmanager.yml",
        "--storage.path=alertmanager",
        "--cluster.listen-address=",
        "--web.listen-address=127.0.0.1:" + alertmanager);
  }

  private void startPrometheus() throws IOException {
    start(
        "prometheus",
        "--config.file=prometheus.yml",
        "--storage.tsdb.path=prometheus",
        "--web.listen-address=127.0.0.1:" + prometheus);
  }

  private String configuration(int target) {
    return String.format(
        Locale.ROOT,
        """
        global: {scrape_interval: 1s, scrape_timeout: 1s, evaluation_interval: 1s}
        rule_files: [infoscope.rules.yml]
        alerting: {alertmanagers: [{static_configs: [{targets: ['127.0.0.1:%d']}]}]}
        scrape_configs: [{job_name: infoscope, static_configs: [{targets: ['127.0.0.1:%d']}]}]
        """,
        alertmanager,
        target);
  }

  private void start(String... command) throws IOException {
    File log = folder.resolve(command[0] + ".log").toFile();
    processes.add(
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log)
            .start());
  }

  private void awaitReady(int port) throws IOException, InterruptedException {
    for (int attempt = 0; attempt < 200; attempt++) {
      try {
        if (get(port, "/-/ready").statusCode() == 200) {
          return;
        }
      } catch (IOException notYet) {
        // The port is not open yet.
      }
      Thread.sleep(100);
    }
    throw new IOException("no answer on port " + port + "; see the logs in " + folder);
  }

  private HttpResponse<String> get(int port, String path) throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + port + path);
    return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
  }

  /** What Alertmanager holds active, inhibited notices left out. */
  JsonNode notices() throws IOException, InterruptedException {
    String path = "/api/v2/alerts?active=true&inhibited=false&silenced=false";
    return JSON.readTree(get(alertmanager, path).body());
  }

  /** Series of an instant query. */
  JsonNode query(String expression) throws IOException, InterruptedException {
    String query = URLEncoder.encode(expression, StandardCharsets.UTF_8);
    return JSON.readTree(get(prometheus, "/api/v1/query?query=" + query).body())
        .path("data")
        .path("result");
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    processes.forEach(Process::destroy);
  }
}
