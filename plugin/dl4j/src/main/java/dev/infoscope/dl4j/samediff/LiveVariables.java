// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.samediff;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.internal.SameDiffOp;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The weights of a graph that trains, on their way into one vector. Only reads the graph. */
public final class LiveVariables {
  private final SameDiff graph;
  private final FlatVariables flat;

  private LiveVariables(SameDiff graph, FlatVariables flat) {
    this.graph = graph;
    this.flat = flat;
  }

  /**
   * The weights that outputs and losses are computed from, constants included.
   *
   * @param graph that trains
   * @param settings names of its outputs
   * @return in the order of {@link SameDiffShadow#parameters()}
   * @throws IllegalArgumentException if names are wrong or missing
   */
  public static LiveVariables of(SameDiff graph, SameDiffSettings settings) {
    Names names = Names.of(graph, settings);
    return new LiveVariables(graph, FlatVariables.of(new Operations(graph), names));
  }

  /**
   * How many numbers they are.
   *
   * @return length of the vector
   */
  public long length() {
    return Math.max(1, flat.length());
  }

  /**
   * Copies them.
   *
   * @return a vector
   */
  public INDArray copy() {
    INDArray vector = flat.vector();
    flat.gather(graph, vector);
    return vector;
  }

  /**
   * Copies them over an earlier copy.
   *
   * @param earlier a vector
   */
  public void copyInto(INDArray earlier) {
    flat.gather(graph, earlier);
  }

  /**
   * Weights and operations, to be compared with those of another graph.
   *
   * @return by name
   */
  public Map<String, String> parts() {
    Map<String, String> parts = new TreeMap<>();
    parts.put("class", "SameDiff");
    flat.places()
        .forEach((name, place) -> parts.put("weights " + name, Arrays.toString(place.shape())));
    for (SameDiffOp operation : graph.getOps().values()) {
      parts.put(
          "operation of " + operation.getOutputsOfOp(),
          Operations.kind(operation) + operation.getInputsToOp());
    }
    return parts;
  }
}
