// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.network;

import java.io.Serializable;
import java.util.List;
import java.util.Map;

/**
 * What a part of a replay has found.
 *
 * @param lines of the history, one per checkpoint
 * @param notFinite layers that held NaN or infinity
 * @param failures how often what has failed
 * @param refusal why a file of it cannot be measured; empty if all can
 */
record PartResult(
    List<byte[]> lines, List<String> notFinite, Map<String, Long> failures, String refusal)
    implements Serializable {}
