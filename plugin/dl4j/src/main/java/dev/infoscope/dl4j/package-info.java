// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
/**
 * Input: reads a DeepLearning4J network while it trains, without touching it.
 *
 * <pre>{@code
 * training thread                              analysis thread (of dev.infoscope.monitor)
 * EpochListener -> Session:                    ObservedNetwork -> Examiner:
 *   ParameterCopy.take (0.1 ms) --mailbox-->     ParameterCopy.into the Shadow,
 *                                                which runs the Probe -> Snapshot
 * }</pre>
 *
 * <p>Examiner puts a snapshot together: package {@code probe} has the examples, {@code shadow} the
 * second network (built by {@code copy}), {@code read} takes activations from its arrays, {@code
 * affine} weights, {@code gradient} conductances (passes by {@code autodiff}). Package {@code
 * saved} opens networks from files, {@code samediff} reads graphs of SameDiff; {@code Trainee} is
 * either kind as a callback sees it.
 *
 * <p>No exception leaves a callback ({@link dev.infoscope.dl4j.Session}); no {@code INDArray}
 * leaves this module; the live model is read once per snapshot, on its own thread, and never run.
 */
@NullMarked
package dev.infoscope.dl4j;

import org.jspecify.annotations.NullMarked;
