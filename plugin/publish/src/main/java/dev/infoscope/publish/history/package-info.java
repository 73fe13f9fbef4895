// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
/**
 * Everything that was ever measured, exactly, epoch by epoch, in a file of JSON lines.
 *
 * <pre>{@code
 * EpochReport -> ReportEntry -> HistoryFile (appends, one line per report)
 * file -> History (reads) -> ReportEntry -> HistoryCsv, HistoryOpenMetrics, the page, the report
 * }</pre>
 */
@NullMarked
package dev.infoscope.publish.history;

import org.jspecify.annotations.NullMarked;
