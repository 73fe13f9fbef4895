// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
/** A real Prometheus for integration tests, on loopback and gone afterwards. */
@NullMarked
package dev.infoscope.dashboards.prometheus;

import org.jspecify.annotations.NullMarked;
