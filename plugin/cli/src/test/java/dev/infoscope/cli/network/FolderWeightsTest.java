// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infoscope.cli.NpyFile;
import dev.infoscope.cli.Shell;
import dev.infoscope.publish.history.History;
import dev.infoscope.report.ReadingEntry;
import dev.infoscope.report.ReportEntry;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.StringJoiner;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What weights in the folder of an epoch are multiplied with, and what is said where it is open.
 */
class FolderWeightsTest {
  private static final int ROWS = 40;
  private static final String RANGE = "the range of its inputs is not known: ";

  @TempDir private Path folder;
  private final SplittableRandom random = new SplittableRandom(5);
  private Path run;
  private Path epoch;
  private double[][] inputs;
  private double[][] hidden;

  /** Of 4 inputs, 3 hidden units and 2 classes; weights of the hidden layer alone. */
  @BeforeEach
  void writeNetwork() throws IOException {
    run = folder.resolve("run");
    epoch = Files.createDirectories(run.resolve("epoch-0001"));
    Files.createDirectories(epoch.resolve("weights"));
    inputs = matrix(ROWS, 4);
    double[][] weights = matrix(4, 3);
    hidden = product(inputs, weights);
    for (double[] row : hidden) {
      for (int unit = 0; unit < row.length; unit++) {
        row[unit] = Math.tanh(row[unit]);
      }
    }
    write(run.resolve("inputs.csv"), inputs);
    write(epoch.resolve("hidden.csv"), hidden);
    write(epoch.resolve("weights/hidden.csv"), weights);
    StringBuilder labels = new StringBuilder();
    for (int row = 0; row < ROWS; row++) {
      labels.append(row % 2).append('\n');
    }
    Files.writeString(run.resolve("labels.csv"), labels);
    output(hidden, "softmax", "");
  }

  private double[][] matrix(int rows, int columns) {
    double[][] made = new double[rows][columns];
    for (double[] row : made) {
      for (int column = 0; column < columns; column++) {
        row[column] = random.nextDouble() * 2 - 1;
      }
    }
    return made;
  }

  private static double[][] product(double[][] left, double[][] right) {
    double[][] made = new double[left.length][right[0].length];
    for (int row = 0; row < left.length; row++) {
      for (int column = 0; column < right[0].length; column++) {
        for (int k = 0; k < right.length; k++) {
          made[row][column] += left[row][k] * right[k][column];
        }
      }
    }
    return made;
  }

  private static double[][] sideBySide(double[][] left, double[][] right) {
    double[][] made = new double[left.length][];
    for (int row = 0; row < left.length; row++) {
      made[row] = Arrays.copyOf(left[row], left[row].length + right[row].length);
      System.arraycopy(right[row], 0, made[row], left[row].length, right[row].length);
    }
    return made;
  }

  private static void write(Path file, double[][] matrix) throws IOException {
    StringBuilder text = new StringBuilder();
    for (double[] row : matrix) {
      StringJoiner line = new StringJoiner(",", "", "\n");
      for (double value : row) {
        line.add(String.format(Locale.ROOT, "%.9f", value));
      }
      text.append(line);
    }
    Files.writeString(file, text);
  }

  /** The output of a softmax over what it is given, and how it is said to be made. */
  private void output(double[][] given, String activation, String more) throws IOException {
    double[][] weights = matrix(given[0].length, 2);
    double[][] output = product(given, weights);
    for (double[] row : output) {
      row[0] = 1 / (1 + Math.exp(row[1] - row[0]));
      row[1] = 1 - row[0];
    }
    write(epoch.resolve("output.csv"), output);
    write(epoch.resolve("weights/output.csv"), weights);
    layers("hidden", "tanh", "", "output", activation, more);
  }

  private void layers(String... facts) throws IOException {
    String layer = "{\"name\": \"%s\", \"activation\": \"%s\"%s}";
    String both = "[" + layer + ", " + layer + "]";
    Files.writeString(
        run.resolve("layers.json"), String.format(Locale.ROOT, both, (Object[]) facts));
  }

  private ReportEntry replayed() throws IOException {
    Path out = folder.resolve("run.jsonl");
    Files.deleteIfExists(out);
    Shell.Outcome outcome = replay();
    assertThat(outcome.status()).as(outcome.err()).isZero();
    assertThat(outcome.err()).doesNotContain("NaN or infinity");
    return History.read(out).get(0);
  }

  private Shell.Outcome replay() {
    return Shell.run("replay", "--activations", run, "--out", folder.resolve("run.jsonl"));
  }

  /** Sensitivity of a layer; fails if there is none. */
  private static ReadingEntry sensitivity(ReportEntry entry, String layer) {
    return sensitivities(entry, layer).get(0);
  }

  private static List<ReadingEntry> sensitivities(ReportEntry entry, String layer) {
    return entry.readings().stream()
        .filter(each -> each.metric().equals("infoscope.causal.sensitivity"))
        .filter(each -> layer.equals(each.layer()))
        .toList();
  }

  private static void notRead(ReportEntry entry, String layer, String why) {
    assertThat(entry.skipped())
        .doesNotContainKey(layer + " (not_finite)")
        .hasEntrySatisfying(layer + " (causal)", said -> assertThat(said).contains(why));
    assertThat(sensitivities(entry, layer)).isEmpty();
  }

  @Test
  void aLayerOfInputsThatAreNotSavedIsNotReadAndNamedWithTheReason() throws IOException {
    Files.delete(run.resolve("inputs.csv"));
    ReportEntry entry = replayed();
    notRead(entry, "hidden", RANGE + "there is no inputs.npy, .npz or .csv beside the epochs");
    assertThat(sensitivity(entry, "output").value()).isFinite();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | from in layers.json names no source",
        "'\"inputs\", \"hidden\"' | inputs, hidden have 7 units, the weights have 3 rows",
        "'\"inputs\"' | inputs has 4 units, the weights have 3 rows"
      })
  void sourcesThatDoNotGoWithTheWeightsAreNamed(String from, String why) throws IOException {
    output(hidden, "softmax", ", \"from\": [" + from + "]");
    notRead(replayed(), "output", RANGE + why);
  }

  @Test
  void layersInTheWrongOrderAreNotReadOverTheRangeOfAnother() throws IOException {
    layers("output", "softmax", "", "hidden", "tanh", "");
    ReportEntry entry = replayed();
    notRead(entry, "output", RANGE + "inputs has 4 units, the weights have 3 rows");
    assertThat(sensitivity(entry, "hidden").value()).isFinite();
  }

  @Test
  void channelsBeforeADenseLayerAreNotItsInputs() throws IOException {
    write(epoch.resolve("weights/hidden.csv"), matrix(16, 3));
    notRead(
        replayed(),
        "hidden",
        "inputs has 4 units, the weights have 16 rows; if these are its positions, save [examples"
            + " x positions], or give --positions flatten");
  }

  @Test
  void aSoftmaxBehindChannelsHasNoLogitsThoughItsInputsHaveBounds() throws IOException {
    write(epoch.resolve("weights/output.csv"), matrix(27, 2));
    notRead(replayed(), "output", "its logits are not known: hidden has 3 units, the weights have");
  }

  @Test
  void sourcesSideBySideAreTheInputsOfALayer() throws IOException {
    output(sideBySide(inputs, hidden), "softmax", ", \"from\": [\"inputs\", \"hidden\"]");
    ReportEntry entry = replayed();
    assertThat(sensitivity(entry, "output").value()).isFinite();
    assertThat(entry.skipped()).doesNotContainKey("output (causal)");
    output(sideBySide(inputs, hidden), "softmax", ", \"from\": [\"hidden\", \"inputs\"]");
    notRead(replayed(), "output", "its logits are not known: its weights and its sources");
  }

  /** The epochs differ in one weight of 27, which is 1 and then 3 of all that there is. */
  @Test
  void weightsOfAConvolutionAreFollowedWholeAndNotReadAsAMatrix() throws IOException {
    Path second = run.resolve("epoch-0002");
    Files.createDirectories(second.resolve("weights"));
    for (String file : new String[] {"hidden.csv", "output.csv", "weights/output.csv"}) {
      Files.copy(epoch.resolve(file), second.resolve(file));
    }
    for (Path each : new Path[] {epoch, second}) {
      Files.deleteIfExists(each.resolve("weights/hidden.csv"));
      double[] kernel = new double[27];
      kernel[13] = each.equals(second) ? 3 : 1;
      NpyFile.write(
          each.resolve("weights/hidden.npy"),
          "'<f8'",
          "(3, 1, 3, 3)",
          NpyFile.bytes(ByteOrder.LITTLE_ENDIAN, kernel));
    }
    notRead(replayed(), "hidden", "shape [3 x 1 x 3 x 3] is no matrix [inputs x units]");
    ReportEntry last = History.read(folder.resolve("run.jsonl")).get(1);
    notRead(last, "hidden", "save W.reshape(3, 9).T");
    assertThat(
            last.readings().stream()
                .filter(each -> each.metric().equals("infoscope.parameters.distance"))
                .filter(each -> "hidden".equals(each.layer()))
                .map(ReadingEntry::value))
        .containsExactly(2.0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"softmax", "Softmax", "SOFT_MAX", "jax.nn.softmax"})
  void aSoftmaxIsReadUpToItsLogits(String name) throws IOException {
    output(hidden, name, "");
    ReportEntry entry = replayed();
    assertThat(sensitivity(entry, "output").value()).isFinite();
    assertThat(entry.skipped()).doesNotContainKeys("output (range)", "output (causal)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"log_softmax", "LogSoftmax", "softmax2d", "gumbel-softmax", "softmin"})
  void whatIsOnlyCalledLikeASoftmaxIsNotKnown(String name) throws IOException {
    output(hidden, name, "");
    ReportEntry entry = replayed();
    notRead(entry, "output", "activation (" + name + ") must be one of");
    assertThat(entry.skipped().get("output (range)")).contains(name);
  }

  /** Beyond the bounds of a softmax all would be one. */
  @Test
  void logarithmsOfASoftmaxTellTheClassesApart() throws IOException {
    double[][] logarithms = new double[ROWS][2];
    for (int row = 0; row < ROWS; row++) {
      logarithms[row][row % 2] = -0.01;
      logarithms[row][1 - row % 2] = -5;
    }
    write(epoch.resolve("output.csv"), logarithms);
    Files.delete(epoch.resolve("weights/output.csv"));
    layers("hidden", "tanh", "", "output", "log_softmax", "");
    assertThat(
            replayed().readings().stream()
                .filter(each -> each.metric().equals("infoscope.information.label"))
                .filter(each -> "output".equals(each.layer()))
                .map(ReadingEntry::value))
        .isNotEmpty()
        .allSatisfy(bits -> assertThat(bits).isGreaterThan(0.5));
  }
}
