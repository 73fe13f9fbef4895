// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.causal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.infoscope.discrete.Range;
import dev.infoscope.network.Activation;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A golden layer: its deterministic weights, and what an independent program found. */
record GoldenLayer(String name, JsonNode expected, LayerTransition layer, CausalBins bins) {
  static Stream<GoldenLayer> all() {
    try (InputStream in =
        GoldenLayer.class.getResourceAsStream("/dev/infoscope/golden/causal-layers.json")) {
      JsonNode cases = new ObjectMapper().readTree(Objects.requireNonNull(in)).get("cases");
      return StreamSupport.stream(cases.spliterator(), false).map(GoldenLayer::of);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  static GoldenLayer named(String start) {
    return all().filter(layer -> layer.name().startsWith(start)).findFirst().orElseThrow();
  }

  private static GoldenLayer of(JsonNode c) {
    int inputs = c.get("n_in").asInt();
    int outputs = c.get("n_out").asInt();
    double scale = c.get("scale").asDouble();
    double[] weights = rule(inputs, outputs, scale);
    modify(c.get("post").asText(""), weights, inputs, outputs, scale);
    CausalBins bins = CausalBins.of(c.get("bins").asInt());
    LayerTransition layer =
        new LayerTransition(
            inputs,
            outputs,
            weights,
            bias(outputs, c.get("bias_scale").asDouble(0)),
            Activation.named(c.get("activation").asText()),
            range(c.get("in_range")),
            range(c.get("out_range")));
    return new GoldenLayer(
        c.get("name").asText(),
        c,
        layer,
        c.get("drop").asBoolean() ? bins.with(Overflow.DROP) : bins);
  }

  /** {@code (float) (scale * sin(1 + i * outputs + j))}. */
  static double[] rule(int inputs, int outputs, double scale) {
    double[] weights = new double[inputs * outputs];
    Arrays.setAll(weights, at -> (float) (scale * Math.sin(1 + at)));
    return weights;
  }

  private static double[] bias(int outputs, double scale) {
    double[] bias = new double[outputs];
    Arrays.setAll(bias, j -> (float) (scale * Math.cos(1 + j)));
    return bias;
  }

  private static void modify(String post, double[] weights, int inputs, int outputs, double scale) {
    double first = weights[0];
    for (int at = 0; at < weights.length; at++) {
      int i = at / outputs;
      int j = at % outputs;
      switch (post) {
        case "sparse3" -> weights[at] = at % 3 == 0 ? weights[at] : 0;
        case "dupcols" -> weights[at] = weights[i * outputs + j % 2];
        case "equal" -> weights[at] = first;
        case "eye" -> weights[at] = i == j ? (float) scale : 0;
        case "zero" -> weights[at] = 0;
        default -> {}
      }
    }
  }

  private static Range range(JsonNode pair) {
    return new Range(pair.get(0).asDouble(), pair.get(1).asDouble());
  }

  double number(String field) {
    return expected.get(field).asDouble();
  }

  double[] numbers(String field) {
    return StreamSupport.stream(expected.get(field).spliterator(), false)
        .flatMapToDouble(
            node ->
                node.isArray()
                    ? StreamSupport.stream(node.spliterator(), false)
                        .mapToDouble(JsonNode::asDouble)
                    : DoubleStream.of(node.asDouble()))
        .toArray();
  }

  boolean has(String field) {
    return expected.has(field);
  }

  @Override
  public String toString() {
    return name;
  }
}
