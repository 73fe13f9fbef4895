// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
/**
 * Files of numbers, read as streams: never more than a block of rows is in memory.
 *
 * <pre>{@code
 * path -> Table (.npy, .csv; shape checked) -> RowReader -> blocks of double, row by row
 *                                           -> LabelColumn -> classes from 0, in the order of the values
 * }</pre>
 *
 * <p>Whatever is wrong with a file is an {@link dev.infoscope.cli.table.InputException} whose
 * message says what and where, in one line. Rows and columns are counted from 1 in messages.
 *
 * <p>Over 25 files: every form of file ends in the same few readers, which nothing outside uses.
 */
@NullMarked
package dev.infoscope.cli.table;

import org.jspecify.annotations.NullMarked;
