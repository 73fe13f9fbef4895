// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.mutation;

import dev.infoscope.estimate.Uncertainty;
import dev.infoscope.measure.Reading;
import dev.infoscope.measure.plane.PlaneMetrics;
import dev.infoscope.network.Layer;
import dev.infoscope.network.Moment;
import dev.infoscope.publish.history.HistoryFile;
import dev.infoscope.report.EpochReport;
import dev.infoscope.report.Provenance;
import dev.infoscope.report.Run;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.Upsampling2D;
import org.deeplearning4j.nn.conf.layers.ZeroPaddingLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.nd4j.linalg.activations.Activation;

/** One small file of every format that is read, none of them damaged; the same bytes each time. */
final class Samples {
  private static final int ROWS = 24;
  private static final int COLUMNS = 4;

  private Samples() {}

  static void write(Path folder) throws Exception {
    StringBuilder csv = new StringBuilder("a,b,c,d\n");
    StringBuilder labels = new StringBuilder();
    ByteBuffer values = ByteBuffer.allocate(8 * ROWS * COLUMNS).order(ByteOrder.LITTLE_ENDIAN);
    for (int row = 0; row < ROWS; row++) {
      for (int column = 0; column < COLUMNS; column++) {
        double value = Math.sin(1.7 * row + column) + row % 3;
        values.putDouble(value);
        csv.append(column == 0 ? "" : ",").append(value);
      }
      csv.append('\n');
      labels.append(row % 3).append('\n');
    }
    Files.writeString(folder.resolve("T.csv"), csv);
    Files.writeString(folder.resolve("y.csv"), labels);
    Files.write(folder.resolve("T.npy"), npy(values.array()));
    write(dense(), folder.resolve("net.zip"));
    write(images(), folder.resolve("images.zip"));
    history(folder.resolve("run.jsonl"));
    byte[] lines = Files.readAllBytes(folder.resolve("run.jsonl"));
    Files.write(folder.resolve("run.jsonl.gz"), Zipped.gzip(lines));
  }

  private static byte[] npy(byte... values) throws IOException {
    String header =
        String.format(
            Locale.ROOT,
            "{'descr': '<f8', 'fortran_order': False, 'shape': (%d, %d), }",
            ROWS,
            COLUMNS);
    String padded = header + " ".repeat(117 - header.length()) + "\n";
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.write(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (byte) padded.length(), 0});
    file.write(padded.getBytes(StandardCharsets.US_ASCII));
    file.write(values);
    return file.toByteArray();
  }

  private static MultiLayerConfiguration dense() {
    return new NeuralNetConfiguration.Builder()
        .seed(1)
        .list(
            new DenseLayer.Builder().nIn(COLUMNS).nOut(5).activation(Activation.TANH).build(),
            new OutputLayer.Builder().nIn(5).nOut(3).activation(Activation.SOFTMAX).build())
        .build();
  }

  /** All that changes shapes without parameters, for images of 2 x 2. */
  private static MultiLayerConfiguration images() {
    return new NeuralNetConfiguration.Builder()
        .seed(1)
        .list(
            new ZeroPaddingLayer.Builder(1, 1).build(),
            new ConvolutionLayer.Builder(2, 2).nOut(3).activation(Activation.TANH).build(),
            new BatchNormalization(),
            new Upsampling2D.Builder(2).build(),
            new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.MAX, new int[] {2, 2})
                .stride(2, 2)
                .build(),
            new DenseLayer.Builder().nOut(4).dropOut(0.9).activation(Activation.RELU).build(),
            new OutputLayer.Builder().nOut(3).activation(Activation.SOFTMAX).build())
        .setInputType(InputType.convolutional(2, 2, 1))
        .build();
  }

  private static void write(MultiLayerConfiguration made, Path file) throws IOException {
    MultiLayerNetwork network = new MultiLayerNetwork(made);
    network.init();
    ModelSerializer.writeModel(network, file.toFile(), true);
    Files.write(file, Zipped.timeless(Files.readAllBytes(file)));
  }

  private static void history(Path file) throws Exception {
    Run run =
        new Run(
            "unit",
            "mlp",
            2,
            new Provenance("test", Map.of("plane.rule", "made up"), 1, 1, 1, 100, 2, "00"));
    try (HistoryFile history = new HistoryFile(file)) {
      history.begin(run);
      for (int epoch = 1; epoch <= 4; epoch++) {
        Moment moment = new Moment(epoch, 10 * epoch, Instant.ofEpochSecond(1000 + epoch), 0.5);
        history.publish(
            new EpochReport(
                run, moment, List.of(reading(0, epoch), reading(1, 2)), Map.of(), Map.of()));
      }
    }
    fixSession(file);
  }

  /** When the writer was started is the only thing that differs from run to run. */
  private static void fixSession(Path file) throws IOException {
    String lines = Files.readString(file);
    Files.writeString(
        file, lines.replaceAll("\"session\":\"[^\"]*\"", "\"session\":\"2026-01-01T00:00:00Z\""));
  }

  private static Reading reading(int layer, double bits) {
    return new Reading(
        PlaneMetrics.LABEL,
        new Layer(layer, "dense" + layer, "DenseLayer", null, ""),
        Map.of("signal", "activation", "estimator", "binned"),
        bits,
        Uncertainty.of(100, 3),
        Set.of());
  }
}
