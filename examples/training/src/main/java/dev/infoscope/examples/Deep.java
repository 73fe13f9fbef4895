// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.examples;

import dev.infoscope.Infoscope;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * A residual network of many narrow layers on the twelve-bit task: what the page looks like when
 * there are a hundred of them. Only the information plane is measured.
 */
@Command(
    name = "deep",
    description = "Twelve bits, a residual network of 100 layers; needs no data.",
    mixinStandardHelpOptions = true)
public final class Deep implements Callable<Integer> {
  private static final int WIDTH = 8;
  private static final int PER_BLOCK = 3;
  private static final int BATCH = 256;

  @Mixin private RunOptions options = new RunOptions();

  @Option(names = "--epochs", description = "Epochs to train (default: 40).")
  private int epochs = 40;

  @Option(
      names = "--blocks",
      description = "Residual blocks of three layers each (default: 33, 100 layers in all).")
  private int blocks = 33;

  @Option(names = "--probe", description = "Probe examples (default: 600).")
  private int probe = 600;

  @Override
  public Integer call() throws Exception {
    DataSet all = TwelveBits.all();
    DataSet shuffled = all.copy();
    shuffled.shuffle(options.seed);
    DataSetIterator batches = TwelveBits.batches(shuffled, BATCH);
    ComputationGraph network = new ComputationGraph(configuration(options.seed, blocks));
    network.init();
    Infoscope scope =
        options
            .builder()
            .probe(all)
            .probeRows(probe)
            .run(options.run("deep"))
            .model(String.format(Locale.ROOT, "residual-%d", PER_BLOCK * blocks + 1))
            .plannedEpochs(epochs)
            .without("relay", "flow", "neurons", "causal", "conductance")
            .build();
    scope.attach(network);
    for (int epoch = 1; epoch <= epochs; epoch++) {
      network.fit(batches);
      System.out.printf(Locale.ROOT, "epoch %d/%d loss %.4f%n", epoch, epochs, network.score());
    }
    scope.finish();
    options.lingerIfAsked(scope.uri());
    scope.close();
    return 0;
  }

  /**
   * Blocks of three tanh layers, each of which adds to what came in.
   *
   * @param seed of the weights
   * @param blocks at least one
   * @return not initialised
   */
  static ComputationGraphConfiguration configuration(long seed, int blocks) {
    GraphBuilder graph =
        new NeuralNetConfiguration.Builder()
            .seed(seed)
            .updater(new Adam(1e-3))
            .weightInit(WeightInit.XAVIER)
            .activation(Activation.TANH)
            .graphBuilder()
            .addInputs("bits");
    String from = "bits";
    for (int block = 1; block <= blocks; block++) {
      from = addBlock(graph, String.format(Locale.ROOT, "block_%02d", block), from);
    }
    return graph
        .addLayer(
            "output",
            new OutputLayer.Builder(LossFunctions.LossFunction.MCXENT)
                .nIn(WIDTH)
                .nOut(2)
                .activation(Activation.SOFTMAX)
                .build(),
            from)
        .setOutputs("output")
        .build();
  }

  private static String addBlock(GraphBuilder graph, String name, String input) {
    boolean first = input.equals("bits");
    String from = input;
    for (int layer = 1; layer <= PER_BLOCK; layer++) {
      String own = name + "/dense_" + layer;
      int wide = first && layer == 1 ? TwelveBits.BITS : WIDTH;
      graph.addLayer(own, new DenseLayer.Builder().nIn(wide).nOut(WIDTH).build(), from);
      from = own;
    }
    if (first) { // its input has another width
      return from;
    }
    graph.addVertex(name + "/add", new ElementWiseVertex(ElementWiseVertex.Op.Add), input, from);
    return name + "/add";
  }
}
