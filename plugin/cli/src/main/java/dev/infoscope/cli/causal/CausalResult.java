// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.causal;

import dev.infoscope.cli.table.TableOptions;
import dev.infoscope.measure.Reading;
import dev.infoscope.measure.causal.CausalPlane;
import dev.infoscope.measure.causal.CausalPoint;
import dev.infoscope.measure.causal.LayerTransition;
import dev.infoscope.network.Layer;
import java.util.List;

/**
 * What was found out about one layer.
 *
 * @param layer called by the file of its weights
 * @param activation name of its activation function
 * @param transition its weights and ranges
 * @param point its place in the plane
 */
record CausalResult(Layer layer, String activation, LayerTransition transition, CausalPoint point) {

  static CausalResult of(CausalOptions options, LayerFiles files, TableOptions tables) {
    LayerTransition transition =
        files.read(options.inputRange(), options.outputRange(files), tables);
    CausalPlane plane = new CausalPlane(options.bins(), options.plan());
    Layer layer = options.noted(files.layer(0), files);
    return new CausalResult(
        layer, files.activation().name(), transition, plane.measure(transition));
  }

  List<Reading> readings() {
    return point.readings(layer);
  }
}
