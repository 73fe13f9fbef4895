// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
/**
 * Runs the measures beside a training, whatever library trains: from a copy of the network to the
 * sinks.
 *
 * <pre>{@code
 * training thread                       analysis thread (daemon, low priority)     a thread per sink
 * RunMonitor, from a callback:          AnalysisThread: ObservedModel receives and examines
 *   copies the network  --Mailbox-->      -> Snapshot -> MeasureRunner -> PendingReport
 *   (newest wins)                         -> EpochReport --SinkThreads-->          ReportSink
 * }</pre>
 *
 * <p>A host implements {@link dev.infoscope.monitor.ObservedModel} and calls {@link
 * dev.infoscope.monitor.RunMonitor} from its callbacks; no exception leaves a callback. {@code
 * Guard} and {@code EventCounters} catch and count what fails, {@code BudgetThrottle} keeps the
 * {@link dev.infoscope.monitor.CpuBudget}, and every wait has a {@code Deadline}.
 *
 * <p>Over 25 files: all of it is one machine of threads and waits, whose parts need each other's
 * package-private states.
 */
@NullMarked
package dev.infoscope.monitor;

import org.jspecify.annotations.NullMarked;
