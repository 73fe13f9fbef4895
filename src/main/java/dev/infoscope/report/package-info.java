// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
/**
 * What leaves the analysis: one immutable {@link dev.infoscope.report.EpochReport} per snapshot,
 * handed to every {@link dev.infoscope.report.ReportSink}. Here the ways in and the ways out meet;
 * they do not know each other.
 */
@NullMarked
@Stable
package dev.infoscope.report;

import dev.infoscope.numeric.Stable;
import org.jspecify.annotations.NullMarked;
