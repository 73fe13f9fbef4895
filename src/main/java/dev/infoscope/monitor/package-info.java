// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
/**
 * Runs the measures beside a training, whatever library trains: from a copy of the network to the
 * sinks.
 *
 * <pre>{@code
 * training thread                       analysis thread (daemon, low priority)     a thread per sink
 * Instrument.callback:                  AnalysisThread: Observed.receive, Observed.examine
 *   copies the network  --Mailbox-->      -> Snapshot -> Measuring -> Draft
 *   (newest wins)                         -> EpochReport --Outlets-->              ReportSink
 * }</pre>
 *
 * <p>A host implements {@link dev.infoscope.monitor.Observed} and calls {@link
 * dev.infoscope.monitor.Instrument} from its callbacks; no exception leaves a callback. {@code
 * Guard} and {@code EventCounters} catch and count what fails, {@code BudgetThrottle} keeps the
 * {@link dev.infoscope.monitor.Budget}, and every wait has a {@code Deadline}.
 */
@NullMarked
package dev.infoscope.monitor;

import org.jspecify.annotations.NullMarked;
