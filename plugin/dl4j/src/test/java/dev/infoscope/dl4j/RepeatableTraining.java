// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
import org.deeplearning4j.datasets.iterator.utilty.SingletonMultiDataSetIterator;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;

/** A training run that can be done again, with or without company. */
public enum RepeatableTraining {
  DROPOUT(Networks::denseWithDropout, Examples.flat(60, 1).toMultiDataSet()),
  CONVOLUTION_WITH_BATCH_NORM(Networks::convolutional, Examples.images(48, 2).toMultiDataSet()),
  LSTM(Networks::recurrent, Examples.sequences(40, 3, false).toMultiDataSet()),
  MASKED_LSTM(Networks::recurrent, Examples.sequences(40, 4, true).toMultiDataSet()),
  TWO_INPUTS(Networks::twoInputs, Examples.pairs(50, 5));

  /** What a training run leaves behind. */
  public record Outcome(float[] parameters, float[] updaterState, List<Double> scores) {}

  private static final int BATCH = 16;

  private final Supplier<Model> network;
  private final MultiDataSet data;

  RepeatableTraining(Supplier<Model> network, MultiDataSet data) {
    this.network = network;
    this.data = data;
  }

  public MultiDataSet data() {
    return data;
  }

  public Model network() {
    return network.get();
  }

  /** Trains a fresh network from a fixed state of ND4J's generator. */
  public Outcome train(int epochs, TrainingListener... listeners) {
    Model model = network();
    List<Double> scores = new ArrayList<>();
    List<TrainingListener> all = new ArrayList<>(List.of(listeners));
    all.add(
        new BaseTrainingListener() {
          @Override
          public void iterationDone(Model trained, int iteration, int epoch) {
            scores.add(trained.score());
          }
        });
    return train(model, epochs, all, scores);
  }

  private Outcome train(
      Model model, int epochs, List<TrainingListener> listeners, List<Double> scores) {
    Nd4j.getRandom().setSeed(77);
    INDArray state;
    if (model instanceof MultiLayerNetwork net) {
      net.setListeners(listeners);
      net.fit(new ListDataSetIterator<>(single().asList(), BATCH), epochs);
      state = net.getUpdater().getStateViewArray();
    } else {
      ComputationGraph graph = (ComputationGraph) model;
      graph.setListeners(listeners);
      for (int epoch = 0; epoch < epochs; epoch++) {
        graph.fit(new SingletonMultiDataSetIterator(data));
      }
      state = graph.getUpdater().getUpdaterStateViewArray();
    }
    return new Outcome(model.params().dup().data().asFloat(), state.dup().data().asFloat(), scores);
  }

  private DataSet single() {
    return new DataSet(
        data.getFeatures(0).dup(),
        data.getLabels(0).dup(),
        data.getFeaturesMaskArray(0) == null ? null : data.getFeaturesMaskArray(0).dup(),
        data.getLabelsMaskArray(0) == null ? null : data.getLabelsMaskArray(0).dup());
  }
}
