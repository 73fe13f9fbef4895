// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
/**
 * The live page, and the same page as one file.
 *
 * <pre>{@code
 * EpochReport or line of a history -> FrameWriter -> Channel (bounded) -> EventStream -> browser
 *                                                         |
 *                                                         +-> HtmlReport (with RunSummary, in words)
 * }</pre>
 *
 * <p>Publishing never waits for a client: each has a bounded queue and a thread of its own, and is
 * dropped when the queue is full; it comes back and gets what it has missed.
 *
 * <p>More than 25 files, because channel, writers and server share the one form of a frame, which
 * the browser reads and no other package may see.
 */
@NullMarked
package dev.infoscope.publish.page;

import org.jspecify.annotations.NullMarked;
