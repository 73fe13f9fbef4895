// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
/**
 * Generator of the alerting rules in the folder {@code dashboards}: one list of rules becomes rules
 * for Prometheus, the same wrapped for Kubernetes, and their twins managed by Grafana. Metric names
 * are the constants the meters are made from.
 */
@NullMarked
package dev.infoscope.dashboards.rules;

import org.jspecify.annotations.NullMarked;
