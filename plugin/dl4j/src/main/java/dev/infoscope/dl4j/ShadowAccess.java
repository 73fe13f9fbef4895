// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j;

import dev.infoscope.dl4j.affine.DenseChain;
import dev.infoscope.dl4j.gradient.PathConductance;
import dev.infoscope.dl4j.probe.Blocks;
import dev.infoscope.dl4j.probe.ClassLabels;
import dev.infoscope.dl4j.probe.Probe;
import dev.infoscope.dl4j.read.LayerCapture;
import dev.infoscope.dl4j.read.Predictions;
import dev.infoscope.dl4j.shadow.Shadow;
import dev.infoscope.dl4j.symbols.MissingSymbols;
import dev.infoscope.dl4j.symbols.Part;
import dev.infoscope.network.ConductancePlan;
import dev.infoscope.network.Conductances;
import dev.infoscope.network.DenseMap;
import dev.infoscope.network.Intervention;
import dev.infoscope.network.Layer;
import dev.infoscope.network.NetworkAccess;
import dev.infoscope.network.Source;
import dev.infoscope.numeric.Cancellation;
import dev.infoscope.numeric.Require;
import dev.infoscope.numeric.ValueHash;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * The shadow as network access. What the layers above need is computed once per layer and block and
 * kept, up to a limit; beyond it blocks run through the layers below every time.
 */
final class ShadowAccess implements NetworkAccess {
  /** Values kept, 64 MB in single precision. */
  static final long MOST_KEPT = 1 << 24;

  private static final int PIECE = 1 << 13; // parameters read at a time

  private final Shadow shadow;
  private final List<Probe.Block> blocks;
  private final List<Layer> outputs;
  private final ClassLabels labels;
  private final Predictions rules;
  private final PathConductance paths;
  private final long mostKept;
  private final double passCost;
  private final Map<Integer, Map<Integer, INDArray>> kept = new HashMap<>(); // by block and layer
  private int keptFor = -1;
  private long values;
  private boolean closed;

  ShadowAccess(
      Shadow shadow,
      List<Probe.Block> blocks,
      List<Layer> outputs,
      ClassLabels labels,
      Predictions rules,
      PathConductance paths,
      long mostKept,
      double passCost) {
    this.shadow = shadow;
    this.blocks = blocks;
    this.outputs = outputs;
    this.labels = labels;
    this.rules = rules;
    this.paths = paths;
    this.mostKept = mostKept;
    this.passCost = passCost;
  }

  @Override
  public int @Nullable [] predictions(Layer layer, Intervention intervention) {
    int index = check(layer);
    if (index != keptFor) {
      forget();
      keptFor = index;
    }
    Set<Integer> above = above(index);
    int examples = blocks.stream().mapToInt(Probe.Block::rows).sum();
    List<LayerCapture> captures =
        outputs.stream()
            .map(each -> new LayerCapture(each, shadow.layout(each.index()), examples))
            .toList();
    for (int block = 0; block < blocks.size(); block++) {
      Cancellation.check();
      run(index, intervention, above, block, captures);
    }
    return captures.stream().allMatch(output -> output.refusal() == null)
        ? rules.of(captures.stream().map(LayerCapture::activations).toList(), labels)
        : null;
  }

  @Override
  public Conductances conductances(ConductancePlan plan) {
    requireOpen();
    return paths.of(plan, blocks, labels.classes());
  }

  @Override
  public ValueHash state() {
    INDArray parameters = shadow.parameters();
    INDArray flat = parameters.reshape(parameters.length());
    double[] piece = new double[(int) Math.min(PIECE, flat.length())];
    ValueHash hash = ValueHash.NONE;
    for (long from = 0; from < flat.length(); from += PIECE) {
      Cancellation.check();
      int count = (int) Math.min(PIECE, flat.length() - from);
      Arrays.fill(piece, -0.0); // nothing but this leaves all values as they are
      Blocks.addTo(flat.get(NDArrayIndex.interval(from, from + count)), piece, 0);
      hash = hash.with(piece, count);
    }
    return hash;
  }

  @Override
  public double passCost() {
    return passCost;
  }

  @Override
  public boolean isOutput(Layer layer) {
    return shadow.outputs().contains(check(layer));
  }

  @Override
  public @Nullable List<DenseMap> denseAbove(Layer layer) {
    int index = check(layer);
    boolean readable = MissingSymbols.here().reason(Part.WEIGHTS) == null;
    return readable ? new DenseChain(shadow).above(index) : null;
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the measures of this snapshot are done");
    }
  }

  private int check(Layer layer) {
    requireOpen();
    List<Layer> known = shadow.layers();
    boolean isKnown =
        layer.index() < known.size() && known.get(layer.index()).name().equals(layer.name());
    Require.that(
        isKnown,
        "layer (%s) must be one of %s",
        layer.name(),
        known.stream().map(Layer::name).toList());
    return layer.index();
  }

  /** Layers that depend on one, in the order in which they run. */
  private Set<Integer> above(int index) {
    Set<Integer> above = new TreeSet<>();
    for (int other = index + 1; other < shadow.layers().size(); other++) {
      for (Source source : shadow.sources(other)) {
        if (source instanceof Source.OfLayer layer
            && (layer.index() == index || above.contains(layer.index()))) {
          above.add(other);
        }
      }
    }
    return above;
  }

  private void run(
      int index,
      Intervention intervention,
      Set<Integer> above,
      int number,
      List<LayerCapture> captures) {
    Probe.Block block = blocks.get(number);
    Map<Integer, INDArray> intact = intact(index, above, number);
    Map<Integer, INDArray> seen = new HashMap<>(intact);
    List<INDArray> untouched = new ArrayList<>(intact.values());
    untouched.addAll(List.of(block.features()));
    seen.put(
        index, held(index, Objects.requireNonNull(seen.get(index)), intervention, block.rows()));
    shadow.begin(block);
    for (int layer : above) {
      seen.put(layer, shadow.run(layer, block, seen));
    }
    shadow.end();
    for (LayerCapture capture : captures) {
      int output = capture.layer().index();
      capture.accept(block, seen.get(output), shadow.mask(output));
    }
    Blocks.close(seen.values(), untouched);
    if (!kept.containsKey(number)) {
      Blocks.close(intact.values(), List.of(block.features()));
    }
  }

  private INDArray held(int index, INDArray output, Intervention intervention, int rows) {
    try {
      return Clamping.apply(output, intervention, shadow.layout(index), rows);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "layer '%s': %s", shadow.layers().get(index).name(), e.getMessage()),
          e);
    }
  }

  /** What the layer itself and others put out that is needed above it, or is an output. */
  private Map<Integer, INDArray> intact(int index, Set<Integer> above, int number) {
    Map<Integer, INDArray> known = kept.get(number);
    if (known != null) {
      return known;
    }
    Set<Integer> needed = new TreeSet<>();
    needed.add(index);
    outputs.forEach(output -> needed.add(output.index()));
    for (int layer : above) {
      shadow.sources(layer).forEach(source -> source.layerIndex().ifPresent(needed::add));
    }
    needed.removeAll(above);
    Probe.Block block = blocks.get(number);
    Map<Integer, INDArray> all = shadow.forward(block);
    Map<Integer, INDArray> found = new HashMap<>(all);
    found.keySet().retainAll(needed);
    List<INDArray> untouched = new ArrayList<>(found.values());
    untouched.addAll(List.of(block.features()));
    Blocks.close(all.values(), untouched);
    long size = found.values().stream().mapToLong(INDArray::length).sum();
    if (values + size <= mostKept) {
      values += size;
      kept.put(number, found);
    }
    return found;
  }

  private void forget() {
    for (Map.Entry<Integer, Map<Integer, INDArray>> entry : kept.entrySet()) {
      Blocks.close(entry.getValue().values(), List.of(blocks.get(entry.getKey()).features()));
    }
    kept.clear();
    values = 0;
  }

  /** The parameters may change from now on. */
  void close() {
    forget();
    closed = true;
  }
}
