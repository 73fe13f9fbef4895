// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.network;

import dev.infoscope.dl4j.probe.ClassRule;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How checkpoints are measured.
 *
 * @param run name of the run
 * @param tags what is said of the run
 * @param without names of measures to leave out
 * @param probeRows rows of the probe set to keep at the most
 * @param seed of all random choices
 * @param predict rule by which outputs say classes; null for the network's own
 */
record ReplayOptions(
    String run,
    Map<String, Object> tags,
    List<String> without,
    int probeRows,
    long seed,
    @Nullable ClassRule predict) {}
