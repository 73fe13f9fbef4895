// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.infoscope.network.Moment;
import dev.infoscope.publish.Reports;
import dev.infoscope.report.EpochReport;
import dev.infoscope.report.ReportEntry;
import dev.infoscope.safety.Tried;
import dev.infoscope.safety.Tried.Area;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Histories that were damaged: no damage costs more than the lines it touches. */
class HistoryDamageTest {
  private static final int LINES = 4;

  @TempDir Path folder;
  private final long[] ends = new long[LINES + 1];

  /** A line of some hundred bytes, each of another length. */
  private static void write(Path path, int epoch) throws IOException {
    try (HistoryFile file = new HistoryFile(path)) {
      file.publish(
          new EpochReport(
              Reports.RUN,
              new Moment(epoch, epoch * 10, Instant.ofEpochSecond(1000 + epoch), 0.5 / epoch),
              List.of(),
              Map.of("layer\u2028é", "x".repeat(3 * epoch)),
              Map.of()));
    }
  }

  private byte[] written(Path path) throws IOException {
    for (int epoch = 1; epoch <= LINES; epoch++) {
      write(path, epoch);
      ends[epoch] = Files.size(path);
    }
    return Files.readAllBytes(path);
  }

  private static List<Integer> epochs(Path path) throws IOException {
    return History.read(path).stream().map(ReportEntry::epoch).toList();
  }

  private static long skipped(Path path) throws IOException {
    return History.forEach(path, entry -> {}).count();
  }

  @Tried(value = "zeros over the end of a line of the history", area = Area.FILES)
  @ParameterizedTest
  @CsvSource({"1, 1", "2, 1", "1, 30", "3, 1", "3, 30", "4, 1", "4, 30"})
  void zerosOverTheEndOfALineDoNotCostTheNext(int line, int zeros) throws Exception {
    Path path = folder.resolve("run.jsonl");
    byte[] bytes = written(path);
    Arrays.fill(bytes, (int) ends[line] - zeros, (int) ends[line], (byte) 0);
    Files.write(path, bytes);
    Set<Integer> left = new HashSet<>(Set.of(1, 2, 3, 4));
    if (zeros > 1) {
      left.remove(line);
    }
    assertThat(epochs(path)).containsExactlyElementsOf(left);
    assertThat(skipped(path)).isPositive();
    write(path, 9);
    left.add(9);
    assertThat(epochs(path)).containsExactlyElementsOf(left);
    int kept = (int) ends[line - 1];
    assertThat(Arrays.copyOf(Files.readAllBytes(path), kept)).isEqualTo(Arrays.copyOf(bytes, kept));
  }

  /** As a program leaves it that joins lines, or a kill between the line and its end. */
  @ParameterizedTest
  @ValueSource(ints = {1, LINES})
  void aWholeLastLineWithoutItsEndIsReadAndGetsItWhenTheFileIsContinued(int last) throws Exception {
    Path path = folder.resolve("run.jsonl");
    byte[] bytes = Arrays.copyOf(written(path), (int) ends[last]);
    Set<Integer> all = IntStream.rangeClosed(1, last).boxed().collect(Collectors.toSet());
    Files.write(path, Arrays.copyOf(bytes, bytes.length - 1));
    assertThat(epochs(path)).containsExactlyElementsOf(all);
    assertThat(skipped(path)).isZero();
    assertThat(History.isIn(path)).isTrue();
    write(path, 9);
    assertThat(Arrays.copyOf(Files.readAllBytes(path), bytes.length)).isEqualTo(bytes);
    all.add(9);
    assertThat(epochs(path)).containsExactlyElementsOf(all);
  }

  @Test
  void aWholeLastLineWithoutItsEndIsReadInAPackedTextToo() throws Exception {
    byte[] bytes = written(folder.resolve("run.jsonl"));
    Path packed = folder.resolve("packed.jsonl.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
      out.write(bytes, 0, bytes.length - 1);
    }
    assertThat(epochs(packed)).containsExactly(1, 2, 3, 4);
  }

  @Tried(value = "a hole of gigabytes in the history", area = Area.RESOURCES)
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aHoleOfGigabytesIsSkippedInBoundedMemory(boolean atTheBeginning) throws Exception {
    Path path = folder.resolve("run.jsonl");
    byte[] bytes = written(path);
    int before = atTheBeginning ? 0 : (int) ends[2];
    long hole = 5L << 29;
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
      channel.truncate(before);
      ByteBuffer rest = ByteBuffer.wrap(bytes, before, bytes.length - before);
      channel.write(rest, hole);
    }
    write(path, 9);
    List<Integer> epochs = new ArrayList<>();
    SkippedLines skipped = History.forEach(path, entry -> epochs.add(entry.epoch()));
    assertThat(skipped.words()).contains(" zero bytes in place of text");
    assertThat(skipped.count()).isEqualTo(1);
    assertThat(epochs).containsExactly(1, 2, 3, 4, 9);
  }

  @Tried(value = "a line of absurd length in the history", area = Area.RESOURCES)
  @ParameterizedTest
  @ValueSource(strings = {"{\"schema\":2,\"run\":\"", "x"})
  void aLineOfAbsurdLengthIsNotKept(String begin) throws Exception {
    Path path = folder.resolve("run.jsonl");
    byte[] bytes = written(path);
    try (OutputStream out = Files.newOutputStream(path)) {
      out.write(bytes);
      out.write(begin.getBytes(StandardCharsets.US_ASCII));
      byte[] block = "y".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII);
      for (int i = 0; i < 200; i++) {
        out.write(block);
      }
      out.write('\n');
      out.write(bytes);
    }
    assertThat(epochs(path)).containsExactly(1, 2, 3, 4, 1, 2, 3, 4);
    assertThat(skipped(path)).isEqualTo(1);
  }

  @Tried(value = "a packed line that unpacks to a thousand times its size", area = Area.RESOURCES)
  @Test
  void aPackedLineThatUnpacksToFarMoreIsNotKept() throws Exception {
    Path plain = folder.resolve("run.jsonl");
    byte[] bytes = written(plain);
    Path packed = folder.resolve("run.jsonl.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
      out.write("{\"schema\":2,\"run\":\"".getBytes(StandardCharsets.US_ASCII));
      byte[] block = "y".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII);
      for (int i = 0; i < 150; i++) {
        out.write(block);
      }
      out.write('\n');
      out.write(bytes);
    }
    assertThat(epochs(packed)).containsExactly(1, 2, 3, 4);
    assertThat(skipped(packed)).isEqualTo(1);
  }

  @Tried(value = "a history cut at every byte, and continued", area = Area.FILES)
  @ParameterizedTest
  @ValueSource(strings = {"run.jsonl", "run.jsonl.gz"})
  void aKillAtAnyByteKeepsAllEarlierLinesAndTheNext(String name) throws Exception {
    Path path = folder.resolve(name);
    byte[] all = written(path);
    for (int cut = 0; cut <= all.length; cut++) {
      Files.write(path, Arrays.copyOf(all, cut));
      long end = name.endsWith(".gz") ? cut : cut + 1; // a line is whole without its end
      int whole = (int) Arrays.stream(ends).skip(1).filter(each -> each <= end).count();
      List<Integer> expected = List.of(1, 2, 3, 4, 9);
      if (whole > 0) {
        assertThat(epochs(path)).as("cut at %d", cut).isEqualTo(expected.subList(0, whole));
      }
      write(path, 9);
      assertThat(epochs(path).subList(0, whole)).isEqualTo(expected.subList(0, whole));
      assertThat(epochs(path).subList(whole, epochs(path).size())).containsExactly(9);
      assertThat(skipped(path)).as("cut at %d", cut).isZero();
    }
  }

  @Tried(value = "bytes of the history that were flipped, lost or made up", area = Area.FILES)
  @ParameterizedTest
  @CsvSource({"run.jsonl, 500", "run.jsonl.gz, 500"})
  void randomDamageCostsOnlyTheLinesItTouches(String name, int tries) throws Exception {
    Path path = folder.resolve(name);
    byte[] all = written(path);
    SplittableRandom random = new SplittableRandom(5);
    for (int i = 0; i < tries; i++) {
      int at = random.nextInt(all.length);
      int until = Math.min(all.length, at + 1 + random.nextInt(40));
      byte[] damaged = damaged(all, at, until, i % 4, random);
      Files.write(path, damaged);
      Set<Integer> untouched = new HashSet<>();
      for (int line = 1; line <= LINES; line++) {
        if (ends[line] <= at || ends[line - 1] >= until) {
          untouched.add(line);
        }
      }
      String tried =
          String.format(Locale.ROOT, "damage %d of kind %d at %d to %d", i, i % 4, at, until);
      assertThat(epochs(path)).as(tried).containsAll(untouched);
      try {
        write(path, 9);
        assertThat(epochs(path)).as(tried).containsAll(untouched).endsWith(9);
      } catch (HistoryException refused) {
        assertThat(path).as(tried).hasBinaryContent(damaged);
      }
    }
  }

  private static byte[] damaged(byte[] all, int at, int until, int kind, SplittableRandom random) {
    byte[] bytes = all.clone();
    switch (kind) {
      case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
      case 1 -> Arrays.fill(bytes, at, until, (byte) 0);
      case 2 -> {
        byte[] made = new byte[until - at];
        random.nextBytes(made);
        System.arraycopy(made, 0, bytes, at, made.length);
      }
      default -> {
        System.arraycopy(all, until, bytes, at, all.length - until);
        bytes = Arrays.copyOf(bytes, all.length - (until - at));
      }
    }
    return bytes;
  }

  @Test
  void aFileWithoutAnyReportIsRefusedWithTheReasonOfItsFirstLine() throws Exception {
    Path path = Files.writeString(folder.resolve("run.jsonl"), "a,b\n1,2\n");
    assertThatThrownBy(() -> History.read(path))
        .isInstanceOf(HistoryException.class)
        .hasMessageStartingWith(path + ": line 1: ");
  }

  @Test
  void aReportBehindALineWithoutAnEndIsFound() throws Exception {
    Path path = folder.resolve("run.jsonl");
    String all = new String(written(path), StandardCharsets.UTF_8);
    Files.writeString(path, all.substring(0, (int) ends[1] / 2) + all);
    assertThat(epochs(path)).containsExactly(1, 2, 3, 4);
    assertThat(skipped(path)).isEqualTo(1);
  }
}
