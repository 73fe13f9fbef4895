// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
/** Networks that Keras saved, through the import of DL4J. */
@NullMarked
package dev.infoscope.cli.network.keras;

import org.jspecify.annotations.NullMarked;
