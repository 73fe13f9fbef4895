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
 * <p>Publishing never waits for a client: all clients read from the channel at their own pace, one
 * thread sends to all of them, and a client that does not read is disconnected; it comes back and
 * gets what is still stored of what it missed.
 *
 * <p>More than 25 files, because channel, writers and server share the one form of a frame, which
 * the browser reads and no other package may see.
 */
@NullMarked
package dev.infoscope.publish.page;

import org.jspecify.annotations.NullMarked;
