// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.network;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.infoscope.cli.Shell;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Where nothing can be concluded, nothing is; case 08-ablate-hypotheses. */
class HypothesesCommandTest {
  private static Path given(String name) {
    try {
      return Path.of(Objects.requireNonNull(Shell.class.getResource("ablation/" + name)).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Shell.Outcome ablate(String model, Object... more) {
    Object[] command = {
      "ablate",
      "--model",
      given(model),
      "--probe",
      given("x.csv"),
      "--labels",
      given("y.csv"),
      "--test",
      given("xt.csv"),
      "--test-labels",
      given("yt.csv")
    };
    Shell.Outcome outcome = Shell.run(Stream.of(command, more).flatMap(Arrays::stream).toArray());
    assertThat(outcome.status()).as(outcome.err()).isZero();
    return outcome;
  }

  @Test
  void aNetworkThatGuessesGivesNoHypothesis() {
    JsonNode json = ablate("untrained.zip", "--json").json();
    for (JsonNode layer : json.get("diagnostics")) {
      assertThat(layer.get("hypotheses")).isNotEmpty();
      for (JsonNode words : layer.get("hypotheses")) {
        assertThat(words.asText()).startsWith("hypothesis: none, the network is at chance");
      }
    }
    for (JsonNode reading : json.get("readings")) {
      assertThat(reading.get("flags").toString()).contains("at_chance");
    }
    assertThat(ablate("untrained.zip").out())
        .contains("none, the network is at chance: accuracy ")
        .doesNotContain("redundancy", "synergy", "irrelevant", "cannot be replaced");
  }

  @Test
  void equalScoresAreNoOrder() {
    JsonNode layer = ablate("cnn.zip", "--json").json().get("diagnostics").elements().next();
    int tied = 0;
    for (Map.Entry<String, JsonNode> entry : layer.get("hypotheses").properties()) {
      if (entry.getValue().asText().contains("neurons have the same")) {
        tied++;
        for (JsonNode accuracy : layer.get("curves").get(entry.getKey())) {
          assertThat(accuracy.isNull()).isTrue();
        }
      }
    }
    assertThat(tied).isPositive();
    String text = ablate("cnn.zip").out();
    assertThat(text)
        .contains("entropy, low first: hypothesis: none, all 8 neurons have the same entropy")
        .doesNotContain("at chance");
  }
}
