// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infoscope.measure.Findings;
import dev.infoscope.measure.Measure;
import dev.infoscope.network.Snapshot;
import dev.infoscope.report.EpochReport;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Convolution1D;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A network that says of every step whether its feature is positive, and labels of some steps only:
 * layers, predictions and labels must be of the same step.
 */
class LabelledStepsTest {
  private static final int ROWS = 150;
  private static final int STEPS = 5;

  private final SplittableRandom random = new SplittableRandom(3);
  private final double[][] values = new double[ROWS][STEPS];

  private static MultiLayerNetwork network(RNNFormat format) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .dataType(DataType.FLOAT)
                .list()
                .layer(
                    new Convolution1D.Builder(1)
                        .name("step")
                        .nOut(1)
                        .activation(Activation.TANH)
                        .build())
                .layer(
                    new RnnOutputLayer.Builder()
                        .nOut(2)
                        .activation(Activation.SOFTMAX)
                        .dataFormat(format)
                        .build())
                .setInputType(InputType.recurrent(1, STEPS, format))
                .build());
    network.init();
    network.getParam("0_W").assign(2);
    network.setParam("1_W", Nd4j.create(new float[][] {{-9, 9}}));
    return network;
  }

  private INDArray array(RNNFormat format, int channels, Cell cell) {
    boolean last = format == RNNFormat.NWC;
    INDArray array =
        last
            ? Nd4j.zeros(DataType.FLOAT, ROWS, STEPS, channels)
            : Nd4j.zeros(DataType.FLOAT, ROWS, channels, STEPS);
    for (int row = 0; row < ROWS; row++) {
      for (int step = 0; step < STEPS; step++) {
        for (int channel = 0; channel < channels; channel++) {
          int[] at = last ? new int[] {row, step, channel} : new int[] {row, channel, step};
          array.putScalar(at, cell.of(row, step, channel));
        }
      }
    }
    return array;
  }

  /** Value of one cell. */
  private interface Cell {
    double of(int row, int step, int channel);
  }

  private DataSet data(RNNFormat format, INDArray mask, INDArray labelled) {
    for (double[] row : values) {
      Arrays.setAll(row, step -> random.nextGaussian());
    }
    INDArray features = array(format, 1, (row, step, channel) -> values[row][step]);
    INDArray labels =
        array(format, 2, (row, step, kind) -> (values[row][step] > 0 ? 1 : 0) == kind ? 1 : 0);
    return new DataSet(features, labels, mask, labelled);
  }

  /** Steps up to one that is chosen for each row. */
  private INDArray upTo(int least) {
    INDArray mask = Nd4j.zeros(DataType.FLOAT, ROWS, STEPS);
    for (int row = 0; row < ROWS; row++) {
      int end = least + random.nextInt(STEPS - least);
      for (int step = 0; step <= end; step++) {
        mask.putScalar(row, step, 1);
      }
    }
    return mask;
  }

  private static Snapshot read(MultiLayerNetwork network, DataSet data, List<EpochReport> reports) {
    AtomicReference<Snapshot> seen = new AtomicReference<>();
    Measure keeper =
        new Measure() {
          @Override
          public String name() {
            return "keeper";
          }

          @Override
          public Findings measure(Snapshot snapshot) {
            seen.set(snapshot);
            return Findings.of(List.of());
          }
        };
    try (Infoscope infoscope =
        Infoscope.builder()
            .probe(data)
            .synchronous()
            .without("causal", "conductance")
            .measure(keeper)
            .sink(reports::add)
            .build()) {
      infoscope.attach(network);
      infoscope.sample(network, 1);
    }
    return seen.get();
  }

  private static void assertOneStep(Snapshot seen) {
    assertThat(seen.predictions()).isEqualTo(seen.labels());
    double[] unit = new double[1];
    for (int row = 0; row < seen.examples(); row++) {
      seen.layers().get(0).activations().copy(row, 1, unit);
      assertThat(unit[0] > 0 ? 1 : 0).as("row %d", row).isEqualTo(seen.labels()[row]);
    }
  }

  @ParameterizedTest
  @EnumSource
  void layersAndPredictionsAreReadAtTheStepOfTheLabel(RNNFormat format) {
    List<EpochReport> reports = new ArrayList<>();
    Snapshot seen = read(network(format), data(format, null, upTo(0)), reports);
    assertOneStep(seen);
    assertThat(seen.layers().get(0).layer().reduction()).isEqualTo("last labelled step");
    assertThat(reports.get(0).readings())
        .filteredOn(reading -> reading.metric().meterName().equals("infoscope.probe.accuracy"))
        .allSatisfy(reading -> assertThat(reading.value()).isEqualTo(1));
  }

  /** Holes in between, and steps of the features that are left out too. */
  @ParameterizedTest
  @EnumSource
  void stepsThatTheFeaturesLackAreNotRead(RNNFormat format) {
    INDArray mask = upTo(1);
    INDArray labelled = mask.dup();
    for (int row = 0; row < ROWS; row++) {
      for (int step = 1; step < STEPS; step++) {
        labelled.putScalar(row, step, random.nextInt(2) * mask.getDouble(row, step));
      }
    }
    assertOneStep(read(network(format), data(format, mask, labelled), new ArrayList<>()));
  }

  @Test
  void labelsOfEveryStepAreReadAtTheLast() {
    INDArray all = Nd4j.ones(DataType.FLOAT, ROWS, STEPS);
    Snapshot seen = read(network(RNNFormat.NCW), data(RNNFormat.NCW, null, all), new ArrayList<>());
    assertOneStep(seen);
    assertThat(seen.layers().get(0).layer().reduction()).isEqualTo("last step");
  }
}
