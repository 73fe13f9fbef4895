// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.network;

import java.util.List;

/**
 * How checkpoints are measured.
 *
 * @param run name of the run
 * @param without names of measures to leave out
 * @param probeRows rows of the probe set to keep at the most
 * @param seed of all random choices
 */
record ReplayOptions(String run, List<String> without, int probeRows, long seed) {}
