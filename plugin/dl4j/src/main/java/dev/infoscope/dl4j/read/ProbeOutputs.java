// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.read;

import dev.infoscope.dl4j.probe.ClassLabels;
import dev.infoscope.dl4j.probe.Probe;
import dev.infoscope.dl4j.probe.ProbeTargets;
import dev.infoscope.dl4j.shadow.Shadow;
import dev.infoscope.network.OutputSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Compares all outputs of a network with the targets of the probe, within the pass that is made.
 */
public final class ProbeOutputs {
  private final Probe probe;
  private final List<OutputReader> readers = new ArrayList<>();

  /**
   * Nothing compared yet.
   *
   * @param shadow of the network
   * @param probe its targets
   * @param rules by which outputs say classes
   * @param examples how many will be accepted
   */
  public ProbeOutputs(Shadow shadow, Probe probe, Predictions rules, int examples) {
    this.probe = probe;
    boolean alone = shadow.outputs().size() == 1 && probe.occurring() > 0;
    for (int output = 0; output < shadow.outputs().size(); output++) {
      int index = shadow.outputs().get(output);
      ClassLabels labels =
          alone ? probe.classLabels(o -> shadow.layout(index).featuresLast()) : null;
      readers.add(new OutputReader(shadow, rules, output, examples, labels));
    }
  }

  /**
   * Takes in a block.
   *
   * @param block of the probe
   * @param seen activations by index of layer
   */
  public void accept(Probe.Block block, Map<Integer, INDArray> seen) {
    for (int output = 0; output < readers.size(); output++) {
      ProbeTargets all = targets(block);
      INDArray target = all == null ? null : all.arrays()[output];
      INDArray mask =
          all == null || all.masks() == null || output >= all.masks().length
              ? null
              : all.masks()[output];
      readers.get(output).accept(block, seen, target, mask);
    }
  }

  /** Null where there are none, or not one per output. */
  private @Nullable ProbeTargets targets(Probe.Block block) {
    for (int i = 0; i < probe.targets().size(); i++) {
      ProbeTargets targets = probe.targets().get(i);
      if (probe.blocks().get(i).first() == block.first()) {
        return targets.arrays().length == readers.size() ? targets : null;
      }
    }
    return null;
  }

  /**
   * What was found.
   *
   * @return one per output of the network
   */
  public List<OutputSnapshot> snapshots() {
    return readers.stream().map(OutputReader::snapshot).toList();
  }

  /**
   * Outputs that could not be compared in full.
   *
   * @return reasons by {@code output (quantity)}
   */
  public Map<String, String> refusals() {
    Map<String, String> all = new TreeMap<>();
    readers.forEach(reader -> all.putAll(reader.refusals()));
    return all;
  }
}
