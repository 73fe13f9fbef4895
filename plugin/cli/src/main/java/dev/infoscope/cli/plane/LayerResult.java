// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.plane;

import dev.infoscope.discrete.CodeColumns;
import dev.infoscope.discrete.Range;
import dev.infoscope.measure.Reading;
import dev.infoscope.measure.plane.PlaneDiagnosis;
import dev.infoscope.measure.plane.PlanePoint;
import dev.infoscope.network.Layer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was found out about one layer.
 *
 * @param layer its place and name
 * @param units width
 * @param range smallest to largest finite value; null if there is none
 * @param notFinite how many values are NaN or infinite
 * @param bins the quantiser in words; empty if nothing was binned
 * @param points one per series
 * @param diagnosis of the binned reading on the sample; null unless asked for and possible
 * @param codes of the sample in a few bins, to be held against those of the layer before; null like
 *     the diagnosis
 */
record LayerResult(
    Layer layer,
    int units,
    @Nullable Range range,
    long notFinite,
    String bins,
    List<PlanePoint> points,
    @Nullable PlaneDiagnosis diagnosis,
    @Nullable CodeColumns codes) {

  List<Reading> readings() {
    return points.stream().flatMap(point -> point.readings(layer).stream()).toList();
  }
}
