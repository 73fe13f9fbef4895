// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
/** Commands for history files: report, serve, export. The work is done in {@code publish}. */
@NullMarked
package dev.infoscope.cli.history;

import org.jspecify.annotations.NullMarked;
