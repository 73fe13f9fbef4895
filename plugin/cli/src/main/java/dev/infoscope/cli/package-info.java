// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
/**
 * Commands for files: the measures on the command line.
 *
 * <pre>{@code
 * arguments -> command (picocli) -> tables -> measure of the core -> Answer -> JSON or a table for people
 *                                   (table)   (plane, causal, network)  (answer)
 * }</pre>
 *
 * <p>A command that fails prints one line on standard error and nothing on standard output.
 */
@NullMarked
package dev.infoscope.cli;

import org.jspecify.annotations.NullMarked;
