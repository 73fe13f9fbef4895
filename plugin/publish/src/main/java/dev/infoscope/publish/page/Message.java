// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.page;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A server-sent event as it goes over the wire, the same bytes for all who get it. Its data is JSON
 * on one line. Immutable.
 */
final class Message {
  private final byte[] bytes;
  private final int dataFrom;

  /** An empty id leaves the browser's last one as it is. */
  Message(String event, String id, byte[] data) {
    String head = (id.isEmpty() ? "" : "id: " + id + "\n") + "event: " + event + "\ndata: ";
    byte[] before = head.getBytes(StandardCharsets.UTF_8);
    this.dataFrom = before.length;
    this.bytes = Arrays.copyOf(before, before.length + data.length + 2);
    System.arraycopy(data, 0, bytes, before.length, data.length);
    bytes[bytes.length - 2] = '\n';
    bytes[bytes.length - 1] = '\n';
  }

  static Message of(String event, Json.Body data) {
    return new Message(event, "", Json.bytes(data));
  }

  /** An event that says all by its name. */
  static Message bare(String event) {
    return of(event, json -> {});
  }

  /** Not to be changed. */
  byte[] bytes() {
    return bytes;
  }

  /** How much memory it takes. */
  int size() {
    return bytes.length;
  }

  String data() {
    return new String(bytes, dataFrom, bytes.length - 2 - dataFrom, StandardCharsets.UTF_8);
  }
}
