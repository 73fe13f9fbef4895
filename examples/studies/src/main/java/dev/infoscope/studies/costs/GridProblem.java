// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.costs;

import dev.infoscope.examples.IdxFiles;
import dev.infoscope.examples.MnistNetworks;
import dev.infoscope.examples.Quickstart;
import dev.infoscope.examples.TwelveBits;
import dev.infoscope.studies.readings.SeededData;
import dev.infoscope.studies.readings.SeededNetworks;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import org.deeplearning4j.datasets.iterator.IteratorMultiDataSetIterator;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/**
 * A network to train and the data it is trained on.
 *
 * @param name in tables
 * @param network initialised, by the seed of its weights
 * @param probe what is measured on
 * @param epoch its batches
 * @param epochs to train: at least 256 iterations, and some seconds at the most
 */
record GridProblem(
    String name,
    LongFunction<Model> network,
    MultiDataSet probe,
    List<MultiDataSet> epoch,
    int epochs) {
  static final List<String> NAMES =
      List.of("quickstart", "MNIST MLP", "small CNN", "LSTM", "two inputs");

  private static final int BATCH = 128;
  private static final int SMALL_BATCH = 16;
  private static final int QUICKSTART_BATCH = 64;
  private static final int BATCHES = 64;
  private static final double TRAINING_SHARE = 0.8;

  /** All five. */
  static List<GridProblem> all(Path mnist) throws IOException {
    IdxFiles files = new IdxFiles(mnist);
    DataSet images = files.training();
    MultiDataSet probe = files.test().toMultiDataSet();
    SeededData series = SeededData.series();
    SeededData pairs = SeededData.pairs();
    return List.of(
        quickstart(),
        new GridProblem(
            "MNIST MLP",
            seed -> initialised(MnistNetworks.dense(seed)),
            probe,
            batches(images, BATCH),
            4),
        new GridProblem(
            "small CNN",
            seed -> initialised(MnistNetworks.convolutional(seed)),
            probe,
            batches(images, SMALL_BATCH),
            4),
        new GridProblem("LSTM", SeededNetworks::recurrent, series.probe(), series.training(), 40),
        new GridProblem(
            "two inputs", SeededNetworks::twoInputs, pairs.probe(), pairs.training(), 60));
  }

  private static GridProblem quickstart() {
    DataSet all = TwelveBits.all();
    DataSet shuffled = all.copy();
    shuffled.shuffle(1);
    int training = (int) (TRAINING_SHARE * all.numExamples());
    DataSet rows = (DataSet) shuffled.getRange(0, training);
    return new GridProblem(
        "quickstart",
        seed -> initialised(Quickstart.configuration(seed)),
        all.toMultiDataSet(),
        batches(rows, QUICKSTART_BATCH),
        12);
  }

  private static MultiLayerNetwork initialised(MultiLayerConfiguration configuration) {
    MultiLayerNetwork network = new MultiLayerNetwork(configuration);
    network.init();
    return network;
  }

  private static List<MultiDataSet> batches(DataSet rows, int size) {
    List<MultiDataSet> batches = new ArrayList<>();
    for (DataSet batch :
        rows.batchBy(size).subList(0, Math.min(BATCHES, rows.numExamples() / size))) {
      batches.add(batch.toMultiDataSet());
    }
    return batches;
  }

  /** The same with fewer epochs. */
  GridProblem shortened(int most) {
    return new GridProblem(name, network, probe, epoch, Math.min(epochs, most));
  }

  /** Trains all epochs. */
  void train(Model model) {
    for (int i = 0; i < epochs; i++) {
      IteratorMultiDataSetIterator batches =
          new IteratorMultiDataSetIterator(epoch.iterator(), BATCH);
      if (model instanceof ComputationGraph graph) {
        graph.fit(batches);
      } else {
        ((MultiLayerNetwork) model).fit(batches);
      }
    }
  }
}
