// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.causal;

import dev.infoscope.cli.table.InputException;
import dev.infoscope.cli.table.TableOptions;
import dev.infoscope.measure.Reading;
import dev.infoscope.measure.causal.BlockPoint;
import dev.infoscope.measure.causal.CausalBlocks;
import dev.infoscope.measure.causal.LayerBlock;
import dev.infoscope.measure.causal.LayerTransition;
import dev.infoscope.network.Layer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What was found out about several layers as one map.
 *
 * @param files the layers, from input to output
 * @param block their weights
 * @param point its place in the plane
 */
record BlockResult(List<LayerFiles> files, LayerBlock block, BlockPoint point) {

  static BlockResult of(CausalOptions options, List<LayerFiles> files, TableOptions tables) {
    CausalBlocks blocks = new CausalBlocks(options.bins(), options.samples(), options.seed());
    LayerBlock block = new LayerBlock(read(options, files, tables));
    return new BlockResult(files, block, blocks.measure(block));
  }

  /** Only the ranges at both ends matter. */
  private static List<LayerTransition> read(
      CausalOptions options, List<LayerFiles> files, TableOptions tables) {
    List<LayerTransition> layers = new ArrayList<>();
    for (int i = 0; i < files.size(); i++) {
      LayerFiles file = files.get(i);
      boolean last = i == files.size() - 1;
      LayerTransition layer =
          file.read(
              i == 0 ? options.inputRange() : files.get(i - 1).outputRange(),
              last ? options.outputRange(file) : file.outputRange(),
              tables);
      if (i > 0) {
        requireToFollow(files.get(i - 1), layers.get(i - 1), file, layer);
      }
      layers.add(layer);
    }
    return layers;
  }

  private static void requireToFollow(
      LayerFiles before, LayerTransition first, LayerFiles file, LayerTransition second) {
    if (second.inputs() != first.outputs()) {
      throw new InputException(
          file.weights(),
          String.format(
                  Locale.ROOT,
                  "weights of shape [%d x %d] cannot follow those in %s, shape [%d x %d]: one row per",
                  second.inputs(),
                  second.outputs(),
                  before.weights(),
                  first.inputs(),
                  first.outputs())
              + " column there is needed");
    }
  }

  Layer end() {
    return files.get(files.size() - 1).layer(files.size() - 1);
  }

  String first() {
    return files.get(0).layer(0).name();
  }

  String activations() {
    return files.stream().map(file -> file.activation().name()).collect(Collectors.joining(", "));
  }

  List<Reading> readings() {
    return point.readings(first(), end());
  }
}
