// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
/** Relay information of saved activations, labels and predictions. */
@NullMarked
package dev.infoscope.cli.relay;

import org.jspecify.annotations.NullMarked;
