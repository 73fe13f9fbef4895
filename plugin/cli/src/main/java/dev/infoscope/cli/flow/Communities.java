// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.flow;

import dev.infoscope.measure.flow.FlowGraph;
import dev.infoscope.measure.flow.LinkMatrix;
import dev.infoscope.numeric.Require;
import java.util.Arrays;

/**
 * Communities of units by modularity over undirected links weighted with their bits, in the paper's
 * convention:
 *
 * <pre>{@code
 * Q = 1/(2m) sum_ij [ A_ij - (1/gamma) k_i k_j / (2m) ] delta(g_i, g_j)
 * }</pre>
 *
 * <p>with {@code k} the strength of a unit and {@code m} the sum of all weights. Lower gamma makes
 * more and smaller communities: the usual resolution is {@code 1 / gamma}. Found by the method of
 * Louvain (Blondel et al. 2008, doi 10.1088/1742-5468/2008/10/P10008), units in the order of
 * layers, so that the same links give the same communities; a good partition, not the best there
 * is. A unit without links is a community of its own.
 */
final class Communities {
  private static final double GAIN = 1e-12;

  private final double resolution;
  private final double total; // 2 m
  private final double[][] original;
  private final int[] sizes; // units per layer
  private int[] groups; // of every unit

  private Communities(double[][] weights, int[] sizes, double gamma) {
    Require.that(gamma > 0, "gamma (%s) must be > 0", gamma);
    this.original = weights;
    this.sizes = sizes;
    this.resolution = 1 / gamma;
    this.total = Arrays.stream(weights).flatMapToDouble(Arrays::stream).sum();
    this.groups = new int[weights.length];
    Arrays.setAll(groups, unit -> unit);
  }

  static Communities of(FlowGraph flow, double gamma) {
    int[] sizes = flow.layers().stream().mapToInt(layer -> layer.units().length).toArray();
    int[] first = new int[sizes.length + 1];
    for (int layer = 0; layer < sizes.length; layer++) {
      first[layer + 1] = first[layer] + sizes[layer];
    }
    double[][] weights = new double[first[sizes.length]][first[sizes.length]];
    for (LinkMatrix links : flow.links()) {
      for (int i = 0; i < links.bits().length; i++) {
        for (int j = 0; j < links.bits()[i].length; j++) {
          int a = first[links.source()] + i;
          int b = first[links.target()] + j;
          weights[a][b] += links.weight(i, j);
          weights[b][a] += links.weight(i, j);
        }
      }
    }
    Communities communities = new Communities(weights, sizes, gamma);
    communities.find();
    return communities;
  }

  private void find() {
    double[][] weights = original;
    boolean moved = total > 0;
    while (moved) {
      int[] own = moveSingly(weights);
      int count = renumber(own);
      moved = count < weights.length;
      for (int unit = 0; unit < groups.length; unit++) {
        groups[unit] = own[groups[unit]];
      }
      weights = merged(weights, own, count);
    }
  }

  /** Moves nodes to the neighbouring community that gains most until none does. */
  private int[] moveSingly(double[][] weights) {
    int nodes = weights.length;
    double[] strength = new double[nodes];
    int[] own = new int[nodes];
    double[] ofGroup = new double[nodes];
    for (int i = 0; i < nodes; i++) {
      strength[i] = Arrays.stream(weights[i]).sum();
      own[i] = i;
      ofGroup[i] = strength[i];
    }
    boolean moved = true;
    while (moved) {
      moved = false;
      for (int i = 0; i < nodes; i++) {
        ofGroup[own[i]] -= strength[i];
        int best = best(weights[i], i, own, ofGroup, strength[i]);
        moved |= best != own[i];
        own[i] = best;
        ofGroup[best] += strength[i];
      }
    }
    return own;
  }

  private int best(double[] links, int node, int[] own, double[] ofGroup, double strength) {
    double[] into = new double[own.length];
    for (int j = 0; j < own.length; j++) {
      into[own[j]] += j == node ? 0 : links[j];
    }
    int best = own[node];
    double most = into[best] - resolution * strength * ofGroup[best] / total;
    for (int group = 0; group < own.length; group++) {
      double gain = into[group] - resolution * strength * ofGroup[group] / total;
      if (into[group] > 0 && gain > most + GAIN) {
        best = group;
        most = gain;
      }
    }
    return best;
  }

  /** Numbers groups from 0 in the order of their first nodes. */
  private static int renumber(int[] own) {
    int[] numbers = new int[own.length];
    Arrays.fill(numbers, -1);
    int count = 0;
    for (int i = 0; i < own.length; i++) {
      if (numbers[own[i]] < 0) {
        numbers[own[i]] = count++;
      }
      own[i] = numbers[own[i]];
    }
    return count;
  }

  private static double[][] merged(double[][] weights, int[] own, int count) {
    double[][] merged = new double[count][count];
    for (int i = 0; i < weights.length; i++) {
      for (int j = 0; j < weights.length; j++) {
        merged[own[i]][own[j]] += weights[i][j];
      }
    }
    return merged;
  }

  double modularity() {
    return modularity(groups);
  }

  /** Modularity of any partition of the units; {@code NaN} without links. */
  double modularity(int... partition) {
    double[] strength = new double[original.length];
    for (int i = 0; i < strength.length; i++) {
      strength[i] = Arrays.stream(original[i]).sum();
    }
    double sum = 0;
    for (int i = 0; i < original.length; i++) {
      for (int j = 0; j < original.length; j++) {
        if (partition[i] == partition[j]) {
          sum += original[i][j] - resolution * strength[i] * strength[j] / total;
        }
      }
    }
    return total > 0 ? sum / total : Double.NaN;
  }

  /** Community by layer and unit. */
  int[][] ofUnits() {
    int[][] all = new int[sizes.length][];
    int first = 0;
    for (int layer = 0; layer < sizes.length; layer++) {
      all[layer] = Arrays.copyOfRange(groups, first, first + sizes[layer]);
      first += sizes[layer];
    }
    return all;
  }
}
