// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.page;

import dev.infoscope.report.ReadingEntry;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one line on the page stands for. */
record SeriesKey(
    String metric,
    String unit,
    @Nullable String layer,
    @Nullable Integer layerIndex,
    Map<String, String> labels) {
  static SeriesKey of(ReadingEntry reading) {
    return new SeriesKey(
        reading.metric(), reading.unit(), reading.layer(), reading.layerIndex(), reading.labels());
  }
}
