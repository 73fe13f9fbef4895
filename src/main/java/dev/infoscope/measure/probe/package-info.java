// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
/** How well the network does on the probe set: loss, accuracy, errors of predicted values. */
@NullMarked
package dev.infoscope.measure.probe;

import org.jspecify.annotations.NullMarked;
