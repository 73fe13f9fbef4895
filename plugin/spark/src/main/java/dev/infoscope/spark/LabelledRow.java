// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.spark;

import dev.infoscope.numeric.Mix;

/**
 * A row of a probe.
 *
 * @param features its values
 * @param label its class
 * @param id by which it is chosen into samples; rows of the same content may share one
 */
@SuppressWarnings("ArrayRecordComponent")
record LabelledRow(float[] features, int label, long id) {
  /** A row whose id is a hash of its content, so that it is the same in any file and order. */
  static LabelledRow of(float[] features, int label) {
    long hash = Mix.at(label, features.length);
    for (float value : features) {
      hash = Mix.at(hash, Float.floatToIntBits(value));
    }
    return new LabelledRow(features, label, hash);
  }
}
