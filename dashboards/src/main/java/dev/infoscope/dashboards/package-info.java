// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
/**
 * Writes the dashboards from the list of metrics; {@code WriteFiles} is the program. Users take the
 * JSON, so nothing depends on this.
 *
 * <p>More than 25 files: one for each row of panels, and the few that all rows are made of.
 */
@NullMarked
package dev.infoscope.dashboards;

import org.jspecify.annotations.NullMarked;
