// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j;

import dev.infoscope.discrete.Activations;
import dev.infoscope.dl4j.affine.AffineMaps;
import dev.infoscope.dl4j.gradient.PathConductance;
import dev.infoscope.dl4j.probe.Blocks;
import dev.infoscope.dl4j.probe.ClassLabels;
import dev.infoscope.dl4j.probe.Probe;
import dev.infoscope.dl4j.read.KeptValues;
import dev.infoscope.dl4j.read.LayerCapture;
import dev.infoscope.dl4j.read.Predictions;
import dev.infoscope.dl4j.read.ProbeInput;
import dev.infoscope.dl4j.read.ProbeOutputs;
import dev.infoscope.dl4j.read.SoftmaxInput;
import dev.infoscope.dl4j.shadow.LayerOrder;
import dev.infoscope.dl4j.shadow.MemoryHeadroom;
import dev.infoscope.dl4j.shadow.Shadow;
import dev.infoscope.network.InputSnapshot;
import dev.infoscope.network.Layer;
import dev.infoscope.network.LayerSnapshot;
import dev.infoscope.network.Moment;
import dev.infoscope.network.ObservedMap;
import dev.infoscope.network.ParameterMotion;
import dev.infoscope.network.Snapshot;
import dev.infoscope.network.Source;
import dev.infoscope.numeric.Cancellation;
import dev.infoscope.numeric.Require;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.api.Model;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Runs the probe set through the shadow and copies out what the chosen layers say. */
final class Examiner {
  /** A snapshot in the heap, and what measures make of it, in sizes of its activations. */
  private static final long MEASURING = 3;

  /** Operations of a multiplication in a pass, which many are done at once. */
  private static final double PRODUCT = 0.25;

  private static final int MOST_NAMED = 8;

  private final Shadow shadow;
  private final Probe probe;
  private final List<Probe.Block> blocks;
  private final List<Layer> chosen;
  private final List<Layer> outputs;
  private final AffineMaps maps;
  private final Map<Integer, List<Source>> sources = new HashMap<>(); // among the chosen layers
  private final List<InputSnapshot> inputs;
  private final Map<String, String> skipped = new TreeMap<>();
  private final PathConductance paths;
  private final Predictions rules;
  private final boolean withWeights;
  private final ParameterTrail trail;
  private boolean compares = true;
  private boolean follows;
  private boolean mayLimit;
  private List<Probe.Block> kept; // of the blocks, those that memory allows
  private Function<Snapshot, Map<String, String>> refusals = snapshot -> Map.of();
  private @Nullable ShadowAccess access;
  private long unitsSeen;

  /**
   * Prepares the examination; called on the thread that owns the model at the moment.
   *
   * @param withWeights whether weights are wanted beside activations
   * @throws IllegalArgumentException if a layer is not there
   */
  Examiner(Model model, Probe probe, List<String> names, boolean withWeights) {
    this(Shadow.of(model), probe, names, withWeights);
  }

  /** The same on a shadow that is there. */
  Examiner(Shadow shadow, Probe probe, List<String> names, boolean withWeights) {
    this.withWeights = withWeights;
    this.shadow = shadow;
    this.probe = probe;
    this.chosen = choose(names);
    this.outputs = shadow.outputs().stream().map(shadow.layers()::get).toList();
    this.maps = new AffineMaps(shadow, withWeights ? chosen : List.of());
    this.rules = Predictions.of(shadow, probe);
    this.paths = new PathConductance(shadow, chosen, rules);
    this.blocks =
        probe.blocks().stream().map(block -> block.as(shadow.parameters().dataType())).toList();
    this.kept = blocks;
    this.trail = new ParameterTrail(shadow, chosen);
    this.inputs = inputs();
    Set<Integer> some = chosen.stream().map(Layer::index).collect(Collectors.toSet());
    for (int index : some) {
      sources.put(index, new LayerOrder(shadow).sourcesAmong(some, index));
    }
  }

  private List<InputSnapshot> inputs() {
    Set<String> taken = shadow.layers().stream().map(Layer::name).collect(Collectors.toSet());
    List<InputSnapshot> inputs = new ArrayList<>();
    for (int i = 0; i < blocks.get(0).features().length; i++) {
      String name = i < shadow.inputs().size() ? shadow.inputs().get(i) : "input" + i;
      while (!taken.add(name)) {
        name += "_";
      }
      inputs.add(ProbeInput.of(blocks, i, probe.examples(), name, shadow.layout(Source.input(i))));
    }
    return inputs;
  }

  private List<Layer> choose(List<String> names) {
    List<String> known = shadow.layers().stream().map(Layer::name).toList();
    for (String name : names) {
      Require.that(known.contains(name), "layer (%s) must be one of %s", name, known);
    }
    return shadow.layers().stream()
        .filter(layer -> names.isEmpty() ? !shadow.isIdentity(layer) : names.contains(layer.name()))
        .toList();
  }

  /** What is examined, for a person: as in {@code 2 layers (hidden, output) on 2000 probe rows}. */
  String inWords() {
    List<String> names = chosen.stream().map(Layer::name).toList();
    int first = names.size() > MOST_NAMED ? MOST_NAMED - 1 : names.size();
    String left = first < names.size() ? ", ... " + names.get(names.size() - 1) : "";
    return String.format(
        Locale.ROOT,
        "%d layers (%s%s) on %d probe rows",
        names.size(),
        String.join(", ", names.subList(0, first)),
        left,
        examples());
  }

  /** Where parameters go before {@link #examine}. */
  INDArray parameters() {
    return shadow.parameters();
  }

  /** Parameters have gone there. */
  void received() {
    shadow.received();
  }

  /** Layers that could not be examined, or not as affine maps, with the reason. */
  Map<String, String> skipped() {
    Map<String, String> all = new TreeMap<>(skipped);
    maps.refusals().forEach((layer, reason) -> all.put(layer + " (causal)", reason));
    String refusal = paths.refusal();
    if (refusal != null) {
      all.put("all layers (conductance)", refusal);
    }
    return all;
  }

  /**
   * Runs one block, to see whether the network takes the probe at all.
   *
   * @throws IllegalArgumentException if it does not, or the probe holds NaN or infinity
   */
  void tryOut() {
    probe.requireFinite();
    try {
      List<Integer> widths = new ArrayList<>();
      for (LayerCapture capture : run(blocks.subList(0, 1), List.of(), (block, seen) -> {})) {
        if (capture.refusal() == null) {
          widths.add(capture.activations().units());
        }
      }
      unitsSeen = widths.stream().mapToLong(Integer::longValue).sum();
      keep(KeptValues.blocks(blocks, widths));
    } catch (RuntimeException refused) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "probe features of shape %s must suit the network, which says: %s",
              probe.shapes(),
              refused.getMessage()),
          refused);
    }
  }

  /** Keeps the whole probe if that can be. */
  private void keep(int some) {
    if (mayLimit && some < blocks.size()) {
      kept = blocks.subList(0, some);
      skipped.put(
          "all layers (memory)",
          String.format(
              Locale.ROOT,
              "%d of %d examples, so that no layer has more than %d values and all together no more"
                  + " than %d",
              examples(),
              probe.examples(),
              KeptValues.MOST_OF_LAYER,
              KeptValues.MOST));
    }
  }

  /** Whether outputs are held against the targets of the probe; they are unless told otherwise. */
  void compare(boolean wanted) {
    compares = wanted;
  }

  /** Whether parameters are followed from snapshot to snapshot; they are not unless told to. */
  void follow(boolean wanted) {
    follows = wanted;
  }

  private List<ParameterMotion> motions(Moment moment) {
    if (!follows) {
      return List.of();
    }
    try {
      return trail.next(moment);
    } catch (IllegalArgumentException refused) { // memory does not allow it
      follows = false;
      skipped.put("all layers (parameters)", String.valueOf(refused.getMessage()));
      return List.of();
    }
  }

  /**
   * Lets wide networks be examined on fewer examples, and says which measures are left out.
   *
   * @param left why measures are left out of a snapshot, by name
   */
  void limit(Function<Snapshot, Map<String, String>> left) {
    mayLimit = true;
    refusals = left;
  }

  private int examples() {
    return kept.stream().mapToInt(Probe.Block::rows).sum();
  }

  /**
   * Tries the probe out, and sees that a snapshot fits into the heap beside the training.
   *
   * @throws IllegalArgumentException if either does not
   */
  void check() {
    tryOut();
    long activations = unitsSeen * examples() * Float.BYTES;
    long weights = withWeights ? parameters().length() * Double.BYTES : 0;
    MemoryHeadroom.requireHeap(MEASURING * activations + weights);
  }

  /** Examines the network; its access is alive until {@link #clear} or the next examination. */
  Snapshot examine(Moment moment) {
    clear();
    List<ParameterMotion> motions = motions(moment);
    List<LayerCapture> outputs = captures(this.outputs, examples());
    Map<Integer, SoftmaxInput> softmax = softmax();
    List<LayerSnapshot> layers = new ArrayList<>();
    ProbeOutputs compared = new ProbeOutputs(shadow, probe, rules, examples());
    BiConsumer<Probe.Block, Map<Integer, INDArray>> others =
        (block, seen) -> {
          softmax.values().forEach(input -> input.accept(block, seen));
          if (compares) {
            compared.accept(block, seen);
          }
        };
    double passCost = 0;
    for (LayerCapture capture : run(kept, outputs, others)) {
      if (capture.refusal() == null) {
        int index = capture.layer().index();
        SoftmaxInput input = softmax.get(index);
        ObservedMap map = maps.map(capture.layer());
        passCost +=
            PRODUCT * capture.positions() * (map == null ? 0 : map.dense().weights().length);
        layers.add(
            capture.snapshot(
                map,
                sources.getOrDefault(index, List.of()),
                input == null ? null : input.logits()));
      } else {
        skipped.put(capture.layer().name(), capture.refusal());
      }
    }
    int[] predictions = predictions(outputs);
    ClassLabels labels = probe.classLabels().rows(IntStream.range(0, examples()).toArray());
    access =
        new ShadowAccess(
            shadow, kept, this.outputs, labels, rules, paths, ShadowAccess.MOST_KEPT, passCost);
    skipped.putAll(compared.refusals());
    Snapshot snapshot =
        new Snapshot(
            moment,
            labels.classes(),
            probe.classes(),
            probe.occurring(),
            predictions,
            layers,
            seenInputs(),
            compares ? compared.snapshots() : List.of(),
            motions,
            access);
    refusals.apply(snapshot).forEach((name, why) -> skipped.put("all layers (" + name + ")", why));
    return snapshot;
  }

  private List<InputSnapshot> seenInputs() {
    int[] rows = IntStream.range(0, examples()).toArray();
    return rows.length == probe.examples()
        ? inputs
        : inputs.stream()
            .map(
                input ->
                    new InputSnapshot(
                        input.name(), input.activations().select(rows), input.reduction()))
            .toList();
  }

  private Map<Integer, SoftmaxInput> softmax() {
    Map<Integer, SoftmaxInput> found = new TreeMap<>();
    for (Layer layer : chosen) {
      SoftmaxInput input = SoftmaxInput.of(shadow, layer, examples());
      if (input != null) {
        found.put(layer.index(), input);
      }
    }
    return found;
  }

  /** Closes the access of the last examination. */
  void clear() {
    if (access != null) {
      access.close();
      access = null;
    }
  }

  private int @Nullable [] predictions(List<LayerCapture> outputs) {
    if (probe.occurring() == 0) {
      skipped.put("all layers (relay, ablation)", "the masks leave no label of the probe in");
      return null;
    }
    for (LayerCapture output : outputs) {
      if (output.refusal() != null) {
        String why = "no predictions: output '%s': %s";
        skipped.put(
            "all layers (relay, ablation)",
            String.format(Locale.ROOT, why, output.layer().name(), output.refusal()));
        return null;
      }
    }
    List<Activations> seen = outputs.stream().map(LayerCapture::activations).toList();
    String refusal = rules.refusal(seen, probe.classes());
    if (refusal != null) {
      skipped.put("all layers (relay, ablation)", refusal);
    }
    return rules.of(seen, probe.classes());
  }

  private List<LayerCapture> captures(List<Layer> layers, int examples) {
    return layers.stream()
        .map(layer -> new LayerCapture(layer, shadow.layout(layer.index()), examples))
        .toList();
  }

  private List<LayerCapture> run(
      List<Probe.Block> some,
      List<LayerCapture> outputs,
      BiConsumer<Probe.Block, Map<Integer, INDArray>> others) {
    int examples = some.stream().mapToInt(Probe.Block::rows).sum();
    List<LayerCapture> captures = captures(chosen, examples);
    maps.begin();
    for (Probe.Block block : some) {
      if (block.first() > 0) { // a network may be attached by a thread that was interrupted
        Cancellation.check();
      }
      Map<Integer, INDArray> seen = shadow.forward(block);
      for (LayerCapture capture : captures) {
        accept(capture, block, seen);
      }
      for (LayerCapture output : outputs) {
        accept(output, block, seen);
      }
      others.accept(block, seen);
      maps.accept(block, seen);
      Blocks.close(seen.values(), List.of(block.features()));
    }
    return captures;
  }

  private void accept(LayerCapture capture, Probe.Block block, Map<Integer, INDArray> seen) {
    int index = capture.layer().index();
    capture.accept(block, seen.get(index), shadow.mask(index));
  }
}
