// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dashboards.rules;

/**
 * A series that Prometheus computes and keeps.
 *
 * @param name level, metric and operation, as the naming practice of Prometheus wants it
 * @param expression PromQL
 */
record Recording(String name, String expression) {}
