// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
/**
 * Usable information: bits about the label by which a linear reader of a layer shortens an online
 * code of the labels.
 *
 * <pre>{@code
 * Activations -> StandardUnits -+
 *                               +-> LogitReader per penalty -> OnlineCode -> UsableInformation -> readings
 * labels ------> OnlineOrder ---+
 * }</pre>
 */
@NullMarked
package dev.infoscope.measure.usable;

import org.jspecify.annotations.NullMarked;
