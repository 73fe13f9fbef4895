// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j;

import dev.infoscope.discrete.Activations;
import dev.infoscope.dl4j.affine.AffineMaps;
import dev.infoscope.dl4j.gradient.PathConductance;
import dev.infoscope.dl4j.probe.ClassLabels;
import dev.infoscope.dl4j.probe.OmpThreads;
import dev.infoscope.dl4j.probe.Probe;
import dev.infoscope.dl4j.read.LayerCapture;
import dev.infoscope.dl4j.read.Predictions;
import dev.infoscope.dl4j.read.ProbeOutputs;
import dev.infoscope.dl4j.shadow.LayerOrder;
import dev.infoscope.dl4j.shadow.MemoryHeadroom;
import dev.infoscope.dl4j.shadow.Shadow;
import dev.infoscope.dl4j.symbols.MissingSymbols;
import dev.infoscope.dl4j.symbols.Part;
import dev.infoscope.network.Layer;
import dev.infoscope.network.LayerSnapshot;
import dev.infoscope.network.Moment;
import dev.infoscope.network.ParameterMotion;
import dev.infoscope.network.Snapshot;
import dev.infoscope.network.Source;
import dev.infoscope.numeric.Require;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.deeplearning4j.nn.api.Model;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Runs the probe set through the shadow and copies out what the chosen layers say. */
final class Examiner {
  /** A snapshot in the heap, and what measures make of it, in sizes of its activations. */
  private static final long MEASURING = 3;

  private static final int MOST_NAMED = 8;

  private final Shadow shadow;
  private final Probe probe;
  private final ExaminedProbe examined;
  private final List<Layer> chosen;
  private final List<Layer> outputs;
  private final @Nullable String unreadable; // why no weights are read
  private final AffineMaps maps;
  private final Map<Integer, List<Source>> sources = new HashMap<>(); // among the chosen layers
  private final Map<String, String> skipped = new TreeMap<>();
  private final PathConductance paths;
  private final Predictions rules;
  private final boolean withWeights;
  private final ParameterTrail trail;
  private boolean compares = true;
  private boolean follows;
  private boolean mayLimit;
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
    this.unreadable = MissingSymbols.here().reason(Part.WEIGHTS);
    this.maps =
        unreadable == null
            ? new AffineMaps(shadow, withWeights ? chosen : List.of())
            : AffineMaps.none(shadow);
    this.rules = Predictions.of(shadow, probe);
    this.paths = new PathConductance(shadow, chosen, rules);
    this.trail = new ParameterTrail(shadow, chosen);
    this.examined = new ExaminedProbe(probe, shadow);
    Set<Integer> some = chosen.stream().map(Layer::index).collect(Collectors.toSet());
    for (int index : some) {
      sources.put(index, new LayerOrder(shadow).sourcesAmong(some, index));
    }
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
        examined.examples());
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
    if (withWeights && unreadable != null) {
      all.put("all layers (weights)", unreadable);
    }
    String refusal = paths.refusal();
    if (refusal != null) {
      all.put("all layers (conductance)", refusal);
    }
    return all;
  }

  /**
   * Runs one block, to see whether the network takes the probe at all.
   *
   * @throws IllegalArgumentException if it does not, or the probe holds NaN or infinity, or not one
   *     array of features for each input
   */
  void tryOut() {
    probe.requireFinite();
    requireOneForEachInput();
    try {
      limit(widths(examined.firstBlock()));
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

  private void requireOneForEachInput() {
    int arrays = probe.blocks().get(0).features().length;
    List<String> inputs = shadow.inputs();
    Require.that(
        arrays == inputs.size(),
        "probe has %d arrays of features, %s; must be one for each input of the network, %s",
        arrays,
        probe.shapes(),
        inputs);
  }

  private List<Integer> widths(List<Probe.Block> some) {
    ProbePass pass = new ProbePass(shadow, maps, chosen, ExaminedProbe.examples(some));
    return pass.run(some).stream()
        .filter(capture -> capture.refusal() == null)
        .map(capture -> capture.activations().units())
        .toList();
  }

  private void limit(List<Integer> widths) {
    unitsSeen = widths.stream().mapToLong(Integer::longValue).sum();
    String left = mayLimit ? examined.limit(widths) : null;
    if (left != null) {
      skipped.put("all layers (memory)", left);
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

  /** Conductances will be asked for. */
  void expectConductances() {
    paths.expect();
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

  /**
   * Tries the probe out, and sees that a snapshot fits into the heap beside the training.
   *
   * @throws IllegalArgumentException if either does not
   */
  void check() {
    tryOut();
    MemoryHeadroom.requireHeap(footprint().snapshot());
  }

  private Footprint footprint() {
    INDArray flat = parameters();
    long activations = unitsSeen * examined.examples() * Float.BYTES;
    long weights = withWeights ? flat.length() * Double.BYTES : 0;
    return new Footprint(
        shadow.copies() * flat.length() * flat.dataType().width(),
        examined.bytes(),
        MEASURING * activations + weights);
  }

  /** What a person should know once the probe was tried out. */
  List<String> notes() {
    List<String> notes = new ArrayList<>();
    notes.add(footprint().inWords());
    String threads = OmpThreads.excess();
    if (threads != null) {
      notes.add(threads);
    }
    return notes;
  }

  /** Examines the network; its access is alive until {@link #clear} or the next examination. */
  Snapshot examine(Moment moment) {
    clear();
    List<ParameterMotion> motions = motions(moment);
    ProbePass pass = new ProbePass(shadow, maps, chosen, examined.examples());
    List<LayerCapture> seenOutputs = pass.readOutputs();
    pass.readLogits();
    ProbeOutputs compared = compared(pass);
    pass.run(examined.blocks());
    List<LayerSnapshot> layers = pass.snapshots(sources);
    skipped.putAll(pass.refusals());
    skipped.putAll(compared.refusals());
    ClassLabels known = examined.labels();
    int[] predictions = predictions(seenOutputs, known);
    ClassLabels labels =
        predictions == null ? known : known.among(rules.told(activations(seenOutputs)));
    Snapshot snapshot =
        new Snapshot(
            moment,
            labels.classes(),
            labels.count(),
            probe.occurring(),
            predictions,
            layers,
            examined.inputs(),
            compares ? compared.snapshots() : List.of(),
            motions,
            open(labels, pass.cost(layers)));
    refusals.apply(snapshot).forEach((name, why) -> skipped.put("all layers (" + name + ")", why));
    return snapshot;
  }

  private ProbeOutputs compared(ProbePass pass) {
    ProbeOutputs compared = new ProbeOutputs(shadow, probe, rules, examined.examples());
    if (compares) {
      pass.compare(compared);
    }
    return compared;
  }

  private ShadowAccess open(ClassLabels labels, double passCost) {
    access =
        new ShadowAccess(
            shadow,
            examined.blocks(),
            outputs,
            labels,
            rules,
            paths,
            ShadowAccess.MOST_KEPT,
            passCost);
    return access;
  }

  /** Closes the access of the last examination. */
  void clear() {
    if (access != null) {
      access.close();
      access = null;
    }
  }

  private int @Nullable [] predictions(List<LayerCapture> outputs, ClassLabels labels) {
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
    List<Activations> seen = activations(outputs);
    String refusal = rules.refusal(seen, labels);
    if (refusal != null) {
      skipped.put("all layers (relay, ablation)", refusal);
    }
    return rules.of(seen, labels);
  }

  private static List<Activations> activations(List<LayerCapture> outputs) {
    return outputs.stream().map(LayerCapture::activations).toList();
  }
}
