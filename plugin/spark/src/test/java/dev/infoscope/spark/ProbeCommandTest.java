// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infoscope.publish.history.History;
import dev.infoscope.report.ReadingEntry;
import dev.infoscope.report.ReportEntry;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.scheduler.TaskInfo;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("spark")
class ProbeCommandTest {
  private static final DataType FLOATS = DataTypes.createArrayType(DataTypes.FloatType);

  @TempDir Path folder;
  private SavedTraining saved;
  private Path table;
  private Path out;

  @BeforeEach
  void prepare() throws IOException {
    saved = new SavedTraining(folder).train(5, 2);
    table = folder.resolve("probe.parquet");
    out = folder.resolve("history.jsonl");
  }

  private static List<Row> rows(int count) {
    Random random = new Random(7);
    List<Row> rows = new ArrayList<>();
    for (int row = 0; row < count; row++) {
      rows.add(row(random, row % 3, SavedTraining.WIDTH));
    }
    return rows;
  }

  private static Row row(Random random, Integer label, int width) {
    float[] features = new float[width];
    for (int k = 0; k < features.length; k++) {
      features[k] = (float) random.nextGaussian();
    }
    return RowFactory.create(features, label);
  }

  private void write(List<Row> rows, DataType features) throws IOException {
    write(rows, features, DataTypes.IntegerType);
  }

  private void write(List<Row> rows, DataType features, DataType label) throws IOException {
    try (SparkSession session =
        SparkSession.builder()
            .master("local[2]")
            .config("spark.ui.enabled", "false")
            .getOrCreate()) {
      StructType schema = new StructType().add("features", features).add("label", label);
      session.createDataFrame(rows, schema).coalesce(1).write().parquet(table.toString());
    }
  }

  private String probe(int epoch, Object... more) {
    return probeOf("probe", epoch, more);
  }

  private String probeOf(String run, int epoch, Object... more) {
    List<String> words =
        new ArrayList<>(
            List.of(
                "probe",
                "--model=" + saved.networks().resolve("net_" + epoch + ".zip"),
                "--data=" + table,
                "--run=" + run,
                "--out=" + out));
    for (Object word : more) {
      words.add(word.toString());
    }
    StringWriter err = new StringWriter();
    int status =
        InfoscopeOnSpark.run(
            new PrintWriter(new StringWriter()),
            new PrintWriter(err),
            words.toArray(String[]::new));
    return status + err.toString();
  }

  private void refused(String said, String... words) {
    assertThat(said).startsWith("2infoscope: ").contains(words);
    assertThat(said.lines()).hasSize(1);
    assertThat(said).doesNotContain("Exception");
    assertThat(out).doesNotExist();
  }

  @Test
  void reportsOfCheckpointsGoIntoOneHistory() throws IOException {
    write(rows(300), FLOATS);
    assertThat(probe(1)).isEqualTo("0");
    assertThat(probe(2, "--probe-rows=100")).isEqualTo("0");
    List<ReportEntry> history = History.read(out);
    assertThat(history).extracting(ReportEntry::epoch).containsExactly(1, 2);
    assertThat(history).extracting(ReportEntry::run).containsOnly("probe");
    assertThat(history)
        .allSatisfy(entry -> assertThat(entry.provenance().samples()).isEqualTo(300));
    assertThat(history.get(1).readings())
        .extracting(ReadingEntry::metric)
        .contains(
            "infoscope.information.label",
            "infoscope.causal.sensitivity",
            "infoscope.relay.information",
            "infoscope.neuron.entropy",
            "infoscope.drift.zscore");
  }

  @Test
  void aHistoryOfAnotherRunIsRefusedAndKept() throws IOException {
    write(rows(300), FLOATS);
    assertThat(probe(1)).isEqualTo("0");
    List<String> before = Files.readAllLines(out);
    assertThat(probeOf("other", 2))
        .isEqualTo(
            "2infoscope: "
                + out
                + ": holds run probe, not other; choose another file"
                + System.lineSeparator());
    assertThat(Files.readAllLines(out)).isEqualTo(before);
  }

  /** What can be wrong with a row. */
  enum Flaw {
    LENGTH("probe.parquet: part-", "row 300: 'features' has 3 values, not 4"),
    LABEL("row 300: 'label' is null"),
    CLASS("row 300: 'label' is 3, the network has classes 0 to 2"),
    FEATURES("row 300: 'features' is null"),
    NOT_A_NUMBER("row 300: 'features' has NaN at 1"),
    INFINITE("row 300: 'features' has -Infinity at 1");

    private final String[] said;

    Flaw(String... said) {
      this.said = said;
    }

    Row row() {
      Random random = new Random(1);
      return switch (this) {
        case LENGTH -> ProbeCommandTest.row(random, 1, 3);
        case LABEL -> ProbeCommandTest.row(random, null, SavedTraining.WIDTH);
        case CLASS -> ProbeCommandTest.row(random, 3, SavedTraining.WIDTH);
        case FEATURES -> RowFactory.create(null, 1);
        case NOT_A_NUMBER -> RowFactory.create(new float[] {0, Float.NaN, 0, 0}, 1);
        case INFINITE -> RowFactory.create(new float[] {0, Float.NEGATIVE_INFINITY, 0, 0}, 1);
      };
    }
  }

  @ParameterizedTest
  @EnumSource
  void aRowThatCannotBeMeasuredIsNamed(Flaw flaw) throws IOException {
    List<Row> rows = rows(300);
    rows.add(flaw.row());
    write(rows, FLOATS);
    refused(probe(1), flaw.said);
  }

  @ParameterizedTest
  @ValueSource(doubles = {1.5, Double.NaN, Double.POSITIVE_INFINITY})
  void aLabelOfTypeDoubleIsAWholeNumber(double label) throws IOException {
    List<Row> rows = new ArrayList<>();
    rows(300).forEach(row -> rows.add(RowFactory.create(row.get(0), (double) row.getInt(1))));
    rows.add(RowFactory.create(new float[SavedTraining.WIDTH], label));
    write(rows, FLOATS, DataTypes.DoubleType);
    refused(probe(1), "row 300: 'label' is " + label + ", not a whole number");
  }

  @Test
  void columnsThatAreMissingAreNamedWithThoseThatAreThere() throws IOException {
    write(rows(3), FLOATS);
    refused(
        probe(1, "--label=class"), table + ": has no column 'class'; there are: features, label");
    refused(probe(1, "--features=label"), "column 'label' is int, not an array of numbers or a");
  }

  @Test
  void aTableThatIsNotThereOrIsNoParquetIsNamed() throws IOException {
    refused(probe(1), table + ": cannot be read as Parquet: ");
    Files.writeString(table, "no Parquet at all, but long enough for a footer to be looked for");
    refused(probe(1), table + ": cannot be read as Parquet: probe.parquet does not end in PAR1");
  }

  /** A task that fails leaves a stack trace in the log, beside the line of the command. */
  private List<TaskInfo> tasksWhile(Runnable work) throws IOException {
    List<TaskInfo> tasks = new CopyOnWriteArrayList<>();
    try (SparkSession session =
        SparkSession.builder()
            .master("local[2]")
            .config("spark.ui.enabled", "false")
            .getOrCreate()) {
      session
          .sparkContext()
          .addSparkListener(
              new SparkListener() {
                @Override
                public void onTaskEnd(SparkListenerTaskEnd end) {
                  tasks.add(end.taskInfo());
                }
              });
      work.run();
    }
    return tasks;
  }

  @Test
  void aFileThatIsNoParquetIsRefusedBeforeATaskReadsIt() throws IOException {
    write(rows(300), FLOATS);
    Files.writeString(table.resolve("notes.txt"), "what a folder of Parquet files may hold, too");
    String said = table + ": cannot be read as Parquet: notes.txt does not end in PAR1";
    assertThat(tasksWhile(() -> refused(probe(1), said))).isEmpty();
  }

  /** The one file of the table with data in it. */
  private Path part() throws IOException {
    try (Stream<Path> files = Files.list(table)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("part-"))
          .findFirst()
          .orElseThrow();
    }
  }

  /** Turns bits of 40 bytes from a place on, which a check sum beside the file may tell or not. */
  private String damage(Path part, long from, boolean checked) throws IOException {
    byte[] all = Files.readAllBytes(part);
    for (int at = (int) from; at < from + 40; at++) {
      all[at] ^= (byte) 0xA5;
    }
    Files.write(part, all);
    String name = part.getFileName().toString();
    if (!checked) {
      Files.delete(table.resolve("." + name + ".crc"));
    }
    return name;
  }

  @ParameterizedTest
  @CsvSource({"0.02, true", "0.3, true", "0.02, false", "0.3, false", "0.6, false"})
  void aFileWithDamagedDataIsNamedAndNoTaskFails(double place, boolean checked) throws IOException {
    write(rows(300), FLOATS);
    Path part = part();
    String name = damage(part, (long) (place * Files.size(part)), checked);
    String said = table + ": cannot be read as Parquet: " + name + ": ";
    assertThat(tasksWhile(() -> refused(probe(1), said))).isNotEmpty().noneMatch(TaskInfo::failed);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aFileWithADamagedFooterIsRefusedBeforeATaskReadsIt(boolean checked) throws IOException {
    write(rows(300), FLOATS);
    Path part = part();
    byte[] all = Files.readAllBytes(part);
    int end = all.length - 2 * Integer.BYTES; // where the length of the footer stands
    int length = ByteBuffer.wrap(all).order(ByteOrder.LITTLE_ENDIAN).getInt(end);
    String name = damage(part, end - length, checked);
    String said =
        table + ": cannot be read as Parquet: " + name + " has a footer that cannot be read: ";
    assertThat(tasksWhile(() -> refused(probe(1), said))).isEmpty();
  }

  @Test
  void filesThatSparkDoesNotTakeForDataMayStandBeside() throws IOException {
    write(rows(300), FLOATS);
    Files.writeString(table.resolve("_notes.txt"), "hidden from Spark");
    Files.createDirectory(table.resolve(".kept"));
    Files.writeString(table.resolve(".kept").resolve("notes.txt"), "hidden from Spark");
    assertThat(probe(1)).isEqualTo("0");
  }

  @Test
  void aNetworkThatDoesNotFitIsNamed() throws IOException {
    write(List.of(row(new Random(1), 1, 3)), FLOATS);
    refused(probe(1), "net_1.zip: rows of shape [3] must suit the network, which says: ");
    Files.writeString(saved.networks().resolve("net_1.zip"), "no zip");
    refused(probe(1), "net_1.zip: ");
  }
}
