// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.infoscope.safety.Tried;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnprotectedEndpointTest {
  @ParameterizedTest
  @CsvSource({
    "0.0.0.0, , 1",
    "::, , 1",
    "192.0.2.1, , 1",
    "0.0.0.0, secret, 0",
    "127.0.0.1, , 0",
    "127.0.0.2, , 0",
    "::1, , 0"
  })
  @Tried(value = "an endpoint open to the network without a token", area = Tried.Area.NETWORK)
  void anEndpointOpenToTheNetworkIsWarnedOfUnlessThereIsAToken(
      String host, String token, int warnings) {
    List<String> said = new ArrayList<>();
    UnprotectedEndpoint.tell(new InetSocketAddress(host, 9464), token, said::add);
    assertThat(said).hasSize(warnings).allMatch(words -> words.contains("9464"));
  }

  @Test
  void aLoggerThatFailsIsNoReasonNotToTrain() {
    assertThatCode(
            () ->
                UnprotectedEndpoint.tell(
                    new InetSocketAddress("0.0.0.0", 1),
                    null,
                    words -> {
                      throw new IllegalStateException("appender failed");
                    }))
        .doesNotThrowAnyException();
  }
}
