// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate.kernel;

import dev.infoscope.estimate.ShuffledNull;

/** What the sums of one bound read, of all pairs of rows or of those with a centre. */
interface Bound {
  /** The bound on I(X;T), bits. */
  double input();

  /** Deviation of the terms of {@link #input} over the root of the rows, bits. */
  double inputError();

  /**
   * I(T;Y) by this bound, bits.
   *
   * @param entropy H(Y)
   */
  double label(double entropy);

  /** The same of {@link #label}, whose terms have the share of the row's class in them. */
  double labelError();

  /** What {@link #label} reads under shuffled labels. */
  ShuffledNull shuffled(double entropy);
}
