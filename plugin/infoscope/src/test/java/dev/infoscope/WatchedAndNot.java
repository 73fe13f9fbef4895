// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infoscope.dl4j.Examples;
import dev.infoscope.dl4j.Networks;
import dev.infoscope.dl4j.Recorder;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Trains a network with Infoscope and without, and compares what is left. */
abstract class WatchedAndNot {
  static final DataSet FLAT = Examples.flat(60, 1);
  static final int BATCH = 20;

  final Recorder recorder = new Recorder();

  static DataSetIterator batches(DataSet data) {
    return new ListDataSetIterator<>(data.copy().asList(), BATCH);
  }

  InfoscopeBuilder watching(DataSet probe) {
    return Infoscope.builder().probe(probe).sink(recorder).synchronous();
  }

  /** What a training leaves: parameters, and the message of what it threw. */
  record Outcome(double[] parameters, String thrown) {
    static Outcome of(MultiLayerNetwork network, Consumer<MultiLayerNetwork> training) {
      Nd4j.getRandom().setSeed(11);
      String thrown = "nothing";
      try {
        training.accept(network);
      } catch (RuntimeException failure) {
        thrown = failure.toString();
      }
      return new Outcome(network.params().dup().data().asDouble(), thrown);
    }
  }

  Outcome assertUnchanged(
      Supplier<MultiLayerNetwork> fresh, DataSet probe, Consumer<MultiLayerNetwork> training) {
    MultiLayerNetwork watched = fresh.get();
    Outcome with;
    try (Infoscope scope = watching(probe).build()) {
      scope.attach(watched);
      with = Outcome.of(watched, training);
    }
    Outcome without = Outcome.of(fresh.get(), training);
    assertThat(with.parameters()).isEqualTo(without.parameters());
    assertThat(with.thrown()).isEqualTo(without.thrown());
    assertThat(recorder.lastHealth().failures().values()).containsOnly(0L);
    return with;
  }

  List<Integer> epochs() {
    return recorder.reports.stream().map(report -> report.moment().epoch()).toList();
  }

  static NeuralNetConfiguration.Builder base() {
    return new NeuralNetConfiguration.Builder()
        .seed(3)
        .updater(new Sgd(0.1))
        .activation(Activation.TANH);
  }

  static OutputLayer output() {
    return new OutputLayer.Builder(LossFunction.MCXENT)
        .nOut(Networks.CLASSES)
        .activation(Activation.SOFTMAX)
        .build();
  }

  static MultiLayerNetwork initialised(NeuralNetConfiguration.ListBuilder layers) {
    MultiLayerNetwork network = new MultiLayerNetwork(layers.build());
    network.init();
    return network;
  }

  List<Object> readings() {
    return recorder.last().readings().stream()
        .filter(reading -> reading.metric().seriesName().startsWith("infoscope_neuron"))
        .<Object>map(reading -> reading.metric() + " " + reading.labels() + reading.value())
        .toList();
  }
}
