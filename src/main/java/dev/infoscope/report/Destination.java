// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.report;

/**
 * Where reports of a sink end up, and those of other runs may too: a registry, a port, a file, a
 * gateway.
 *
 * @param where it; two sinks share a place if this is equal
 * @param tellsModels whether runs of one name and different models are kept apart there
 */
public record Destination(Object where, boolean tellsModels) {}
