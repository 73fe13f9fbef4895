// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.faults;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Locale;

/** Whoever is at the other end of a connection. */
final class Peers {
  private Peers() {}

  /** What a gateway does with a connection. */
  interface Answer {
    void to(Socket client) throws IOException, InterruptedException;
  }

  /** A gateway on loopback; it ends when it is closed. */
  static ServerSocket gateway(Answer answer) throws IOException {
    ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread thread =
        new Thread(
            () -> {
              while (!server.isClosed()) {
                try (Socket client = server.accept()) {
                  client.getInputStream().read(new byte[1000]);
                  answer.to(client);
                } catch (IOException | InterruptedException gone) {
                  continue; // the client, or the server itself
                }
              }
            });
    thread.setDaemon(true);
    thread.start();
    return server;
  }

  static URI uri(ServerSocket server) {
    return URI.create(String.format(Locale.ROOT, "http://127.0.0.1:%d", server.getLocalPort()));
  }

  /** A client that sends some bytes and stays. */
  static Socket sends(URI to, byte[] bytes) throws IOException {
    Socket socket = new Socket(to.getHost(), to.getPort());
    socket.getOutputStream().write(bytes);
    socket.getOutputStream().flush();
    return socket;
  }

  static Socket sends(URI to, String text) throws IOException {
    return sends(to, text.getBytes(US_ASCII));
  }

  static String head(URI to, String path) {
    return "GET " + path + " HTTP/1.1\r\nHost: " + to.getHost() + ":" + to.getPort() + "\r\n";
  }

  /** What a scrape gets. */
  static HttpResponse<String> scrape(URI endpoint) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(endpoint.resolve("/metrics"))
            .timeout(Duration.ofSeconds(20))
            .build();
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
  }
}
