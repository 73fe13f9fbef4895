// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.network;

import dev.infoscope.dl4j.probe.ClassRule;
import dev.infoscope.measure.plane.PlaneSettings;
import dev.infoscope.network.ConductanceRule;
import dev.infoscope.network.ConductanceTarget;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What was asked for on the command line.
 *
 * @param rule how conductance is computed
 * @param steps along the path
 * @param target whose logit
 * @param baseline file with the begin of the path; null for 0
 * @param shape of one example; empty for a row as it is
 * @param attributes whether integrated gradients of the inputs are wanted
 * @param predict rule by which outputs say classes; null for the network's own
 * @param plane estimators and their settings
 */
@SuppressWarnings("ArrayRecordComponent")
record ConductanceRequest(
    ConductanceRule rule,
    int steps,
    ConductanceTarget target,
    @Nullable Path baseline,
    int[] shape,
    boolean attributes,
    @Nullable ClassRule predict,
    PlaneSettings plane) {}
