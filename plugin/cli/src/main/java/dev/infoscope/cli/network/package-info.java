// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
/**
 * Commands that run a saved network: the only package here that knows DL4J. Its classes are loaded
 * when such a command runs, so that the others start without the 150 MB beside the jar.
 *
 * <p>Over 25 files: replay, watch, conductance and ablation open networks and follow runs in the
 * same way, and nothing else may load DL4J.
 */
@NullMarked
package dev.infoscope.cli.network;

import org.jspecify.annotations.NullMarked;
