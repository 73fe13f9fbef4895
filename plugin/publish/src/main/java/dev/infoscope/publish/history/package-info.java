// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
/**
 * The history file: every report of a run, without loss of precision, as lines of JSON.
 *
 * <pre>{@code
 * EpochReport -> ReportEntry -> HistoryFile (appends, one line per report)
 * file -> History (reads) -> ReportEntry -> HistoryCsv, HistoryOpenMetrics, the page, the report
 * }</pre>
 *
 * <p>More than 25 files: the form of a line, its older versions, damaged and compressed files, and
 * the exports, which all read the same fields. Split, the fields would have to be public.
 */
@NullMarked
@Stable
package dev.infoscope.publish.history;

import dev.infoscope.numeric.Stable;
import org.jspecify.annotations.NullMarked;
