// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.flow;

/**
 * A node of the graph.
 *
 * @param layer position of its layer, from input to output
 * @param name of its layer
 * @param unit from 0
 */
record Unit(int layer, String name, int unit) {
  /** Unique in the graph, fit for other programs. */
  String id() {
    return name + "." + unit;
  }
}
