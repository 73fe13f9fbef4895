// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infoscope.publish.http.Packed;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MessageTest {
  @Test
  void itIsEncodedOnceForAllWhoGetIt() {
    Message message = new Message("frame", "a-1", "{\"é\":1}");
    assertThat(new String(message.bytes(), StandardCharsets.UTF_8))
        .isEqualTo("id: a-1\nevent: frame\ndata: {\"é\":1}\n\n");
    assertThat(message.bytes()).isSameAs(message.bytes());
  }

  @Test
  void allListenersGetTheSameMessage() {
    Channel channel = Channel.inMemory(10, 1000);
    List<Message> heard = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      channel.join(heard::add, "");
    }
    channel.end();
    assertThat(heard).hasSize(3).allMatch(each -> each == heard.get(0));
  }

  @Test
  void packedTextIsSmallerAndComesBack() {
    String text = "{\"values\":[0.25,null]}é\n".repeat(500);
    Packed packed = Packed.of(text);
    assertThat(packed.size()).isLessThan(text.length() / 20);
    assertThat(packed.length()).isEqualTo(text.length());
    assertThat(packed.text()).isEqualTo(text);
  }
}
