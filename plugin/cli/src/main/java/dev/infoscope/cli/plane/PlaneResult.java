// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.plane;

import dev.infoscope.measure.Reading;
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
    return layers.stream().flatMap(layer -> layer.readings().stream()).toList();
  }
}
