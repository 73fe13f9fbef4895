// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infoscope.publish.http.CompressedText;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MessageTest {
  @Test
  void itIsEncodedOnceForAllWhoGetIt() {
    Message message = new Message("frame", "a-1", "{\"é\":1}".getBytes(StandardCharsets.UTF_8));
    assertThat(new String(message.bytes(), StandardCharsets.UTF_8))
        .isEqualTo("id: a-1\nevent: frame\ndata: {\"é\":1}\n\n");
    assertThat(message.data()).isEqualTo("{\"é\":1}");
    assertThat(message.bytes()).isSameAs(message.bytes());
  }

  @Test
  void allReadersGetTheSameMessage() {
    Channel channel = Channel.inMemory(1000, 1000);
    channel.update(SampleRun.health(1));
    Set<Message> heard = Collections.newSetFromMap(new IdentityHashMap<>());
    for (int i = 0; i < 3; i++) {
      Channel.Reader reader = channel.readerAfter("");
      for (Message next = channel.next(reader); next != null; next = channel.next(reader)) {
        heard.add(next);
      }
    }
    assertThat(heard).as("run, health, replayed").hasSize(3);
  }

  @Test
  void packedTextIsSmallerAndComesBack() {
    String text = "{\"values\":[0.25,null]}é\n".repeat(500);
    CompressedText compressed =
        CompressedText.of(out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    assertThat(compressed.size()).isLessThan(text.length() / 20);
    assertThat(compressed.length()).isEqualTo(text.getBytes(StandardCharsets.UTF_8).length);
    assertThat(compressed.text()).isEqualTo(text);
  }
}
