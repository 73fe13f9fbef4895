// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.pretrained;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infoscope.studies.Printed;
import dev.infoscope.studies.Studies;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PretrainedExampleTest {
  private static final int IMAGES = 12;

  @TempDir Path folder;
  private Path network = Path.of("");
  private Path images = Path.of("");

  @BeforeEach
  void aNetworkAndImages() throws IOException {
    network = TinyNetworks.zip(folder.resolve("tiny.zip"));
    images = folder.resolve("images");
    SyntheticImages.write(images, IMAGES, 16);
  }

  private List<String> words(Path state, Object... more) {
    List<Object> words = new ArrayList<>(List.of("pretrained", "--network", network));
    words.addAll(List.of("--images", images, "--shape", "3,12,12", "--state", state));
    words.addAll(List.of(more));
    if (!words.contains("--steps")) {
      words.addAll(List.of("--steps", 3));
    }
    return words.stream().map(String::valueOf).toList();
  }

  private Printed run(Path state, Object... more) {
    return Printed.by(words(state, more).toArray());
  }

  private static List<String> table(Printed printed) {
    assertThat(printed.status()).as(printed.err()).isZero();
    List<String> table =
        printed
            .out()
            .lines()
            .dropWhile(line -> !line.startsWith("layer"))
            .filter(line -> !line.contains("per image"))
            .toList();
    assertThat(table).hasSizeGreaterThan(3);
    return table;
  }

  @Test
  void bothSignalsOfEveryLayerAreInTheTable() {
    Printed printed = run(folder.resolve("a.state"));
    assertThat(table(printed).stream().filter(line -> line.contains("  activation ")))
        .extracting(line -> line.split(" +")[0])
        .containsExactly("conv", "norm", "pool", "dense", "out");
    assertThat(table(printed).stream().filter(line -> line.contains("  conductance ")))
        .as("the logits' own layer has none")
        .extracting(line -> line.split(" +")[0])
        .containsExactly("conv", "norm", "pool", "dense");
    assertThat(table(printed)).noneMatch(line -> line.contains("NaN"));
    assertThat(printed.out())
        .contains("12 images of 2 classes, 0 of them done", "image 12/12", "0:00:00 left")
        .containsPattern("12 images, \\d predicted classes, [0-9.]+ s per image .*peak memory");
  }

  @Test
  void theBatchChangesNothing() {
    List<String> one = table(run(folder.resolve("a.state")));
    assertThat(table(run(folder.resolve("b.state"), "--batch", 7))).isEqualTo(one);
  }

  @Test
  void aKilledRunGoesOnWhereItWasAndEndsTheSame() throws Exception {
    Path state = folder.resolve("killed.state");
    List<String> command =
        new ArrayList<>(List.of("java", "-Xmx512m", "-XX:TieredStopAtLevel=1", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.add(Studies.class.getName());
    command.addAll(words(state, "--steps", 20));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    List<String> seen = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      String line = lines.readLine();
      while (line != null && !line.startsWith("image 2/")) {
        seen.add(line);
        line = lines.readLine();
      }
      assertThat(line).as(String.join("\n", seen)).isNotNull();
      process.destroyForcibly();
    }
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    Printed resumed = run(state, "--steps", 20);
    assertThat(resumed.out())
        .containsPattern("12 images of 2 classes, (2|3|4|5|6|7|8|9|10|11) of them done");
    assertThat(resumed.out()).doesNotContain("image 1/12", "image 2/12");
    assertThat(table(resumed)).isEqualTo(table(run(folder.resolve("whole.state"), "--steps", 20)));
  }

  @Test
  void aRecordThatWasCutOffIsDoneAgain() throws Exception {
    Path state = folder.resolve("a.state");
    List<String> whole = table(run(state));
    try (RandomAccessFile file = new RandomAccessFile(state.toFile(), "rw")) {
      file.setLength(file.length() - 5);
    }
    Printed again = run(state);
    assertThat(again.out()).contains("11 of them done already", "image 12/12");
    assertThat(table(again)).isEqualTo(whole);
    Printed rest = run(state);
    assertThat(rest.out()).contains("12 of them done already").doesNotContain("image 12/12");
    assertThat(table(rest)).isEqualTo(whole);
  }

  @Test
  void aRecordWithAWrongByteIsDoneAgainWithAllAfterIt() throws Exception {
    Path state = folder.resolve("a.state");
    List<String> whole = table(run(state));
    try (RandomAccessFile file = new RandomAccessFile(state.toFile(), "rw")) {
      long at = file.length() - 100;
      file.seek(at);
      int value = file.read();
      file.seek(at);
      file.write(value ^ 1);
    }
    assertThat(table(run(state))).isEqualTo(whole);
    assertThat(run(state).out()).contains("12 of them done already");
  }

  @Test
  void theFileOfAnotherRunIsRefusedAndKept() throws Exception {
    Path state = folder.resolve("a.state");
    run(state);
    byte[] before = Files.readAllBytes(state);
    Printed other = run(state, "--steps", 7);
    assertThat(other.status()).isEqualTo(2);
    assertThat(other.err()).contains("is of another run: [steps 3], not [steps 7]");
    assertThat(Files.readAllBytes(state)).isEqualTo(before);
    Files.writeString(state, "something else");
    assertThat(run(state).err()).contains("is no file of such a run");
    assertThat(Files.readString(state)).isEqualTo("something else");
  }

  @Test
  void labelsMayComeFromATable() throws Exception {
    List<String> lines = new ArrayList<>(List.of("file,label"));
    for (int i = 0; i < IMAGES; i++) {
      String kind = i % 2 == 0 ? "lying" : "upright";
      lines.add(String.format(Locale.ROOT, "%s/%04d.png,%s", kind, i, kind));
    }
    Path csv = Files.write(folder.resolve("labels.csv"), lines);
    List<String> byFolder = table(run(folder.resolve("a.state")));
    assertThat(table(run(folder.resolve("b.state"), "--labels", csv))).isEqualTo(byFolder);
    Files.writeString(csv, "nowhere.png,lying\n");
    assertThat(run(folder.resolve("c.state"), "--labels", csv).err())
        .contains("line 1 of", "there is no file", "nowhere.png");
  }

  @Test
  void layersAndImagesMayBeChosen() {
    Printed printed = run(folder.resolve("a.state"), "--layers", "dense", "--limit", 10);
    assertThat(printed.out()).contains("10 images of 2 classes").doesNotContain("conv");
    assertThat(table(printed)).anyMatch(line -> line.startsWith("dense  conductance"));
  }

  @Test
  void whatDoesNotFitIsSaid() throws Exception {
    Path state = folder.resolve("a.state");
    network = Path.of("resnet50");
    assertThat(run(state).err()).contains("needs either --weights FILE or --random-weights");
    network = folder.resolve("none.zip");
    assertThat(run(state).err()).contains("there is no file");
    network = Files.writeString(folder.resolve("text"), "no network");
    assertThat(run(state).err()).contains("is neither a zip saved by DL4J nor an HDF5 file");
    network = TinyNetworks.zip(folder.resolve("tiny.zip"));
    List<String> grey = new ArrayList<>(words(state));
    grey.replaceAll(word -> word.equals("3,12,12") ? "1,12,12" : word);
    Printed wrong = Printed.by(grey.toArray());
    assertThat(wrong.status()).isEqualTo(2);
    assertThat(wrong.err()).contains("must suit the network");
    assertThat(state).doesNotExist();
  }
}
