// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
/** Holds the committed dashboards to their generator, to the metrics and to a real Prometheus. */
@NullMarked
package dev.infoscope.dashboards;

import org.jspecify.annotations.NullMarked;
