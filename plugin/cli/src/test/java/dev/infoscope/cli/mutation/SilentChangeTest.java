// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.mutation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.infoscope.cli.table.InputException;
import dev.infoscope.cli.table.Matrix;
import dev.infoscope.cli.table.Table;
import dev.infoscope.cli.table.TableOptions;
import dev.infoscope.safety.Tried;
import dev.infoscope.safety.Tried.Area;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A damaged table is refused in one line, or read with a word of what was done, or holds for NumPy
 * (arrays) or Python (text) what it was read as. {@code -Dinfoscope.mutations=2000} damages as many
 * of each kind.
 */
@Timeout(600)
class SilentChangeTest {
  private static final String PYTHON = "/usr/bin/python3"; // that of Debian's packages
  private static final int CASES = Integer.getInteger("infoscope.mutations", 30);

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"npy", "npz", "csv"})
  @Tried(
      value = "damaged tables of every form, held against what NumPy and Python read",
      area = Area.FILES)
  void whatIsReadOfADamagedTableIsWhatItHolds(String kind) throws Exception {
    Path whole = Files.createDirectory(folder.resolve("whole"));
    Path damaged = Files.createDirectory(folder.resolve("damaged"));
    requireNumpy(python("write", whole));
    List<Path> samples;
    try (Stream<Path> files = Files.list(whole)) {
      samples = files.filter(file -> file.toString().endsWith("." + kind)).sorted().toList();
    }
    assertThat(samples).hasSizeGreaterThan(2);
    int[] counts = new int[3]; // refused, read with a word, read
    List<String> wrong = new ArrayList<>();
    for (int seed = 0; seed < CASES; seed++) {
      Path sample = samples.get(seed % samples.size());
      String name = String.format(Locale.ROOT, "%05d-%s", seed, sample.getFileName());
      Path file = damaged.resolve(name);
      Files.write(file, new Mutator(seed).damaged(Files.readAllBytes(sample)));
      try {
        counts[read(file)]++;
      } catch (RuntimeException | Error e) {
        wrong.add(name + ": " + e);
      }
    }
    System.out.printf(
        Locale.ROOT,
        "%s: %d damaged, %d refused, %d read with a word, %d read%n",
        kind,
        CASES,
        counts[0],
        counts[1],
        counts[2]);
    assertThat(wrong).isEmpty();
    assertThat(python("check", damaged)).isEmpty();
    for (Path sample : samples) {
      assertThat(read(sample)).as("%s, whole", sample).isPositive();
    }
  }

  /** Reads a table, and keeps what was read without a word, for the check. */
  private static int read(Path file) throws IOException {
    try {
      TableOptions options = new TableOptions();
      Table table = options.table(file);
      Matrix matrix = options.matrix(file);
      boolean reduced = file.toString().contains("cube"); // told of as such
      if (!table.notes().isEmpty() && !reduced) {
        return 1;
      }
      ByteBuffer bytes =
          ByteBuffer.allocate(8 * (2 + matrix.values().length)).order(ByteOrder.LITTLE_ENDIAN);
      bytes.putDouble(matrix.rows()).putDouble(matrix.columns());
      for (double value : matrix.values()) {
        bytes.putDouble(value);
      }
      Files.write(file.resolveSibling(file.getFileName() + ".read"), bytes.array());
      return 2;
    } catch (InputException refused) {
      assertThat(refused.getMessage()).startsWith(file.toString()).doesNotContain("Exception");
      return 0;
    }
  }

  private String python(String action, Path place) throws IOException, InterruptedException {
    Path program = folder.resolve("oracle.py");
    try (var in = SilentChangeTest.class.getResourceAsStream("oracle.py")) {
      Files.write(program, in.readAllBytes());
    }
    try {
      Process process =
          new ProcessBuilder(PYTHON, program.toString(), action, place.toString())
              .redirectErrorStream(true)
              .start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return process.waitFor() == 0 ? said : said + "\nended with a failure";
    } catch (IOException e) {
      return "is not there";
    }
  }

  private static void requireNumpy(String said) {
    if (!said.isEmpty()) {
      String missing = PYTHON + " with NumPy: " + said;
      if (Boolean.getBoolean("infoscope.required")) {
        fail(missing);
      }
      abort(missing);
    }
  }
}
