// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.faults;

/**
 * What a series is of.
 *
 * @param quantity as in {@code input}
 * @param layer index of the layer; -1 for the network as a whole
 */
public record SeriesKey(String quantity, int layer) implements Comparable<SeriesKey> {
  /** Index of the network as a whole. */
  public static final int NETWORK = -1;

  @Override
  public int compareTo(SeriesKey other) {
    int order = quantity.compareTo(other.quantity);
    return order != 0 ? order : Integer.compare(layer, other.layer);
  }
}
