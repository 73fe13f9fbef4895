// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.infoscope.estimate.Uncertainty;
import dev.infoscope.measure.Reading;
import dev.infoscope.measure.plane.PlaneMetrics;
import dev.infoscope.network.Layer;
import dev.infoscope.network.Moment;
import dev.infoscope.publish.history.HistoryFile;
import dev.infoscope.report.EpochReport;
import dev.infoscope.report.Provenance;
import dev.infoscope.report.Run;
import dev.infoscope.safety.Tried;
import dev.infoscope.safety.Tried.Area;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class HistoryCommandsTest {
  @TempDir Path folder;
  private static final List<String> READING =
      List.of(
          "report --out %s/x.html --history",
          "serve --port 0 --history",
          "export --csv %s/x.csv --history",
          "export --openmetrics %s/x.om --history");

  private Path history;

  @BeforeEach
  void write() throws Exception {
    history = folder.resolve("run.jsonl");
    Run run =
        new Run(
            "unit",
            "mlp",
            2,
            new Provenance("test", Map.of("plane.rule", "made up"), 1, 1, 1, 100, 2, "00"));
    try (HistoryFile file = new HistoryFile(history)) {
      file.begin(run);
      for (int epoch = 1; epoch <= 2; epoch++) {
        Moment moment = new Moment(epoch, 10 * epoch, Instant.ofEpochSecond(1000 + epoch), 0.5);
        file.publish(new EpochReport(run, moment, List.of(reading(epoch)), Map.of(), Map.of()));
      }
    }
  }

  private static Reading reading(double bits) {
    return new Reading(
        PlaneMetrics.LABEL,
        new Layer(0, "dense", "DenseLayer", null, ""),
        Map.of("signal", "activation", "estimator", "binned"),
        bits,
        Uncertainty.of(100, 3),
        Set.of());
  }

  @Test
  void reportWritesOneHtmlFile() throws IOException {
    Path out = folder.resolve("report.html");
    assertThat(Shell.run("report", "--history", history, "--out", out).status()).isZero();
    assertThat(Files.readString(out)).contains("<html", "unit");
  }

  @Test
  void exportWritesCsvAndOpenMetrics() throws IOException {
    Path csv = folder.resolve("run.csv");
    Path om = folder.resolve("run.om");
    assertThat(
            Shell.run("export", "--history", history, "--csv", csv, "--openmetrics", om).status())
        .isZero();
    assertThat(Files.readString(csv)).contains("infoscope.information.label", "dense");
    assertThat(Files.readString(om))
        .contains("infoscope_information_label_bits")
        .endsWith("# EOF\n");
  }

  @Tried(value = "a damaged line in a history that a command reads", area = Area.FILES)
  @ParameterizedTest
  @MethodSource("reading")
  void aDamagedLineIsSaidAndTheOthersAreRead(String command) throws Exception {
    String good = Files.readString(history);
    Files.writeString(history, good.substring(0, 40) + "\n" + good);
    List<Object> words =
        new ArrayList<>(List.of(String.format(Locale.ROOT, command, folder).split(" ")));
    words.add(history);
    if (command.startsWith("serve")) {
      words.addAll(List.of("--seconds", "1"));
    }
    Shell.Outcome outcome = Shell.run(words.toArray());
    assertThat(outcome.status()).as(outcome.err()).isZero();
    assertThat(outcome.err())
        .startsWith("infoscope: " + history + ": 1 damaged line was left out (line 1: ")
        .hasLineCount(1);
    Path html = folder.resolve("x.html");
    if (command.startsWith("report")) {
      assertThat(html).content().contains("run.jsonl: 1 damaged line was left out (line 1: ");
    }
  }

  static List<String> reading() {
    return READING;
  }

  @Test
  void serveSaysWhere() {
    Shell.Outcome outcome = Shell.run("serve", "--history", history, "--port", 0, "--seconds", 1);
    assertThat(outcome.status()).isZero();
    assertThat(outcome.out()).startsWith("http://127.0.0.1:");
  }

  @ParameterizedTest
  @ValueSource(strings = {"report --out x.html", "serve --port 0", "export --csv x.csv"})
  void aMissingHistoryIsRefusedInOneLine(String command) {
    Path missing = folder.resolve("missing.jsonl");
    Object[] words = (command + " --history").split(" ");
    Shell.Outcome outcome = Shell.run(Readings.and(words, missing));
    Shell.refused(outcome, "missing.jsonl", "no such file");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "not json at all | line 4: must be JSON: Unrecognized token",
        "[1] | line 4: must be a report of Infoscope, a JSON object",
        "{} | line 4: not a report of Infoscope",
        "{\"schema\":99} | line 4: schema (99) must be <= 4",
        "{\"schema\":2,\"epoch\":\"x\"} | line 4: epoch",
        "{\"schema\":2,\"run\":\"r\",\"time\":\"2026-01-01T00:00:00Z\"} | line 4: model must be",
        "{\"schema\":2,\"run\":null,\"model\":\"m\"} | line 4: run must be there, and not null",
        "{\"schema\":2,\"run\":\"r\",\"model\":\"m\"} | line 4: time must be there",
        "{\"schema\":2,\"run\":\"r\",\"model\":\"m\",\"time\":\"yesterday\"} | line 4: time (yesterday)",
        "{\"schema\":2,\"run\":\"r\",\"model\":\"m\",\"time\":\"+999999999-01-01T00:00:00Z\"} | line 4: time",
        "{\"schema\":2,\"readings\":7} | line 4: readings"
      })
  void aLineThatIsNoReportIsNamedWithItsRule(String junk, String said) throws IOException {
    Path other = Files.copy(history, folder.resolve("other.jsonl"));
    Files.writeString(other, junk + "\n", StandardOpenOption.APPEND);
    for (String command : READING) {
      if (command.startsWith("serve")) {
        continue; // says the same, and serves
      }
      Object[] words = String.format(Locale.ROOT, command, folder).split(" ");
      Shell.Outcome outcome = Shell.run(Readings.and(words, other));
      assertThat(outcome.status()).as(outcome.err()).isZero();
      assertThat(outcome.err())
          .contains("other.jsonl: 1 damaged line was left out (" + said)
          .doesNotContain("dev.infoscope", "java.")
          .hasLineCount(1)
          .hasSizeLessThan(400);
    }
  }

  @Test
  void aDamagedPackedHistoryIsNamed() throws IOException {
    byte[] noDeflate = {0x1f, (byte) 0x8b, 9, 4, 0, 0, 0, 0, 0, 0};
    Path packed = Files.write(folder.resolve("run.jsonl.gz"), noDeflate);
    for (String command : READING) {
      Object[] words = String.format(Locale.ROOT, command, folder).split(" ");
      Shell.refused(Shell.run(Readings.and(words, packed)), "run.jsonl.gz: line 1: Unsupported");
    }
  }

  /** JSON that a program wrote or a hand changed: each value once null, and once not there. */
  @Test
  void whateverValueIsMissingNoCommandFallsOverIt() throws IOException {
    ObjectMapper json = new ObjectMapper();
    String whole = Files.readAllLines(history).get(0);
    for (String pointer : places(json.readTree(whole), "")) {
      for (boolean gone : new boolean[] {true, false}) {
        Files.writeString(history, json.writeValueAsString(without(whole, pointer, gone)) + "\n");
        for (String command : READING) {
          Object[] words =
              String.format(Locale.ROOT, command.replace("--port", "--seconds 1 --port"), folder)
                  .split(" ");
          if (words[0].equals("serve") && !pointer.equals("/run")) {
            continue; // takes the same lines, and a second
          }
          Shell.Outcome outcome = Shell.run(Readings.and(words, history));
          assertThat(outcome.status()).as("%s %s %s", command, pointer, outcome).isIn(0, 2);
          assertThat(outcome.err()).doesNotContain("Exception").matches("(infoscope: .*\\R)?");
        }
      }
    }
  }

  private static List<String> places(JsonNode node, String at) {
    List<String> places = new ArrayList<>();
    node.properties().forEach(each -> add(places, each.getValue(), at + "/" + each.getKey()));
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      add(places, node.get(i), at + "/" + i);
    }
    return places;
  }

  private static void add(List<String> places, JsonNode node, String at) {
    places.add(at);
    places.addAll(places(node, at));
  }

  private static JsonNode without(String whole, String pointer, boolean gone) throws IOException {
    JsonNode root = new ObjectMapper().readTree(whole);
    int cut = pointer.lastIndexOf('/');
    JsonNode parent = root.at(pointer.substring(0, cut));
    String key = pointer.substring(cut + 1);
    if (parent instanceof ArrayNode array) {
      array.setNull(Integer.parseInt(key));
      if (gone) {
        array.remove(Integer.parseInt(key));
      }
    } else if (gone) {
      ((ObjectNode) parent).remove(key);
    } else {
      ((ObjectNode) parent).putNull(key);
    }
    return root;
  }

  @Test
  void oneFileForTwoOutputsIsRefusedByWhateverNames() throws IOException {
    Path same = folder.resolve("same");
    Path dangling = Files.createSymbolicLink(folder.resolve("link"), Path.of("same"));
    Path around = folder.resolve("x/../same");
    Files.createDirectory(folder.resolve("x"));
    for (Path other : List.of(same, dangling, around)) {
      Shell.refused(
          Shell.run("export", "--history", history, "--csv", same, "--openmetrics", other),
          other + ": cannot be written: it is given for two outputs");
      assertThat(same).doesNotExist();
    }
    Files.writeString(same, "there");
    Shell.refused(
        Shell.run("export", "--history", history, "--csv", dangling, "--openmetrics", same),
        "same: cannot be written: it is given for two outputs");
    assertThat(same).hasContent("there");
  }

  @ParameterizedTest
  @ValueSource(strings = {"report --out", "export --csv", "export --openmetrics"})
  void aFullDiskIsLaidToTheFileThatIsWritten(String command) {
    assumeTrue(Files.exists(Path.of("/dev/full")), "no device that is always full");
    String[] words = command.split(" ");
    Shell.refused(
        Shell.run(words[0], "--history", history, words[1], "/dev/full"),
        "infoscope: /dev/full: cannot be written: No space left on device");
  }

  @Test
  void aPortThatIsTakenIsNamed() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();
      Shell.refused(
          Shell.run("serve", "--history", history, "--port", port),
          "--port (" + port + ") must be free: Address already in use");
    }
  }

  @Test
  void aHistoryWithoutAReportIsSaidToBeEmpty() throws IOException {
    Path empty = Files.createFile(folder.resolve("empty.jsonl"));
    for (String command : READING) {
      Object[] words = String.format(Locale.ROOT, command, folder).split(" ");
      Shell.refused(Shell.run(Readings.and(words, empty)), "empty.jsonl: holds no report");
    }
    assertThat(folder.resolve("x.om")).doesNotExist();
    assertThat(folder.resolve("x.csv")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"report --out", "export --csv", "export --openmetrics"})
  void aHistoryIsNeverWrittenOver(String command) throws IOException {
    String before = Files.readString(history);
    String[] words = command.split(" ");
    Shell.refused(
        Shell.run(words[0], "--history", history, words[1], history), "run.jsonl", "is an input");
    assertThat(Files.readString(history)).isEqualTo(before);
  }

  @Test
  void aFileThatIsNotThereIsSaidToBeSo() {
    Path none = folder.resolve("none");
    Shell.refused(Shell.run("compare", none, history), none + ": cannot be read: no such file");
  }

  @ParameterizedTest
  @ValueSource(strings = {"report --out", "export --csv", "export --openmetrics"})
  void norIsTheHistoryOfAnotherRun(String command) throws IOException {
    Path other = Files.copy(history, folder.resolve("other.jsonl"));
    String[] words = command.split(" ");
    Shell.refused(
        Shell.run(words[0], "--history", history, words[1], other),
        "other.jsonl: cannot be written: it is a history",
        "delete it");
    assertThat(other).hasSameBinaryContentAs(history);
  }

  @Test
  void whatWasWrittenBeforeIsReplaced() throws IOException {
    Path report = folder.resolve("x.html");
    Path csv = folder.resolve("x.csv");
    Path metrics = folder.resolve("x.om");
    for (int time = 1; time <= 2; time++) {
      for (Shell.Outcome outcome :
          List.of(
              Shell.run("report", history, "--out", report),
              Shell.run("export", history, "--csv", csv, "--openmetrics", metrics))) {
        assertThat(outcome.status()).as(outcome.err()).isZero();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"report --out", "export --csv", "export --openmetrics"})
  void aFolderThatIsNotThereIsNamed(String command) {
    String[] words = command.split(" ");
    Path out = folder.resolve("none").resolve("x");
    Shell.refused(
        Shell.run(words[0], "--history", history, words[1], out), "none", "folder is not there");
    Shell.refused(Shell.run(words[0], "--history", history, words[1], folder), "it is a folder");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--port 99999", "--port -1", "--port 0 --seconds -1"})
  void serveRefusesNumbersOutOfRange(String options) {
    Object[] words = ("serve " + options + " --history").split(" ");
    Shell.refused(Shell.run(Readings.and(words, history)), "must be");
  }
}
