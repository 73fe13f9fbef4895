// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
/** {@code infoscope measure neurons}: single neurons of saved activations. */
@NullMarked
package dev.infoscope.cli.neuron;

import org.jspecify.annotations.NullMarked;
