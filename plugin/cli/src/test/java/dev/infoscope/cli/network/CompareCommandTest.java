// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.network;

import static dev.infoscope.cli.Shell.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.infoscope.cli.Shell;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs held against each other. */
class CompareCommandTest {
  private static final ObjectMapper JSON = new ObjectMapper();

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

  /** What a run does not have is not the same as what does not differ. */
  @Test
  void seriesOfALayerThatHoldsNanAreNamedWithTheReason() throws IOException {
    Path one = history("one", 1, 1);
    Path broken = folder.resolve("broken.jsonl");
    Files.writeString(broken, withoutValues(Files.readString(one), "layer2"));
    Shell.Outcome text = Shell.run("compare", one, broken);
    assertThat(text.out())
        .contains(" series not compared, as not every run ends with a value:")
        .contains(" series of layer2, without a value in broken.jsonl (not_finite): ")
        .contains(" more\n");
    JsonNode json = Shell.run("compare", one, broken, "--json").json();
    JsonNode left = notCompared(json, "layer2");
    assertThat(left.at("/lacking/0/file").asText()).isEqualTo(broken.toString());
    assertThat(left.at("/lacking/0/reason").asText()).isEqualTo("not_finite");
    assertThat(left.get("metrics").toString()).contains("\"infoscope.information.label\"");
    assertThat(left.get("series").asInt()).isGreaterThanOrEqualTo(left.get("metrics").size());
    assertThat(json.at("/diagnostics/comparisons/0/words").toString()).contains("of layer2");
    ObjectNode skipping = (ObjectNode) JSON.readTree(Files.readString(broken));
    skipping.putObject("skipped").put("layer2", "holds NaN");
    Path known = Files.writeString(folder.resolve("known.jsonl"), skipping + "\n");
    assertThat(Shell.run("compare", known, broken).out())
        .contains("without a value in known.jsonl (holds NaN) and broken.jsonl (not_finite): ");
  }

  @Test
  void layersThatOnlyOneRunHasAreNamed() throws IOException {
    Path one = history("one", 1, 1);
    Path other = folder.resolve("renamed.jsonl");
    Files.writeString(other, Files.readString(one).replace("\"layer2\"", "\"conv\""));
    assertThat(Shell.run("compare", one, other).out())
        .contains(
            "of layer2, without a value in renamed.jsonl (no layer of this name in this place)")
        .contains("of conv, without a value in one.jsonl (no layer of this name in this place)");
    assertThat(Shell.run("compare", one, other, "--json").out())
        .contains("no layer of this name in this place");
  }

  @Test
  void ofRunsThatHaveTheSameValuesNothingIsSaidToBeLeftOut() throws IOException {
    Path one = history("one", 1, 1);
    Path whole = folder.resolve("whole.jsonl");
    ObjectNode report = (ObjectNode) JSON.readTree(Files.readString(one));
    for (JsonNode group : report.get("readings")) {
      ArrayNode values = (ArrayNode) group.get("value");
      for (int i = 0; i < values.size(); i++) {
        values.set(i, 1.0);
      }
    }
    Files.writeString(whole, report + "\n");
    assertThat(Shell.run("compare", whole, whole).out()).doesNotContain("not compared");
    JsonNode json = Shell.run("compare", whole, whole, "--json").json();
    assertThat(json.at("/diagnostics/comparisons/0/notCompared").isArray()).isTrue();
    assertThat(json.at("/diagnostics/comparisons/0/notCompared")).isEmpty();
  }

  private static String withoutValues(String line, String layer) throws IOException {
    ObjectNode report = (ObjectNode) JSON.readTree(line);
    for (JsonNode group : report.get("readings")) {
      ArrayNode flags = JSON.createArrayNode();
      for (int i = 0; i < group.get("value").size(); i++) {
        boolean gone = layer.equals(group.path("layer").path(i).asText());
        flags.addArray();
        if (gone) {
          ((ArrayNode) group.get("value")).set(i, JSON.nullNode());
          ((ArrayNode) flags.get(i)).add("not_finite");
        }
      }
      ((ObjectNode) group).set("flags", flags);
    }
    return report + "\n";
  }

  /** What only one run does not have. */
  private static JsonNode notCompared(JsonNode json, String layer) {
    for (JsonNode each : json.at("/diagnostics/comparisons/0/notCompared")) {
      if (each.get("layer").asText().equals(layer) && each.get("lacking").size() == 1) {
        return each;
      }
    }
    throw new AssertionError(layer + " is not in " + json);
  }

  /** Epochs 3 and 4, at which more was right, were trained again to epoch 2 and do not count. */
  @Test
  void theBestValueIsOfWhatWasNotTrainedAgain() throws IOException {
    Path one = history("one", 1, 4);
    List<String> lines = Files.readAllLines(one);
    Path again = folder.resolve("again.jsonl");
    Files.write(again, lines.subList(0, 4));
    Files.write(again, lines.subList(1, 2), StandardOpenOption.APPEND);
    JsonNode accuracy =
        difference(Shell.run("compare", one, again, "--json").json(), "infoscope.probe.accuracy");
    assertThat(accuracy.get("firstBest").asDouble()).isEqualTo(1);
    assertThat(accuracy.get("second").get(0).asDouble()).isEqualTo(0.75);
    assertThat(accuracy.get("secondBest").asDouble()).isEqualTo(0.75);
  }

  /** All readings of these 64 MB of text do not fit into as much memory, what is printed does. */
  @Test
  void aLongHistoryIsComparedInASmallHeap() throws Exception {
    Path one = history("one", 1, 1);
    Path other = folder.resolve("long.jsonl");
    String line = Files.readAllLines(one).get(0);
    assertThat(line).contains("\"epoch\":1,");
    int last = (64 << 20) / line.length();
    try (BufferedWriter out = Files.newBufferedWriter(other)) {
      for (int epoch = 1; epoch <= last; epoch++) {
        out.write(line.replaceFirst("\"epoch\":1,", "\"epoch\":" + epoch + ",") + "\n");
      }
    }
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(List.of("-Xmx64m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    words.addAll(List.of("-cp", System.getProperty("java.class.path")));
    words.addAll(List.of("dev.infoscope.cli.Infoscope", "compare"));
    words.addAll(List.of(one.toString(), other.toString()));
    Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    assertThat(said).contains("long.jsonl (epoch " + last + ")");
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
