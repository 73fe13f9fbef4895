// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.costs;

import java.util.List;

/** What something cost at each snapshot. */
interface Timed {
  /** Its name in tables. */
  String title();

  /** Processor time of each snapshot. */
  List<Double> millis();

  /** What each snapshot allocated in the heap. */
  List<Double> megabytes();
}
