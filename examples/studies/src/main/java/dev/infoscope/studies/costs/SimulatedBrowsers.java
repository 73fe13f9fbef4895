// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.costs;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A process of its own that watches a run as many browsers would: each listens to the events, asks
 * for the matrices of every report that has any, and one more asks for the events and never reads
 * them. It says when all have caught up, and ends when its input does.
 */
final class SimulatedBrowsers {
  private static final Pattern MOMENT =
      Pattern.compile("\"epoch\":(\\d+),\"iteration\":(\\d+).*\"m\":true");

  private static final String REQUEST = "GET /events HTTP/1.1\r\nHost: localhost\r\n\r\n";

  private final URI page;
  private final HttpClient client = HttpClient.newHttpClient();
  private final LongAdder frames = new LongAdder();
  private final LongAdder bytes = new LongAdder();
  private final CountDownLatch caughtUp;

  private SimulatedBrowsers(URI page, int count) {
    this.page = page;
    this.caughtUp = new CountDownLatch(count);
  }

  /**
   * Watches until the input ends.
   *
   * @param arguments address of the page, and how many clients
   * @throws Exception if there is no such page
   */
  public static void main(String[] arguments) throws Exception {
    int count = Integer.parseInt(arguments[1]);
    SimulatedBrowsers watchers = new SimulatedBrowsers(URI.create(arguments[0]), count);
    try (Socket deaf = new Socket(watchers.page.getHost(), watchers.page.getPort())) {
      deaf.getOutputStream().write(REQUEST.getBytes(StandardCharsets.US_ASCII));
      watchers.watch(count);
      watchers.caughtUp.await();
      System.out.println("watching");
      System.in.transferTo(OutputStream.nullOutputStream());
    }
    System.out.println(watchers.frames + " " + watchers.bytes);
    System.exit(0);
  }

  private void watch(int count) {
    ExecutorService threads =
        Executors.newFixedThreadPool(
            count,
            task -> {
              Thread thread = new Thread(task, "watcher");
              thread.setDaemon(true);
              return thread;
            });
    for (int i = 0; i < count; i++) {
      threads.execute(this::listen);
    }
  }

  private void listen() {
    HttpRequest request = HttpRequest.newBuilder(page.resolve("/events")).build();
    try (InputStream body = client.send(request, HttpResponse.BodyHandlers.ofInputStream()).body();
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
      read(lines);
    } catch (IOException e) {
      System.err.println("a client was dropped: " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void read(BufferedReader lines) throws IOException, InterruptedException {
    boolean live = false;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      bytes.add(line.length());
      if (line.equals("event: replayed")) {
        live = true;
        caughtUp.countDown();
      }
      if (live && line.startsWith("data: {\"epoch\":")) {
        frames.increment();
        matrices(line);
      }
    }
  }

  /** As the page does while it follows a run. */
  private void matrices(String frame) throws IOException, InterruptedException {
    Matcher moment = MOMENT.matcher(frame);
    if (moment.find()) {
      String path =
          String.format(
              Locale.ROOT,
              "/matrices?run=0&epoch=%s&iteration=%s",
              moment.group(1),
              moment.group(2));
      HttpRequest request =
          HttpRequest.newBuilder(page.resolve(path)).header("Accept-Encoding", "gzip").build();
      bytes.add(client.send(request, HttpResponse.BodyHandlers.ofByteArray()).body().length);
    }
  }
}
