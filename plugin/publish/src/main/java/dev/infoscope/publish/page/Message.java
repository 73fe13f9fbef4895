// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.page;

import java.nio.charset.StandardCharsets;

/** A server-sent event; an empty id leaves the browser's last one as it is. */
record Message(String event, String id, String data) {
  static Message named(String event, String data) {
    return new Message(event, "", data);
  }

  /** As it goes over the wire; data is JSON on one line. */
  byte[] bytes() {
    String head = id.isEmpty() ? "" : "id: " + id + "\n";
    return (head + "event: " + event + "\ndata: " + data + "\n\n").getBytes(StandardCharsets.UTF_8);
  }
}
