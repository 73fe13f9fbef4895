// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.flow;

import dev.infoscope.discrete.RandomOrder;
import dev.infoscope.estimate.neighbours.PairwiseKsg;
import dev.infoscope.estimate.neighbours.ScalarColumns;
import dev.infoscope.numeric.Mix;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * What nearest neighbours read when there is nothing to read: units of two layers, the rows of one
 * shuffled. The readings of all links of two layers are pooled; the chance of a link is the share
 * of them that is as large, itself counted, so never below {@code 1 / (readings + 1)}.
 */
final class LinkNull {
  static final int LEAST = 200; // readings of two layers
  static final int MOST = 4000;

  private final FlowEstimator estimator;
  private final int shuffles;
  private final long seed;

  LinkNull(FlowEstimator estimator, int shuffles, long seed) {
    this.estimator = estimator;
    this.shuffles = shuffles;
    this.seed = seed;
  }

  /** P-values of links that were read; 1 at a dead unit. */
  double[][] pValues(double[][] bits, PreparedLayer from, LayerColumns to, int target) {
    double[] none = readings(from, to, target);
    double[][] pValues = new double[bits.length][bits[0].length];
    for (int i = 0; i < bits.length; i++) {
      for (int j = 0; j < bits[i].length; j++) {
        boolean alive = from.isAlive(i) && to.moves()[to.units()[j]];
        pValues[i][j] = alive ? share(none, bits[i][j]) : Double.isNaN(bits[i][j]) ? Double.NaN : 1;
      }
    }
    return pValues;
  }

  private static double share(double[] sorted, double bits) {
    if (Double.isNaN(bits) || sorted.length == 0) {
      return Double.NaN;
    }
    int below = Arrays.binarySearch(sorted, bits);
    int first = below < 0 ? -1 - below : below;
    while (first > 0 && sorted[first - 1] == bits) {
      first--;
    }
    return (1.0 + sorted.length - first) / (1.0 + sorted.length);
  }

  /** Ascending; every shuffle takes its share of the links, all of them where they are few. */
  private double[] readings(PreparedLayer from, LayerColumns to, int target) {
    int[] alive = alive(from, to);
    int[] others = moving(to);
    int links = alive.length * others.length;
    int wanted = Math.min(MOST, Math.max(LEAST, shuffles * links));
    int each = (wanted + shuffles - 1) / shuffles;
    double[] all = new double[links == 0 ? 0 : each * shuffles];
    for (int shuffle = 0; links > 0 && shuffle < shuffles; shuffle++) {
      SplittableRandom random = new SplittableRandom(Mix.at(Mix.at(seed, target), shuffle));
      PreparedLayer shuffled = shuffled(to, random, target);
      int[] first = new int[each];
      int[] second = new int[each];
      for (int i = 0; i < each; i++) {
        int link = each >= links ? i % links : random.nextInt(links);
        first[i] = alive[link / others.length];
        second[i] = others[link % others.length];
      }
      double[] bits =
          new PairwiseKsg(estimator.neighbours(), estimator.form())
              .of(LinkEstimates.scalars(from), first, LinkEstimates.scalars(shuffled), second);
      System.arraycopy(bits, 0, all, shuffle * each, each);
    }
    Arrays.sort(all);
    return all;
  }

  private static int[] alive(PreparedLayer layer, LayerColumns other) {
    int[] all = new int[other.columns().length == 0 ? 0 : layer.units().length];
    int count = 0;
    for (int i = 0; i < all.length; i++) {
      if (layer.kinds()[i] == ScalarColumns.Kind.ALIVE) {
        all[count++] = i;
      }
    }
    return Arrays.copyOf(all, count);
  }

  private static int[] moving(LayerColumns layer) {
    int[] all = new int[layer.units().length];
    int count = 0;
    for (int i = 0; i < all.length; i++) {
      if (layer.moves()[layer.units()[i]]) {
        all[count++] = i;
      }
    }
    return Arrays.copyOf(all, count);
  }

  private PreparedLayer shuffled(LayerColumns layer, SplittableRandom random, int target) {
    int rows = layer.columns()[0].length;
    int[] places = RandomOrder.of(rows, random);
    double[][] columns = new double[layer.columns().length][rows];
    for (int i = 0; i < columns.length; i++) {
      for (int row = 0; row < rows; row++) {
        columns[i][row] = layer.columns()[i][places[row]];
      }
    }
    LayerColumns moved = new LayerColumns(layer.units(), columns, layer.moves());
    return PreparedLayer.of(moved, estimator, seed, target);
  }
}
