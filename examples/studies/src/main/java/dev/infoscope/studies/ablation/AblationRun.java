// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.ablation;

import dev.infoscope.discrete.Activations;
import dev.infoscope.discrete.Discretizer;
import dev.infoscope.discrete.Range;
import dev.infoscope.measure.neuron.LayerNeurons;
import dev.infoscope.measure.neuron.NeuronCounts;
import dev.infoscope.measure.neuron.NeuronQuantity;
import dev.infoscope.measure.neuron.NeuronTable;
import dev.infoscope.measure.neuron.ablation.AblationOrder;
import dev.infoscope.measure.neuron.ablation.AblationStudy;
import dev.infoscope.measure.neuron.ablation.AblationTarget;
import dev.infoscope.measure.neuron.ablation.AblationValue;
import dev.infoscope.measure.neuron.ablation.DenseAblation;
import dev.infoscope.measure.neuron.ablation.DenseNetwork;
import dev.infoscope.measure.neuron.ablation.Pruning;
import dev.infoscope.network.DenseMap;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions;

/**
 * One network of version 1 of Amjad, Liu and Geiger: 784-100-100-10, Adam with rate 0.001, batches
 * of 32; neurons read on validation data, accuracy on test data.
 */
final class AblationRun {
  static final int HIDDEN = 2;
  static final int WIDTH = 100;
  private static final int BATCH = 32;
  private static final int CLASSES = 10;
  private static final int RANDOM_ORDERS = 10;
  private static final int PERMUTATIONS = 100;
  private static final List<NeuronQuantity> QUANTITIES =
      List.of(NeuronQuantity.ENTROPY, NeuronQuantity.LABEL_INFORMATION, NeuronQuantity.SELECTIVITY);

  /** Which neurons are removed. */
  enum Scope {
    LAYER_1("layer 1"),
    LAYER_2("layer 2"),
    JOINT("both layers");

    private final String words;

    Scope(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }

  private final Activation activation;
  private final long seed;
  private final List<NeuronTable> tables = new ArrayList<>();
  private final List<LayerNeurons> neurons = new ArrayList<>();
  private final Map<Scope, AblationStudy> toMean = new EnumMap<>(Scope.class);
  private final Map<Scope, AblationStudy> toZero = new EnumMap<>(Scope.class);
  private double accuracy;
  private double prunedAccuracy;

  AblationRun(Activation activation, long seed) {
    this.activation = activation;
    this.seed = seed;
  }

  /** Trains, reads, ablates and prunes. */
  AblationRun go(DataSet training, DataSet validation, DataSet test, int epochs) {
    DenseNetwork network = dense(trained(training, epochs));
    Activations inputs = rows(validation);
    int[] classes = classes(validation);
    for (int layer = 0; layer < HIDDEN; layer++) {
      read(network.outputs(layer, inputs), classes);
    }
    ablate(network, rows(test), classes(test));
    prunedAccuracy = pruned(network).accuracy(rows(test), classes(test));
    return this;
  }

  private void ablate(DenseNetwork network, Activations seen, int[] truth) {
    accuracy = network.accuracy(seen, truth);
    for (Scope scope : Scope.values()) {
      toMean.put(scope, study(network, scope, AblationValue.MEAN, seen, truth));
      toZero.put(scope, study(network, scope, AblationValue.ZERO, seen, truth));
    }
  }

  private DenseNetwork pruned(DenseNetwork network) {
    DenseNetwork pruned = network;
    for (int layer = HIDDEN - 1; layer >= 0; layer--) {
      pruned = Pruning.of(pruned, layer, neurons.get(layer), tables.get(layer).values()).network();
    }
    return pruned;
  }

  private MultiLayerNetwork trained(DataSet training, int epochs) {
    MultiLayerNetwork trained = new MultiLayerNetwork(configuration());
    trained.init();
    for (int epoch = 1; epoch <= epochs; epoch++) {
      training.shuffle(seed * 1000 + epoch);
      trained.fit(new ListDataSetIterator<>(training.batchBy(BATCH), 1));
    }
    return trained;
  }

  private MultiLayerConfiguration configuration() {
    return new NeuralNetConfiguration.Builder()
        .seed(seed)
        .updater(new Adam(1e-3))
        .weightInit(WeightInit.UNIFORM) // on +-1/sqrt(inputs)
        .activation(activation)
        .list()
        .layer(hidden(784))
        .layer(hidden(WIDTH))
        .layer(output())
        .build();
  }

  private static OutputLayer output() {
    return new OutputLayer.Builder(LossFunctions.LossFunction.MCXENT)
        .nIn(WIDTH)
        .nOut(CLASSES)
        .activation(Activation.SOFTMAX)
        .build();
  }

  private static DenseLayer hidden(int inputs) {
    return new DenseLayer.Builder().nIn(inputs).nOut(WIDTH).build();
  }

  private DenseNetwork dense(MultiLayerNetwork trained) {
    List<DenseMap> layers = new ArrayList<>();
    for (int i = 0; i <= HIDDEN; i++) {
      INDArray weights = trained.getLayer(i).getParam("W");
      layers.add(
          new DenseMap(
              (int) weights.size(0),
              (int) weights.size(1),
              doubles(weights),
              doubles(trained.getLayer(i).getParam("b")),
              named(i < HIDDEN ? activation : Activation.IDENTITY)));
    }
    return new DenseNetwork(layers);
  }

  private static dev.infoscope.network.Activation named(Activation activation) {
    return dev.infoscope.network.Activation.named(activation.name());
  }

  private static double[] doubles(INDArray array) {
    return array.dup('c').data().asDouble();
  }

  private static float[] floats(INDArray array) {
    return array.dup('c').data().asFloat();
  }

  private static Activations rows(DataSet data) {
    return Activations.of(floats(data.getFeatures()), (int) data.getFeatures().size(1));
  }

  private static int[] classes(DataSet data) {
    return data.getLabels().argMax(1).toIntVector();
  }

  private void read(Activations outputs, int[] classes) {
    Range range = activation == Activation.SIGMOID ? new Range(0, 1) : null;
    NeuronTable table =
        new NeuronCounts(Discretizer.active().perUnit(range, outputs), CLASSES)
            .accept(outputs, classes)
            .snapshot();
    tables.add(table);
    neurons.add(LayerNeurons.of(table, PERMUTATIONS, seed));
  }

  private AblationStudy study(
      DenseNetwork network, Scope scope, AblationValue value, Activations seen, int[] truth) {
    if (scope == Scope.JOINT) {
      AblationTarget target = DenseAblation.jointly(network, replacements(value), seen, truth);
      return AblationStudy.of(target, jointOrders(), RANDOM_ORDERS, seed);
    }
    int layer = scope.ordinal();
    double[] replacements = value.of(tables.get(layer).values());
    AblationTarget target = DenseAblation.of(network, layer, replacements, seen, truth);
    List<AblationOrder> orders =
        AblationOrder.of(neurons.get(layer), network.layers().get(layer).magnitudes());
    return AblationStudy.of(target, orders, RANDOM_ORDERS, seed);
  }

  private double[] replacements(AblationValue value) {
    return tables.stream()
        .flatMapToDouble(table -> DoubleStream.of(value.of(table.values())))
        .toArray();
  }

  private List<AblationOrder> jointOrders() {
    List<AblationOrder> orders = new ArrayList<>();
    for (NeuronQuantity quantity : QUANTITIES) {
      double[] values =
          neurons.stream().flatMapToDouble(layer -> DoubleStream.of(quantity.of(layer))).toArray();
      orders.addAll(AblationOrder.both(quantity.words(), values));
    }
    return orders;
  }

  Activation activation() {
    return activation;
  }

  long seed() {
    return seed;
  }

  double accuracy() {
    return accuracy;
  }

  /** Test accuracy without the dead and the duplicate neurons. */
  double prunedAccuracy() {
    return prunedAccuracy;
  }

  List<LayerNeurons> neurons() {
    return neurons;
  }

  AblationStudy study(Scope scope, AblationValue value) {
    AblationStudy study = (value == AblationValue.MEAN ? toMean : toZero).get(scope);
    if (study == null) {
      throw new IllegalStateException("not run yet");
    }
    return study;
  }
}
