// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
/**
 * The result of the analysis: one immutable {@link dev.infoscope.report.EpochReport} per snapshot,
 * passed to every {@link dev.infoscope.report.ReportSink}. The modules that read networks and those
 * that publish results share these types and do not depend on each other.
 */
@NullMarked
@Stable
package dev.infoscope.report;

import dev.infoscope.numeric.Stable;
import org.jspecify.annotations.NullMarked;
