// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.read;

import dev.infoscope.discrete.Activations;
import dev.infoscope.dl4j.probe.Blocks;
import dev.infoscope.dl4j.probe.Probe;
import dev.infoscope.dl4j.shadow.OutputMask;
import dev.infoscope.dl4j.topology.ArrayLayout;
import dev.infoscope.network.InputSnapshot;
import dev.infoscope.network.Layer;
import dev.infoscope.network.LayerSnapshot;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * One input of the network as rows of features, read from the probe set only where they are wanted,
 * so that wide inputs cost nothing until a measure looks at them. For the analysis thread alone.
 */
public final class ProbeInput implements Activations {
  private final List<Probe.Block> blocks;
  private final int input;
  private final int examples;
  private final int features;

  private ProbeInput(List<Probe.Block> blocks, int input, int examples) {
    this.blocks = blocks;
    this.input = input;
    this.examples = examples;
    INDArray first = blocks.get(0).features()[input];
    this.features = Math.toIntExact(first.length() / first.size(0));
  }

  /**
   * Reads one input. Sequences are cut down to the last step, the rest is flattened.
   *
   * @param blocks of the probe
   * @param input number of the input
   * @param examples of the probe
   * @param name of the input
   * @param layout of the input
   * @return a column per feature
   */
  public static InputSnapshot of(
      List<Probe.Block> blocks, int input, int examples, String name, ArrayLayout layout) {
    if (blocks.get(0).features()[input].rank() == 3) {
      LayerCapture steps =
          new LayerCapture(new Layer(0, name, "Input", null, ""), layout, examples);
      for (Probe.Block block : blocks) {
        INDArray mask = block.masks() == null ? null : block.masks()[input];
        OutputMask outputMask = mask == null ? null : new OutputMask(mask, false);
        steps.accept(block, block.features()[input], outputMask);
      }
      LayerSnapshot outputMask = steps.snapshot(null);
      return new InputSnapshot(name, outputMask.activations(), outputMask.layer().reduction());
    }
    return new InputSnapshot(name, new ProbeInput(blocks, input, examples), "");
  }

  @Override
  public int examples() {
    return examples;
  }

  @Override
  public int units() {
    return features;
  }

  @Override
  public void copy(int first, int rows, double[] into) {
    for (Probe.Block block : blocks) {
      int from = Math.max(first, block.first());
      int to = Math.min(first + rows, block.first() + block.rows());
      if (from < to) {
        INDArray some = Blocks.rows(block.features()[input], from - block.first(), to - from);
        double[] values = Blocks.doubles(some);
        System.arraycopy(values, 0, into, (from - first) * features, values.length);
      }
    }
  }
}
