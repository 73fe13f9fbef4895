// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.network;

import org.jspecify.annotations.Nullable;

/**
 * How what the network says at one of its outputs compares with the targets of the probe.
 *
 * @param name of the output
 * @param examples how many the loss is a mean over
 * @param loss mean over the examples of the output's own loss, without regularisation; {@code NaN}
 *     where the network makes it so; null where the output has no loss or the probe no targets
 * @param classes classes said and true; null where the output says no classes, or the true ones are
 *     not known
 * @param errors of an output that predicts values; null for others
 */
public record OutputSnapshot(
    String name,
    int examples,
    @Nullable Double loss,
    @Nullable ClassedRows classes,
    @Nullable ValueErrors errors) {}
