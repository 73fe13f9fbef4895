// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.network;

import static dev.infoscope.cli.Shell.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.infoscope.cli.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs held against each other. */
class CompareCommandTest {
  @TempDir private Path folder;

  /** A run whose last epoch is the one given. */
  private Path history(String name, int first, int last, Object... more) throws IOException {
    RunFolders run = new RunFolders(folder.resolve(name));
    for (int epoch = first; epoch <= last; epoch++) {
      run.epoch(epoch);
    }
    Path out = folder.resolve(name + ".jsonl");
    Object[] words = new Object[5 + more.length];
    System.arraycopy(
        new Object[] {"replay", "--activations", run.run(), "--out", out}, 0, words, 0, 5);
    System.arraycopy(more, 0, words, 5, more.length);
    Shell.Outcome outcome = Shell.run(words);
    assertThat(outcome.status()).as(outcome.err()).isZero();
    return out;
  }

  private static JsonNode difference(JsonNode json, String metric) {
    for (JsonNode each : json.at("/diagnostics/comparisons/0/differences")) {
      if (each.get("metric").asText().equals(metric)) {
        return each;
      }
    }
    throw new AssertionError(metric + " is not in " + json);
  }

  /** 40 examples, of which 10, 20 and 30 are right beyond the half that always is. */
  @Test
  void finalAndBestValuesAreHeldAgainstTheirUncertainty() throws IOException {
    Path one = history("one", 1, 1);
    Path other = history("other", 2, 4);
    JsonNode json = Shell.run("compare", one, other, "--json").json();
    JsonNode accuracy = difference(json, "infoscope.probe.accuracy");
    assertThat(accuracy.get("first").get(0).asDouble()).isEqualTo(0.625);
    assertThat(accuracy.get("second").get(0).asDouble()).isEqualTo(1);
    assertThat(accuracy.get("change").asDouble()).isEqualTo(0.375);
    assertThat(accuracy.get("secondBest").asDouble()).isEqualTo(1);
    assertThat(accuracy.get("exceeds").asBoolean()).isTrue();
    assertThat(accuracy.get("verdict").asText()).isEqualTo("beyond uncertainty");
    JsonNode same = Shell.run("compare", one, one, "--json").json();
    assertThat(difference(same, "infoscope.probe.accuracy").get("exceeds").asBoolean()).isFalse();
    Shell.Outcome text = Shell.run("compare", one, other);
    assertThat(text.out())
        .contains("one.jsonl (epoch 1) against other.jsonl (epoch 4)")
        .contains("differ by more than their uncertainty")
        .contains(
            "probe.accuracy.balanced {output=layer10}: 0.6250 to 1.000 ratio (+0.375), beyond"
                + " uncertainty")
        .doesNotContain("probe.accuracy.low");
  }

  /** Welch: means 0.75 and 1, variances 1/64 and 0, so t = 2 on one degree of freedom. */
  @Test
  void severalSeedsASideSayWhatSeedsDo() throws IOException {
    Path a = history("a", 1, 1);
    Path b = history("b", 2, 2);
    Path c = history("c", 3, 3);
    Path d = history("d", 4, 4);
    Path e = history("e", 5, 5);
    JsonNode json = Shell.run("compare", a, c, "--against", d, e, "--json").json();
    JsonNode accuracy = difference(json, "infoscope.probe.accuracy");
    assertThat(accuracy.get("standardError").asDouble()).isCloseTo(0.125, within(1e-12));
    assertThat(accuracy.get("limit").asDouble()).isEqualTo(12.706);
    assertThat(accuracy.get("verdict").asText()).isEqualTo("within what seeds do");
    assertThat(Shell.run("compare", a, b, "--against", d, e).out())
        .contains("by more than what seeds do");
  }

  @Test
  void aRunThatIsThereTwiceIsNoOtherSeed() throws IOException {
    Path a = history("a", 1, 1);
    Path b = history("b", 2, 2);
    refused(Shell.run("compare", a, a, "--against", b), "a.jsonl: is the same run as ");
    Path copy = Files.copy(b, folder.resolve("copy.jsonl"));
    refused(
        Shell.run("compare", a, "--against", b, copy),
        "copy.jsonl: is the same run as ",
        "b.jsonl; give each run once");
    assertThat(Shell.run("compare", a, "--against", b).status()).isZero();
  }

  @Test
  void damagedLinesAreNamedAndTheOthersCompared() throws IOException {
    Path one = history("one", 1, 1);
    Path other = history("other", 2, 2);
    Path against = history("against", 3, 3);
    String good = Files.readString(other);
    Files.writeString(other, good.substring(0, 40) + "\n" + good);
    Shell.Outcome outcome = Shell.run("compare", one, other, "--against", against);
    assertThat(outcome.status()).as(outcome.err()).isZero();
    assertThat(outcome.err())
        .startsWith("infoscope: " + other + ": 1 damaged line was left out (line 1: ")
        .hasLineCount(1);
    assertThat(Shell.run("compare", one, against, "--against", other).err())
        .contains("other.jsonl: 1 damaged line was left out");
    assertThat(Shell.run("compare", one, against).err()).isEmpty();
  }

  @Test
  void runsMeasuredOtherwiseAreRefusedWithTheReason() throws IOException {
    Path one = history("one", 1, 1);
    refused(
        Shell.run("compare", one, history("fewer", 1, 1, "--probe-rows", 20)),
        "fewer.jsonl: cannot be held against",
        "on another probe set (40 examples");
    refused(
        Shell.run("compare", one, history("without", 1, 1, "--without", "relay")),
        "without.jsonl: cannot be held against",
        "with other settings (");
    refused(Shell.run("compare", one), "is no comparison; give another one");
    Path empty = Files.writeString(folder.resolve("empty.jsonl"), "");
    refused(Shell.run("compare", one, empty), "empty.jsonl");
  }
}
