// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
/**
 * The labelled examples on which a network is examined: which rows are kept ({@code ProbeRows}),
 * their classes ({@link dev.infoscope.dl4j.probe.ClassLabels}), and what is wrong with them ({@code
 * ProbeProblem}).
 */
@NullMarked
package dev.infoscope.dl4j.probe;

import org.jspecify.annotations.NullMarked;
