// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.gradient;

import dev.infoscope.discrete.Activations;
import dev.infoscope.dl4j.autodiff.GradientGraph;
import dev.infoscope.dl4j.autodiff.PassBuffers;
import dev.infoscope.dl4j.probe.Blocks;
import dev.infoscope.dl4j.probe.Probe;
import dev.infoscope.dl4j.read.Predictions;
import dev.infoscope.dl4j.shadow.Shadow;
import dev.infoscope.network.ConductancePlan;
import dev.infoscope.network.Conductances;
import dev.infoscope.network.Layer;
import dev.infoscope.network.LayerConductance;
import dev.infoscope.network.Source;
import dev.infoscope.numeric.Cancellation;
import dev.infoscope.numeric.Require;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * One computation of conductances: batch by batch, node by node of the path, all layers at once
 * from one forward and one backward pass.
 */
final class PathRun {
  /** Values of all layers together that a batch may hold, 32 MB in single precision. */
  private static final long BATCH_VALUES = 1 << 23;

  /** Rows beyond this gain no speed. */
  private static final int MOST_ROWS = 256;

  /** Step of the difference that gives the Jacobian, on the scale of the path. */
  private static final double STEP = 1.0 / 1024;

  private final GradientGraph graph;
  private final List<Layer> layers;
  private final List<Probe.Block> blocks;
  private final int[] labels;
  private final ConductancePlan plan;
  private final Predictions rules;
  private final DataType type;
  private final Map<Source, PathSum> sums = new LinkedHashMap<>();
  private final int[] targets;
  private final double[] change;
  private String towards = "";

  PathRun(
      Shadow shadow,
      GradientGraph graph,
      List<Layer> chosen,
      List<Probe.Block> blocks,
      int[] labels,
      ConductancePlan plan,
      Predictions rules) {
    this.rules = rules;
    this.graph = graph;
    this.layers = chosen.stream().filter(layer -> graph.leads(layer.index())).toList();
    this.blocks = blocks;
    this.labels = labels;
    this.plan = plan;
    this.type = plan.rule().isPath() ? shadow.parameters().dataType() : DataType.DOUBLE;
    this.targets = new int[plan.rows().length];
    this.change = new double[plan.rows().length];
    layers.forEach(
        layer ->
            sums.put(
                Source.layer(layer.index()),
                new PathSum(targets.length, shadow.layout(layer.index()))));
    for (int i = 0; plan.attributes() && i < blocks.get(0).features().length; i++) {
      sums.put(Source.input(i), new PathSum(targets.length, null));
    }
  }

  Conductances run() {
    try {
      int most = fitting();
      for (int first = 0; first < targets.length; first += most) {
        run(first, Math.min(targets.length, first + most));
      }
    } finally {
      sums.values().forEach(PathSum::begin);
      graph.end();
      PassBuffers.free();
    }
    return result();
  }

  private void run(int first, int last) {
    try (PathBatch batch = batch(first, last)) {
      graph.begin(batch.inputs(), batch.masks());
      if (plan.rule().isPath()) {
        follow(batch, first);
      } else {
        differ(batch, first);
      }
      graph.end();
    }
  }

  private PathBatch batch(int first, int last) {
    int[] rows = Arrays.copyOfRange(plan.rows(), first, last);
    return PathBatch.of(blocks, rows, plan.baseline(), type);
  }

  /** How many rows may run together, by the values of one. */
  private int fitting() {
    try (PathBatch one = batch(0, 1)) {
      graph.begin(one.inputs(), one.masks());
      long size =
          PassBuffers.use(
              () ->
                  graph.forward(one.inputs()).values().stream().mapToLong(INDArray::length).sum());
      graph.end();
      return (int) Math.max(1, Math.min(MOST_ROWS, BATCH_VALUES / Math.max(1, size)));
    }
  }

  private void follow(PathBatch batch, int first) {
    Logit logit = target(batch, first);
    double[] nodes = plan.rule().nodes(plan.steps());
    sums.values().forEach(PathSum::begin);
    for (double node : nodes) {
      PassBuffers.run(() -> step(batch, logit, first, node));
    }
    if (nodes[0] != 0) {
      subtractBaseline(batch, logit, first);
    }
  }

  /** One node of the path. */
  private void step(PathBatch batch, Logit logit, int first, double node) {
    Cancellation.check();
    INDArray[] point = batch.at(node);
    Map<Integer, INDArray> values = graph.forward(point);
    List<INDArray> logits = graph.logits(values, point);
    if (node == 0) {
      subtract(logit, logits, first);
    }
    Map<Source, INDArray> slopes =
        graph.backward(logit.gradient(logits, classes(batch, first)), plan.attributes());
    sums.forEach(
        (source, sum) ->
            sum.accept(
                first,
                batch.rows(),
                Objects.requireNonNull(source.in(values, point)),
                slopes.get(source),
                plan.rule().rightShare()));
  }

  private int[] classes(PathBatch batch, int first) {
    return Arrays.copyOfRange(targets, first, first + batch.rows());
  }

  /** Chooses the targets of a batch and takes down F at the inputs. */
  private Logit target(PathBatch batch, int first) {
    return PassBuffers.use(() -> chosen(batch, first));
  }

  private Logit chosen(PathBatch batch, int first) {
    INDArray[] inputs = batch.at(1);
    Map<Integer, INDArray> values = graph.forward(inputs);
    List<INDArray> logits = graph.logits(values, inputs);
    Logit logit = Logit.of(graph, logits, rules);
    logit.requireClasses(plan.target());
    towards = logit.isValue() ? "the output" : plan.target().inWords();
    int[] predicted = logit.predicted(logits);
    for (int i = 0; i < predicted.length; i++) {
      targets[first + i] = target(predicted[i], labels[plan.rows()[first + i]]);
      Require.that(
          targets[first + i] < logit.classes(),
          "target (%d) must be below %d, the number of classes the network tells apart",
          targets[first + i],
          logit.classes());
    }
    double[] f = logit.values(logits, classes(batch, first));
    System.arraycopy(f, 0, change, first, f.length);
    return logit;
  }

  private int target(int predicted, int label) {
    return switch (plan.target().kind()) {
      case PREDICTED -> predicted;
      case LABEL -> label;
      case CLASS -> plan.target().index();
    };
  }

  private void subtract(Logit logit, List<INDArray> logits, int first) {
    int rows = (int) logits.get(0).size(0);
    double[] f = logit.values(logits, Arrays.copyOfRange(targets, first, first + rows));
    for (int i = 0; i < rows; i++) {
      change[first + i] -= f[i];
    }
  }

  private void subtractBaseline(PathBatch batch, Logit logit, int first) {
    PassBuffers.run(
        () -> {
          INDArray[] point = batch.at(0);
          subtract(logit, graph.logits(graph.forward(point), point), first);
        });
  }

  /** The derivative along the path at its end, by differences that are right to fourth order. */
  private void differ(PathBatch batch, int first) {
    Arrays.fill(change, first, first + batch.rows(), Double.NaN);
    double[] weights = {1, -8, 8, -1};
    double[] places = {-2, -1, 1, 2};
    for (int i = 0; i < places.length; i++) {
      Cancellation.check();
      INDArray[] point = batch.at(1 + places[i] * STEP);
      double weight = weights[i] / (12 * STEP);
      PassBuffers.run(() -> add(graph.forward(point), point, weight, first, batch.rows()));
      Blocks.close(List.of(point), List.of());
    }
  }

  private void add(
      Map<Integer, INDArray> values, INDArray[] point, double weight, int first, int rows) {
    sums.forEach(
        (source, sum) -> {
          INDArray value = Objects.requireNonNull(source.in(values, point));
          sum.add(first, rows, value.mul(weight));
        });
  }

  private Conductances result() {
    List<LayerConductance> found = new ArrayList<>();
    for (Layer layer : layers) {
      PathSum sum = Objects.requireNonNull(sums.get(Source.layer(layer.index())));
      found.add(
          new LayerConductance(layer.withReduction(words(sum)), sum.sums(), errors(layer, sum)));
    }
    return new Conductances(found, targets, change, attributions(), "");
  }

  /** What stands in every reading: how many rows, steps, whose logit. */
  private String words(PathSum sum) {
    String rule =
        plan.rule().isPath()
            ? String.format(
                Locale.ROOT,
                "conductance towards %s, %d steps, %s",
                towards,
                plan.steps(),
                plan.rule())
            : "Jacobian times input";
    String what = String.format(Locale.ROOT, "%s, %d rows", rule, targets.length);
    return sum.how().isEmpty() ? what : what + ", " + sum.how();
  }

  private double[] errors(Layer layer, PathSum sum) {
    double[] errors = new double[targets.length];
    boolean complete = plan.rule().isPath() && graph.separates(layer.index());
    Arrays.setAll(errors, i -> complete ? sum.total(i) - change[i] : Double.NaN);
    return errors;
  }

  private @Nullable Activations attributions() {
    if (!plan.attributes()) {
      return null;
    }
    int inputs = blocks.get(0).features().length;
    List<Activations> parts = new ArrayList<>();
    for (int i = 0; i < inputs; i++) {
      parts.add(Objects.requireNonNull(sums.get(Source.input(i))).sums());
    }
    int width = parts.stream().mapToInt(Activations::units).sum();
    double[] all = new double[targets.length * width];
    int at = 0;
    for (Activations part : parts) {
      double[] row = new double[part.units()];
      for (int example = 0; example < targets.length; example++) {
        part.copy(example, 1, row);
        System.arraycopy(row, 0, all, example * width + at, row.length);
      }
      at += part.units();
    }
    return Activations.of(all, width);
  }
}
