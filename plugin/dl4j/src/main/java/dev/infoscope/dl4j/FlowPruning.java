// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j;

import dev.infoscope.dl4j.probe.Probe;
import dev.infoscope.dl4j.shadow.Shadow;
import dev.infoscope.measure.flow.FlowGraph;
import dev.infoscope.measure.flow.FlowNetwork;
import dev.infoscope.measure.flow.InformationFlow;
import dev.infoscope.measure.flow.LinkMatrix;
import dev.infoscope.measure.flow.PruningCurve;
import dev.infoscope.measure.flow.PruningOrder;
import dev.infoscope.network.Layer;
import dev.infoscope.network.LayerSnapshot;
import dev.infoscope.network.Moment;
import dev.infoscope.network.Snapshot;
import dev.infoscope.numeric.Require;
import java.time.Instant;
import java.util.List;
import org.deeplearning4j.nn.api.Model;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The information flow of a trained network, and how its accuracy falls as links or units of a
 * dense layer are taken away one after the other. All on copies: the network is not touched.
 */
public final class FlowPruning {
  private static final String WEIGHTS = "W";
  private static final String BIAS = "b";

  private final Model model;
  private final Examiner examiner;
  private final Snapshot snapshot;
  private final FlowNetwork network;
  private final FlowGraph graph;

  /**
   * Reads the flow.
   *
   * @param model a MultiLayerNetwork or ComputationGraph that classifies
   * @param probe examples on which flow and accuracy are taken
   * @param flow how links are estimated
   * @throws IllegalArgumentException if the network does not take the probe or predicts no classes
   */
  public FlowPruning(Model model, Probe probe, InformationFlow flow) {
    this.model = model;
    this.examiner = new Examiner(model, probe, List.of(), false);
    examiner.tryOut();
    this.snapshot = examiner.examine(new Moment(0, 0, Instant.EPOCH, Double.NaN));
    Require.that(snapshot.predictions() != null, "the network predicts no classes of the probe");
    this.network = FlowNetwork.of(snapshot);
    this.graph = flow.read(network);
  }

  /**
   * The values that flow was read from.
   *
   * @return inputs, then layers
   */
  public FlowNetwork network() {
    return network;
  }

  /**
   * The flow.
   *
   * @return all links
   */
  public FlowGraph graph() {
    return graph;
  }

  /**
   * The accuracy with nothing taken away.
   *
   * @return share of the probe, 0 to 1
   */
  public double accuracy() {
    return accuracy(snapshot);
  }

  private static double accuracy(Snapshot seen) {
    int[] predictions = seen.predictions();
    int right = 0;
    for (int row = 0; predictions != null && row < predictions.length; row++) {
      right += predictions[row] == seen.labels()[row] ? 1 : 0;
    }
    return (double) right / seen.examples();
  }

  /**
   * Sets the weights into a layer to 0, one after the other.
   *
   * @param layer name of a dense layer with one source
   * @param order which goes first
   * @param seed of the random order
   * @return accuracies with 0, 1, ... all weights gone
   * @throws IllegalArgumentException if there is no such layer
   */
  public PruningCurve links(String layer, PruningOrder order, long seed) {
    Shadow copy = Shadow.of(model);
    int index = index(layer);
    INDArray weights = weights(copy, index, layer);
    double[][] bits = linksInto(layer).bits();
    int width = bits[0].length;
    double[] flow = new double[bits.length * width];
    double[] magnitude = new double[flow.length];
    for (int i = 0; i < flow.length; i++) {
      flow[i] = bits[i / width][i % width];
      magnitude[i] = Math.abs(weights.getDouble(i / width, i % width));
    }
    int[] gone = order.of(flow, magnitude, seed);
    return curve(copy, gone, i -> weights.putScalar(i / width, i % width, 0));
  }

  /**
   * Silences the units of a layer, weights and bias, one after the other.
   *
   * @param layer name of a dense layer with one source
   * @param order which goes first; a unit's flow is the sum of all its links
   * @param seed of the random order
   * @return accuracies with 0, 1, ... all units silent
   * @throws IllegalArgumentException if there is no such layer
   */
  public PruningCurve units(String layer, PruningOrder order, long seed) {
    Shadow copy = Shadow.of(model);
    int index = index(layer);
    INDArray weights = weights(copy, index, layer);
    INDArray bias = copy.parameter(index, BIAS);
    double[] flow = graph.strength(graph.position(layer));
    double[] magnitude = new double[flow.length];
    for (int unit = 0; unit < magnitude.length; unit++) {
      magnitude[unit] = weights.getColumn(unit).norm2Number().doubleValue();
    }
    return curve(copy, order.of(flow, magnitude, seed), unit -> silence(weights, bias, unit));
  }

  private static void silence(INDArray weights, @Nullable INDArray bias, int unit) {
    weights.getColumn(unit).assign(0);
    if (bias != null) {
      bias.putScalar(unit, 0);
    }
  }

  private interface Step {
    void takeAway(int which);
  }

  private PruningCurve curve(Shadow copy, int[] gone, Step step) {
    double[] accuracies = new double[gone.length + 1];
    accuracies[0] = accuracy();
    for (int i = 0; i < gone.length; i++) {
      step.takeAway(gone[i]);
      examiner.parameters().assign(copy.parameters());
      accuracies[i + 1] = accuracy(examiner.examine(snapshot.moment()));
    }
    return new PruningCurve(accuracies);
  }

  private int index(String name) {
    for (LayerSnapshot seen : snapshot.layers()) {
      Layer layer = seen.layer();
      if (layer.name().equals(name)) {
        return layer.index();
      }
    }
    throw new IllegalArgumentException("layer (" + name + ") is not one of the network's");
  }

  private LinkMatrix linksInto(String layer) {
    int position = graph.position(layer);
    List<LinkMatrix> links =
        graph.links().stream().filter(matrix -> matrix.target() == position).toList();
    Require.that(links.size() == 1, "layer (%s) has %d sources, not 1", layer, links.size());
    return links.get(0);
  }

  private INDArray weights(Shadow copy, int index, String layer) {
    INDArray weights = copy.parameter(index, WEIGHTS);
    double[][] bits = linksInto(layer).bits();
    Require.that(
        weights != null
            && weights.rank() == 2
            && weights.size(0) == bits.length
            && weights.size(1) == bits[0].length,
        "layer (%s) must be dense, with a weight for each of its %d x %d links",
        layer,
        bits.length,
        bits[0].length);
    return weights;
  }
}
