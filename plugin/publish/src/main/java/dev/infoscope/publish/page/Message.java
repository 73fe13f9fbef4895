// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.page;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A server-sent event; an empty id leaves the browser's last one as it is. Encoded when it is first
 * written, and then shared by all who get it: only browsers' threads pay for that, and once.
 */
final class Message {
  private final String event;
  private final String id;
  private final String data;
  private volatile byte @Nullable [] bytes;

  Message(String event, String id, String data) {
    this.event = event;
    this.id = id;
    this.data = data;
  }

  static Message named(String event, String data) {
    return new Message(event, "", data);
  }

  String event() {
    return event;
  }

  String id() {
    return id;
  }

  String data() {
    return data;
  }

  /** As it goes over the wire; data is JSON on one line. Not to be changed. */
  byte[] bytes() {
    byte[] known = bytes;
    if (known == null) {
      known = encoded();
      bytes = known;
    }
    return known;
  }

  private byte[] encoded() {
    String head = id.isEmpty() ? "" : "id: " + id + "\n";
    return (head + "event: " + event + "\ndata: " + data + "\n\n").getBytes(StandardCharsets.UTF_8);
  }
}
