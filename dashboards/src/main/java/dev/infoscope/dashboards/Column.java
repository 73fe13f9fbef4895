// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dashboards;

/**
 * A column of a table with a line per run.
 *
 * @param refId name of the query
 * @param name what stands above the column
 * @param expression PromQL
 */
record Column(String refId, String name, String expression) {}
