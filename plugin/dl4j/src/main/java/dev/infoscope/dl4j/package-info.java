// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
/**
 * The way in: reads a DeepLearning4J network while it trains, without touching it.
 *
 * <pre>{@code
 * training thread                              analysis thread (of dev.infoscope.monitor)
 * EpochListener -> Session:                    ObservedNetwork -> Examiner:
 *   ParameterCopy.take (0.1 ms) --mailbox-->     ParameterCopy.into the Shadow,
 *                                                which runs the Probe -> Snapshot
 * }</pre>
 *
 * <p>When a measure reads weights, {@code AffineMaps} copies them out of the shadow: an {@code
 * AffinePlan} per layer, made once, says which weights, which batch norm is folded in and where
 * inputs and outputs are made; an {@code AffineReader} does it at every snapshot.
 *
 * <p>No exception leaves a callback ({@link dev.infoscope.dl4j.Session}); no {@code INDArray}
 * leaves this package; the live model is read once per snapshot, on its own thread, and never run.
 */
@NullMarked
package dev.infoscope.dl4j;

import org.jspecify.annotations.NullMarked;
