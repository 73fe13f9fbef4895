// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.neuron.ablation;

import dev.infoscope.discrete.Activations;
import dev.infoscope.network.Activation;
import dev.infoscope.network.DenseMap;
import dev.infoscope.numeric.Cancellation;
import dev.infoscope.numeric.Require;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Ablates hidden layers of a dense network on test data without a forward pass per step: an ablated
 * unit changes the pre-activations of the next layer by {@code (c - t) w}, and only the layers
 * above are run again. Block by block of examples, each through the whole order.
 *
 * <p>The accuracy without a set of units is the same in whatever order they were removed: sums that
 * change are kept exactly. An example's class is its highest output in single precision, of equal
 * ones the first; one with {@code NaN} among its outputs has no class and counts as wrong.
 *
 * <p>A curve of a layer with n units costs, per example, {@code n * next} multiply-adds for the
 * changes and n runs through the layers above: for 784-100-100-10 about two and a half forward
 * passes for the first hidden layer, an eighth of one for the second. The layers below are run
 * once, when this is made.
 */
public final class DenseAblation implements AblationTarget {
  private final DenseNetwork network;
  private final int first; // lowest layer ablated
  private final int[] layers; // layer of each unit
  private final int[] places; // its index in that layer
  private final float[] replacements;
  private final int[] labels;
  private final float[][] intact; // per block, outputs of the lowest layer ablated
  private final double[] most; // largest magnitude of each of its units, intact or ablated

  private DenseAblation(
      DenseNetwork network, int[] layers, double[] replacements, float[][] intact, int[] labels) {
    Require.atLeast("examples", labels.length, 1);
    this.network = network;
    this.first = layers[0];
    this.layers = layers;
    places = new int[layers.length];
    for (int unit = 1; unit < layers.length; unit++) {
      places[unit] = layers[unit] == layers[unit - 1] ? places[unit - 1] + 1 : 0;
    }
    Require.that(
        replacements.length == layers.length,
        "there are %d values for %d units",
        replacements.length,
        layers.length);
    this.replacements = new float[replacements.length];
    for (int unit = 0; unit < replacements.length; unit++) {
      Require.that(Double.isFinite(replacements[unit]), "value of unit %d must be finite", unit);
      this.replacements[unit] = (float) replacements[unit];
    }
    this.labels = labels.clone();
    this.intact = intact;
    most = most(network.layers().get(first).outputs());
  }

  private double[] most(int units) {
    double[] most = new double[units];
    for (int unit = 0; unit < units; unit++) {
      most[unit] = Math.abs(replacements[unit]);
      for (float[] block : intact) {
        most[unit] = Math.max(most[unit], Blocks.largest(block, unit));
      }
    }
    return most;
  }

  /**
   * One hidden layer.
   *
   * @param network the network
   * @param layer index of the layer, not the last
   * @param replacements what its units put out when ablated, see {@link AblationValue}
   * @param inputs test data, {@code [examples x inputs]}, better not those of the ranking
   * @param labels class of each example
   * @return the target
   * @throws IllegalArgumentException if shapes disagree or the layer is not a hidden one
   */
  public static DenseAblation of(
      DenseNetwork network, int layer, double[] replacements, Activations inputs, int[] labels) {
    requireHidden(network, layer);
    int[] layers = new int[network.layers().get(layer).outputs()];
    Arrays.fill(layers, layer);
    float[][] intact = intact(network, layers[0], inputs, labels);
    return new DenseAblation(network, layers, replacements, intact, labels);
  }

  /**
   * All hidden layers together, units numbered from the first layer on. Only to reproduce the
   * paper's negative result: quantities of different layers are not comparable, and an order by
   * them mostly empties one layer before the others, worse than a random one.
   *
   * @param network the network, with a hidden layer
   * @param replacements what the units put out when ablated
   * @param inputs test data, {@code [examples x inputs]}
   * @param labels class of each example
   * @return the target
   * @throws IllegalArgumentException if shapes disagree or there is no hidden layer
   */
  public static DenseAblation jointly(
      DenseNetwork network, double[] replacements, Activations inputs, int[] labels) {
    int hidden = network.layers().size() - 1;
    requireHidden(network, hidden - 1);
    int[] layers =
        IntStream.range(0, hidden)
            .flatMap(
                layer ->
                    IntStream.range(0, network.layers().get(layer).outputs()).map(unit -> layer))
            .toArray();
    float[][] intact = intact(network, layers[0], inputs, labels);
    return new DenseAblation(network, layers, replacements, intact, labels);
  }

  /**
   * A layer of any kind whose outputs are known, below a dense network.
   *
   * @param above the layers above it, from the next one to the output
   * @param replacements what its units put out when ablated
   * @param outputs what it puts out on test data, {@code [examples x units]}
   * @param labels class of each example
   * @return the target
   * @throws IllegalArgumentException if shapes disagree
   */
  public static DenseAblation above(
      DenseNetwork above, double[] replacements, Activations outputs, int[] labels) {
    above.check(outputs, labels);
    int units = outputs.units();
    List<DenseMap> layers = new ArrayList<>();
    // The layer itself is never run; it stands for its units.
    layers.add(new DenseMap(1, units, new double[units], new double[units], Activation.identity()));
    layers.addAll(above.layers());
    float[][] intact = new float[Blocks.count(labels.length)][units * Blocks.ROWS];
    double[] rows = new double[units * Blocks.ROWS];
    for (int i = 0; i < intact.length; i++) {
      Blocks.load(outputs, i * Blocks.ROWS, rows, intact[i]);
    }
    return new DenseAblation(
        new DenseNetwork(layers), new int[units], replacements, intact, labels);
  }

  private static void requireHidden(DenseNetwork network, int layer) {
    Require.that(
        layer >= 0 && layer < network.layers().size() - 1,
        "layer %d must be a hidden one, from 0 to %d",
        layer,
        network.layers().size() - 2);
  }

  /** What the lowest layer that is ablated puts out, block by block. */
  private static float[][] intact(
      DenseNetwork network, int first, Activations inputs, int[] labels) {
    network.check(inputs, labels);
    float[][] values = network.blocks(first + 1);
    float[][] outputs = new float[Blocks.count(labels.length)][];
    float[] block = new float[inputs.units() * Blocks.ROWS];
    double[] rows = new double[block.length];
    for (int i = 0; i < outputs.length; i++) {
      Blocks.load(inputs, i * Blocks.ROWS, rows, block);
      network.forward(block, values, first + 1);
      outputs[i] = values[first].clone();
    }
    return outputs;
  }

  @Override
  public int units() {
    return layers.length;
  }

  @Override
  public int[] labels() {
    return labels.clone();
  }

  @Override
  public boolean mixesLayers() {
    return layers[layers.length - 1] != first;
  }

  @Override
  public double[] accuracies(int[] order) {
    boolean[] seen = new boolean[layers.length];
    for (int unit : order) {
      Require.that(
          unit >= 0 && unit < seen.length && !seen[unit],
          "unit %d must be from 0 to %d and not come twice",
          unit,
          seen.length - 1);
      seen[unit] = true;
    }
    long[] correct = new long[order.length + 1];
    DenseWalk walk = new DenseWalk(network, first, most);
    for (int block = 0; block < intact.length; block++) {
      Cancellation.check();
      walk.start(intact[block]);
      correct[0] += walk.correct(labels, block);
      for (int k = 0; k < order.length; k++) {
        int unit = order[k];
        walk.ablate(layers[unit], places[unit], replacements[unit]);
        correct[k + 1] += walk.correct(labels, block);
      }
    }
    return Arrays.stream(correct).mapToDouble(c -> (double) c / labels.length).toArray();
  }
}
