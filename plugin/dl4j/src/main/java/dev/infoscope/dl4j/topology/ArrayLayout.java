// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.topology;

import java.util.stream.IntStream;

/**
 * How the array that one layer puts out, or that one input takes, is to be read.
 *
 * @param channelsLast images are {@code [examples x height x width x channels]}, volumes alike
 * @param featuresLast sequences are {@code [examples x steps x features]}
 * @param vectors an array of rank 3 is no sequence, as of capsules: every value is a unit
 * @param towers networks side by side whose examples are stacked, {@code [towers * examples x ..]}
 * @param width units that the layer's configuration promises, of one tower; 0 if it does not say
 */
public record ArrayLayout(
    boolean channelsLast, boolean featuresLast, boolean vectors, int towers, long width) {
  /**
   * The dimension along which units lie.
   *
   * @param rank of the array, from 2 to 5
   * @return 1 or the last
   */
  public int units(int rank) {
    boolean last = rank == 3 ? featuresLast : channelsLast;
    return rank > 2 && last ? rank - 1 : 1;
  }

  /**
   * The dimensions along which positions or steps lie.
   *
   * @param rank of the array, from 3 to 5
   * @return all but those of examples and units
   */
  public int[] positions(int rank) {
    int first = units(rank) == 1 ? 2 : 1;
    return IntStream.range(first, first + rank - 2).toArray();
  }
}
