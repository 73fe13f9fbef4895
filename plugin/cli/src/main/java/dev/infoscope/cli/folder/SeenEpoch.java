// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.folder;

import dev.infoscope.network.Snapshot;
import java.util.Map;

/**
 * What the folder of an epoch holds.
 *
 * @param snapshot for the measures
 * @param skipped what is missing, and for what, as in a report
 * @param own numbers that the training wrote
 */
public record SeenEpoch(Snapshot snapshot, Map<String, String> skipped, Map<String, Double> own) {}
