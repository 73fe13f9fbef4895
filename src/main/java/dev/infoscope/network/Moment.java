// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.network;

import java.time.Instant;

/**
 * When a network was examined.
 *
 * @param epoch finished epochs, so 1 after the first
 * @param iteration parameter updates so far
 * @param time wall clock
 * @param score loss of the last minibatch; {@code NaN} if unknown
 */
public record Moment(int epoch, int iteration, Instant time, double score) {}
