// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.plane;

import dev.infoscope.measure.Reading;
import dev.infoscope.measure.plane.EfficiencyPeak;
import java.util.ArrayList;
import java.util.List;

/**
 * What was found out about all layers.
 *
 * @param examples rows of every file
 * @param classes value of each label, ascending
 * @param sample rows that estimators on a sample saw; 0 if there is none
 * @param layers in the order they were given
 */
@SuppressWarnings("ArrayRecordComponent")
record PlaneResult(int examples, long[] classes, int sample, List<LayerResult> layers) {
  List<Reading> readings() {
    List<Reading> readings = new ArrayList<>();
    layers.forEach(layer -> readings.addAll(layer.readings()));
    readings.addAll(EfficiencyPeak.of(readings));
    return readings;
  }
}
