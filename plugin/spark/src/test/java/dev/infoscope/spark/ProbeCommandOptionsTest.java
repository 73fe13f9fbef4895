// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infoscope.dl4j.saved.AllowedClasses;
import dev.infoscope.dl4j.saved.SavedNetwork;
import dev.infoscope.publish.history.History;
import dev.infoscope.report.ReadingEntry;
import dev.infoscope.report.ReportEntry;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.preprocessor.NormalizerStandardize;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** What {@code probe} takes as the other commands do. */
@Tag("spark")
class ProbeCommandOptionsTest {
  private static final int ROWS = 300;

  @TempDir Path folder;
  private Path table;
  private Path zip;

  /** What a command has said, and the last report. */
  private record Outcome(String said, ReportEntry report) {}

  @BeforeEach
  void prepare() throws IOException {
    zip = folder.resolve("net.zip");
    table = write("probe.parquet", examples());
  }

  /** Far from 0, with labels 0 and 1. */
  private static float[][] examples() {
    Random random = new Random(7);
    float[][] rows = new float[ROWS][SavedTraining.WIDTH];
    for (int row = 0; row < ROWS; row++) {
      for (int k = 0; k < SavedTraining.WIDTH; k++) {
        rows[row][k] = (float) (100 + 20 * random.nextGaussian() + 10 * (row % 2));
      }
    }
    return rows;
  }

  private Path write(String name, float[]... examples) throws IOException {
    StructType schema =
        new StructType()
            .add("features", DataTypes.createArrayType(DataTypes.FloatType))
            .add("label", DataTypes.IntegerType)
            .add("id", DataTypes.LongType);
    List<Row> rows = new ArrayList<>();
    for (int row = 0; row < examples.length; row++) {
      rows.add(RowFactory.create(examples[row], row % 2, (long) row));
    }
    Path file = folder.resolve(name);
    try (SparkSession session =
        SparkSession.builder()
            .master("local[2]")
            .config("spark.ui.enabled", "false")
            .getOrCreate()) {
      session.createDataFrame(rows, schema).repartition(3).write().parquet(file.toString());
    }
    return file;
  }

  /** One output unit that says the second class. */
  private MultiLayerNetwork save() throws IOException {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(3)
                .list()
                .layer(
                    new DenseLayer.Builder()
                        .nIn(SavedTraining.WIDTH)
                        .nOut(5)
                        .activation(Activation.TANH)
                        .build())
                .layer(
                    new OutputLayer.Builder(LossFunction.XENT)
                        .nIn(5)
                        .nOut(1)
                        .activation(Activation.SIGMOID)
                        .build())
                .build());
    network.init();
    ModelSerializer.writeModel(network, zip.toFile(), false);
    return network;
  }

  private void addNormalizer() {
    NormalizerStandardize normalizer = new NormalizerStandardize();
    normalizer.fit(new DataSet(Nd4j.create(examples()), Nd4j.zeros(ROWS, 1)));
    ModelSerializer.addNormalizerToModel(zip.toFile(), normalizer);
  }

  private Outcome probe(Path model, Path data, String... more) throws IOException {
    Path out = Files.createTempFile(folder, "history", ".jsonl");
    Files.delete(out);
    List<String> words =
        new ArrayList<>(
            List.of("probe", "--model=" + model, "--data=" + data, "--id=id", "--out=" + out));
    words.addAll(Arrays.asList(more));
    StringWriter said = new StringWriter();
    PrintWriter both = new PrintWriter(said);
    int status = InfoscopeOnSpark.run(both, both, words.toArray(String[]::new));
    assertThat(status).as(said.toString()).isZero();
    List<ReportEntry> all = History.read(out);
    return new Outcome(said.toString(), all.get(all.size() - 1));
  }

  private static List<ReadingEntry> readings(Outcome outcome) {
    return outcome.report().readings();
  }

  @Test
  void aNormaliserInTheZipIsAppliedToRowsThatAreNot() throws Exception {
    save();
    addNormalizer();
    Outcome raw = probe(zip, table);
    assertThat(raw.said()).contains("features normalised as in training, by the STANDARDIZE");
    assertThat(raw.report().provenance().settings()).containsEntry("normalizer", "STANDARDIZE");
    Path ready = write("ready.parquet", normalised());
    Outcome already = probe(zip, ready);
    assertThat(already.said()).contains("features seem to be normalised already");
    assertThat(readings(already)).isEqualTo(readings(raw));
    assertThat(readings(probe(zip, ready, "--no-normalizer"))).isEqualTo(readings(raw));
    assertThat(readings(probe(zip, table, "--no-normalizer"))).isNotEqualTo(readings(raw));
    assertThat(readings(probe(zip, ready, "--normalizer"))).isNotEqualTo(readings(raw));
  }

  private float[][] normalised() throws IOException {
    float[][] rows = examples();
    for (float[] row : rows) {
      double[] values = new double[row.length];
      Arrays.setAll(values, i -> row[i]);
      double[] made =
          SavedNetwork.of(zip, AllowedClasses.ofLibraries())
              .normalizer()
              .orElseThrow()
              .apply(values, row.length);
      for (int i = 0; i < row.length; i++) {
        row[i] = (float) made[i];
      }
    }
    return rows;
  }

  @Test
  void aNormaliserThatIsNotThereCannotBeAsked() throws IOException {
    save();
    StringWriter err = new StringWriter();
    int status =
        InfoscopeOnSpark.run(
            new PrintWriter(new StringWriter()),
            new PrintWriter(err),
            "probe",
            "--model=" + zip,
            "--data=" + table,
            "--out=" + folder.resolve("h.jsonl"),
            "--normalizer");
    assertThat(status).isEqualTo(2);
    assertThat(err.toString()).contains("net.zip: has no normaliser for --normalizer to apply");
    assertThat(folder.resolve("h.jsonl")).doesNotExist();
  }

  @Test
  void aRuleSaysWhichClassAnOutputMeans() throws Exception {
    save();
    Path ready = write("small.parquet", scaled());
    Outcome own = probe(zip, ready);
    assertThat(own.report().provenance().settings()).doesNotContainKey("predictions");
    assertThat(readings(probe(zip, ready, "--predict=above:0.5"))).isEqualTo(readings(own));
    Outcome high = probe(zip, ready, "--predict=above:0.55");
    assertThat(high.report().provenance().settings()).containsEntry("predictions", "above:0.55");
    assertThat(readings(high)).isNotEqualTo(readings(own));
  }

  private static float[][] scaled() {
    float[][] rows = examples();
    for (float[] row : rows) {
      for (int i = 0; i < row.length; i++) {
        row[i] = (row[i] - 100) / 20;
      }
    }
    return rows;
  }

  @Test
  void theHistoryIsWrittenAsOpenMetricsToo() throws Exception {
    save();
    Path metrics = folder.resolve("probe.om");
    probe(zip, table, "--openmetrics=" + metrics, "--run=here");
    assertThat(Files.readString(metrics))
        .contains("infoscope_information_label_bits{", "run=\"here\"")
        .endsWith("# EOF\n");
    Outcome standard = probe(zip, table, "--openmetrics=-");
    assertThat(standard.said()).endsWith("# EOF\n").doesNotContain("readings of epoch");
  }

  @Test
  void aNetworkOfKerasIsMeasuredAtTheEpochInItsName() throws Exception {
    Outcome outcome = probe(ProbeTable.KERAS, write("keras.parquet", scaled()));
    assertThat(outcome.report().epoch()).isEqualTo(3);
    assertThat(readings(outcome))
        .extracting(ReadingEntry::metric)
        .contains("infoscope.information.label", "infoscope.flow");
  }
}
