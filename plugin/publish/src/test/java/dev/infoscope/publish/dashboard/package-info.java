// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
/**
 * Writes the dashboards from the list of metrics, and checks them against a real Prometheus. Lives
 * among the tests because nothing of it belongs into the jar: users get the JSON.
 */
@NullMarked
package dev.infoscope.publish.dashboard;

import org.jspecify.annotations.NullMarked;
