// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.compare;

/**
 * Where a series of one run ends, and its best.
 *
 * @param last value of the last report
 * @param standardError of the last value; {@code NaN} if not known
 * @param best highest value, or the lowest where less is better
 * @param bestEpoch when that was, for the first time
 */
record SeriesEnd(double last, double standardError, double best, int bestEpoch) {}
