// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.gradient;

import dev.infoscope.discrete.Activations;
import dev.infoscope.dl4j.autodiff.GradientGraph;
import dev.infoscope.dl4j.autodiff.PassBuffers;
import dev.infoscope.dl4j.probe.Probe;
import dev.infoscope.dl4j.read.Predictions;
import dev.infoscope.dl4j.shadow.Shadow;
import dev.infoscope.network.ConductancePlan;
import dev.infoscope.network.Conductances;
import dev.infoscope.network.Layer;
import dev.infoscope.network.LayerConductance;
import dev.infoscope.network.Source;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * One computation of conductances: batch by batch, all layers at once from one forward and one
 * backward pass.
 */
final class PathRun {
  /** Values of all layers together that a batch may hold, 32 MB in single precision. */
  private static final long BATCH_VALUES = 1 << 23;

  /** Rows beyond this gain no speed. */
  private static final int MOST_ROWS = 256;

  private final Shadow shadow;
  private final GradientGraph graph;
  private final List<Layer> layers;
  private final List<Probe.Block> blocks;
  private final ConductancePlan plan;
  private final DataType type;
  private final PathSums sums;
  private final PathTargets targets;
  private final int examples;

  PathRun(
      Shadow shadow,
      GradientGraph graph,
      List<Layer> chosen,
      List<Probe.Block> blocks,
      int[] labels,
      ConductancePlan plan,
      Predictions rules) {
    this.graph = graph;
    this.layers = chosen.stream().filter(layer -> graph.leads(layer.index())).toList();
    this.blocks = blocks;
    this.plan = plan;
    this.type = shadow.parameters().dataType();
    this.shadow = shadow;
    this.examples = plan.rows().length;
    this.targets = new PathTargets(graph, plan, rules, labels);
    this.sums = new PathSums(examples, CoarserSteps.of(plan));
    layers.forEach(
        layer ->
            sums.put(
                Source.layer(layer.index()), shadow.layout(layer.index()), addsUp(layer.index())));
    for (int i = 0; plan.attributes() && i < blocks.get(0).features().length; i++) {
      sums.put(Source.input(i), null, false);
    }
  }

  Conductances run() {
    try {
      int most = fitting();
      for (int first = 0; first < examples; first += most) {
        run(first, Math.min(examples, first + most));
      }
    } finally {
      sums.begin();
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
        multiply(batch, first);
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
    Logit logit = targets.choose(batch, first);
    int[] classes = targets.classes(batch, first);
    new PathWalk(graph, plan, sums, batch, first, logit, classes).follow();
    targets.subtractBaseline(batch, first, logit);
  }

  /** The rule without a path. */
  private void multiply(PathBatch batch, int first) {
    InputJacobian.requireFew(PassBuffers.use(() -> units(graph.forward(batch.at(1)))));
    try (InputJacobian jacobian = new InputJacobian(graph, batch)) {
      sums.forEach(
          (source, sum) -> {
            if (source instanceof Source.OfInput input) {
              sum.add(first, batch.rows(), jacobian.ofInput(input.number()));
            } else if (source instanceof Source.OfLayer layer) {
              int index = layer.index();
              sum.add(first, batch.rows(), jacobian.ofLayer(index, shadow.layout(index)));
            }
          });
    }
  }

  private long units(Map<Integer, INDArray> values) {
    return layers.stream()
        .mapToLong(
            layer -> {
              INDArray value = Objects.requireNonNull(values.get(layer.index()));
              return value.size(shadow.layout(layer.index()).units(value.rank()));
            })
        .sum();
  }

  private Conductances result() {
    List<LayerConductance> found = new ArrayList<>();
    for (Layer layer : layers) {
      PathSum sum = sums.of(Source.layer(layer.index()));
      found.add(
          new LayerConductance(
              layer.withReduction(words()).noted(sum.how()),
              sum.sums(),
              errors(layer, sum),
              errors(layer, sums.coarser(Source.layer(layer.index())))));
    }
    return targets.conductances(found, attributions());
  }

  /** What stands in every reading: how many rows, steps, whose logit. */
  private String words() {
    String rule =
        plan.rule().isPath()
            ? String.format(
                Locale.ROOT,
                "conductance towards %s, %d steps, %s",
                targets.towards(),
                plan.steps(),
                plan.rule())
            : "Jacobian times input";
    return String.format(Locale.ROOT, "%s, %d rows", rule, examples);
  }

  private double[] errors(Layer layer, @Nullable PathSum sum) {
    double[] errors = new double[examples];
    boolean known = addsUp(layer.index());
    for (int i = 0; i < errors.length; i++) {
      errors[i] = sum != null && known ? sum.total(i) - targets.change(i) : Double.NaN;
    }
    return errors;
  }

  /** Whether the conductances of a layer must add up to the change of the logit. */
  private boolean addsUp(int layer) {
    return plan.rule().isPath() && graph.separates(layer);
  }

  private @Nullable Activations attributions() {
    if (!plan.attributes()) {
      return null;
    }
    int inputs = blocks.get(0).features().length;
    List<Activations> parts = new ArrayList<>();
    for (int i = 0; i < inputs; i++) {
      parts.add(sums.of(Source.input(i)).sums());
    }
    int width = parts.stream().mapToInt(Activations::units).sum();
    double[] all = new double[examples * width];
    int at = 0;
    for (Activations part : parts) {
      double[] row = new double[part.units()];
      for (int example = 0; example < examples; example++) {
        part.copy(example, 1, row);
        System.arraycopy(row, 0, all, example * width + at, row.length);
      }
      at += part.units();
    }
    return Activations.of(all, width);
  }
}
