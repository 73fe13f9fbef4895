// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
/**
 * The information flow of saved activations: its links, the network science over them, and pictures
 * for other programs.
 */
@NullMarked
package dev.infoscope.cli.flow;

import org.jspecify.annotations.NullMarked;
