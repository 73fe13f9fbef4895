// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.affine;

import dev.infoscope.dl4j.probe.Probe;
import dev.infoscope.dl4j.shadow.LayerOrder;
import dev.infoscope.dl4j.shadow.Shadow;
import dev.infoscope.network.Layer;
import dev.infoscope.network.ObservedMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The layers of a network as affine maps, with the ranges their inputs and outputs fill on the
 * probe set. Only copies leave it. A layer that cannot be read is refused by name; the others go
 * on.
 */
public final class AffineMaps {
  /** One layer during one examination. */
  private record Observation(
      AffinePlan plan, AffineReader reader, ObservedRange inputs, ObservedRange outputs) {}

  private final LayerOrder order;
  private final Map<String, String> refusals = new TreeMap<>();
  private final Map<Integer, AffinePlan> plans = new TreeMap<>();
  private final Map<Integer, Observation> observations = new TreeMap<>();

  /**
   * Finds out which layers can be read.
   *
   * @param shadow whose weights are read
   * @param chosen layers to tell about
   */
  public AffineMaps(Shadow shadow, List<Layer> chosen) {
    this.order = new LayerOrder(shadow);
    Set<Integer> absorbed = new HashSet<>();
    Map<Integer, String> reasons = new HashMap<>();
    for (Layer layer : shadow.layers()) {
      plan(layer.index(), absorbed, reasons);
    }
    for (Layer layer : chosen) {
      if (reasons.containsKey(layer.index()) && !absorbed.contains(layer.index())) {
        refusals.put(layer.name(), reasons.get(layer.index()));
      }
    }
    plans.keySet().retainAll(chosen.stream().map(Layer::index).toList());
  }

  private AffineMaps(Shadow shadow) {
    this.order = new LayerOrder(shadow);
  }

  /**
   * No maps, where weights are not read at all.
   *
   * @param shadow whose weights are left alone
   * @return tells of no layer, and refuses none
   */
  public static AffineMaps none(Shadow shadow) {
    return new AffineMaps(shadow);
  }

  private void plan(int index, Set<Integer> absorbed, Map<Integer, String> reasons) {
    if (order.isNorm(index)) {
      reasons.put(index, "a batch norm with no affine map next to it that could take it up");
      return;
    }
    try {
      AffinePlan plan = AffinePlan.of(order, index);
      plans.put(index, plan);
      absorbed.add(plan.end());
      if (plan.normBefore() != null) {
        absorbed.add(plan.normBefore());
      }
      if (plan.normAfter() != null) {
        absorbed.add(plan.normAfter());
      }
    } catch (AffinePlan.Refusal refusal) {
      reasons.put(index, Objects.requireNonNull(refusal.getMessage()));
    } catch (RuntimeException strange) {
      reasons.put(index, "its configuration cannot be read: " + strange.getMessage());
    }
  }

  /**
   * Why layers are no affine maps.
   *
   * @return reasons, by the name of the layer
   */
  public Map<String, String> refusals() {
    return refusals;
  }

  /** Copies the weights as they are now. */
  public void begin() {
    observations.clear();
    for (AffinePlan plan : plans.values()) {
      unlessRefused(
          plan.layer(),
          () -> {
            AffineReader reader = new AffineReader(order, plan);
            observations.put(
                plan.layer(),
                new Observation(plan, reader, new ObservedRange(), new ObservedRange()));
          });
    }
  }

  /**
   * Takes in what layers are given and put out; nothing of it is kept but the range.
   *
   * @param block of the probe
   * @param outputs activations by index of layer
   */
  public void accept(Probe.Block block, Map<Integer, INDArray> outputs) {
    for (Observation observation : List.copyOf(observations.values())) {
      unlessRefused(observation.plan().layer(), () -> observe(observation, block, outputs));
    }
  }

  private void observe(Observation observation, Probe.Block block, Map<Integer, INDArray> outputs) {
    INDArray input = present(observation.plan().source().in(outputs, block.features()));
    if (observation.plan().bounds() == null) {
      observation.inputs().accept(input);
    }
    if (observation.plan().logits()) {
      Logits.accept(
          input,
          observation.reader(),
          order.shadow().layout(observation.plan().layer()),
          observation.outputs());
    } else {
      observation.outputs().accept(present(outputs.get(observation.plan().end())));
    }
  }

  private static INDArray present(@Nullable INDArray array) {
    return Objects.requireNonNull(array, "the network gives no activations for it");
  }

  private void unlessRefused(int index, Runnable work) {
    try {
      work.run();
    } catch (RuntimeException refused) {
      observations.remove(index);
      refusals.put(
          order.shadow().layers().get(index).name(),
          "its weights cannot be read: " + refused.getMessage());
    }
  }

  /**
   * A layer as it was at {@link #begin}.
   *
   * @param layer one of those chosen
   * @return null if it cannot be read
   */
  public @Nullable ObservedMap map(Layer layer) {
    Observation observation = observations.get(layer.index());
    return observation == null
        ? null
        : observation
            .reader()
            .map(
                observation.inputs().range(),
                observation.outputs().range(),
                feeder(observation.plan()));
  }

  /** The layer whose outputs, as its map gives them, are all the inputs of this one. */
  private @Nullable String feeder(AffinePlan plan) {
    for (AffinePlan other : plans.values()) {
      if (plan.source().isLayer(other.end()) && other.isFollowedBy(plan)) {
        return order.shadow().layers().get(other.layer()).name();
      }
    }
    return null;
  }
}
