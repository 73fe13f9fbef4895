// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
/**
 * Networks built anew, which share no object with the network that trains.
 *
 * <pre>{@code
 * live configuration -> serial form (Java's, else DL4J's JSON) -> new configuration
 *                    -> init(copy of the parameters)           -> new network, no updater, no listeners
 * }</pre>
 *
 * <p>DL4J's own {@code clone()} copies layers' configurations one level deep: activation functions,
 * dropout, loss functions and wrapped layers are the same objects in both networks, and they keep
 * state between the forward and the backward pass.
 */
@NullMarked
package dev.infoscope.dl4j.copy;

import org.jspecify.annotations.NullMarked;
