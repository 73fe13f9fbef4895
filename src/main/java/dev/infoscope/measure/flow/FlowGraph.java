// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.flow;

import dev.infoscope.numeric.Cancellation;
import dev.infoscope.numeric.Require;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The network as a graph of information: layers of units, inputs first, and a matrix of links for
 * every two layers of which one feeds the other.
 *
 * @param layers in an order in which every layer stands after those that feed it
 * @param links for every layer from each of its sources
 */
public record FlowGraph(List<Nodes> layers, List<LinkMatrix> links) {
  /**
   * The units of one layer that were measured.
   *
   * @param name of the layer
   * @param units which of its units, ascending
   * @param alive of those whether they move at all
   * @param width how many units the layer has
   * @param movingUnits how many of all its units move
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record Nodes(String name, int[] units, boolean[] alive, int width, int movingUnits) {}

  /**
   * One link.
   *
   * @param source position of its layer
   * @param sourceUnit unit, as the layer counts
   * @param target position of its layer
   * @param targetUnit unit, as the layer counts
   * @param bits its value
   */
  public record Link(int source, int sourceUnit, int target, int targetUnit, double bits) {}

  /**
   * Copies the lists.
   *
   * @throws IllegalArgumentException if a matrix does not suit its layers
   */
  public FlowGraph {
    layers = List.copyOf(layers);
    links = List.copyOf(links);
    for (LinkMatrix matrix : links) {
      Require.that(
          matrix.target() < layers.size()
              && matrix.bits().length == layers.get(matrix.source()).units().length
              && matrix.bits()[0].length == layers.get(matrix.target()).units().length,
          "links from layer %d to layer %d do not suit them",
          matrix.source(),
          matrix.target());
    }
  }

  /**
   * Attribution of equation 4: for every unit of a layer and every unit of a later one the sum over
   * all paths between them of the product of the links' values. In a chain that is the product of
   * the link matrices; in general it is computed from the end, layer by layer, and never by
   * enumerating paths: O(sum of links x units of {@code to}).
   *
   * <p>It has the unit bits to the power of the path's length and is no information; compare it
   * within one architecture only, best as {@link #shares}.
   *
   * @param from position of a layer, usually an input
   * @param to position of a later layer, usually the output
   * @return {@code [units of from][units of to]}; 0 where no path leads, {@code NaN} where a link
   *     on one has no number
   * @throws IllegalArgumentException if {@code from} is not before {@code to}
   */
  public double[][] attribution(int from, int to) {
    Require.that(
        0 <= from && from < to && to < layers.size(),
        "from (%d) must be before to (%d), and that below %d",
        from,
        to,
        layers.size());
    int outputs = layers.get(to).units().length;
    List<double[][]> reached = new ArrayList<>();
    for (int layer = 0; layer <= to; layer++) {
      reached.add(new double[layers.get(layer).units().length][outputs]);
    }
    for (int unit = 0; unit < outputs; unit++) {
      reached.get(to)[unit][unit] = 1;
    }
    links.stream()
        .filter(matrix -> matrix.target() <= to)
        .sorted(Comparator.comparingInt(LinkMatrix::target).reversed())
        .forEach(m -> extend(m.bits(), reached.get(m.target()), reached.get(m.source())));
    return reached.get(from);
  }

  private static void extend(double[][] bits, double[][] after, double[][] into) {
    for (int i = 0; i < bits.length; i++) {
      Cancellation.check();
      for (int j = 0; j < after.length; j++) {
        for (int k = 0; k < after[j].length; k++) {
          into[i][k] += bits[i][j] * after[j][k];
        }
      }
    }
  }

  /**
   * Attribution divided by its sum per column.
   *
   * @param attribution {@code [features][outputs]}
   * @return shares that add up to 1 per output; {@code NaN} for one that nothing reaches
   */
  public static double[][] shares(double[][] attribution) {
    double[] sums = new double[attribution[0].length];
    for (double[] row : attribution) {
      for (int k = 0; k < sums.length; k++) {
        sums[k] += row[k];
      }
    }
    double[][] shares = new double[attribution.length][sums.length];
    for (int i = 0; i < shares.length; i++) {
      for (int k = 0; k < sums.length; k++) {
        shares[i][k] = sums[k] == 0 ? Double.NaN : attribution[i][k] / sums[k];
      }
    }
    return shares;
  }

  /**
   * The strongest links of a matrix; of equal ones those that come first.
   *
   * @param matrix one of {@link #links()}
   * @param most how many at the most
   * @return descending, without those that carry nothing
   */
  public List<Link> strongest(LinkMatrix matrix, int most) {
    int[] from = layers.get(matrix.source()).units();
    int[] to = layers.get(matrix.target()).units();
    double least = leastOfStrongest(matrix, most);
    List<Link> all = new ArrayList<>();
    for (int i = 0; i < from.length; i++) {
      for (int j = 0; j < to.length; j++) {
        if (matrix.weight(i, j) > 0 && matrix.bits()[i][j] >= least) {
          all.add(new Link(matrix.source(), from[i], matrix.target(), to[j], matrix.bits()[i][j]));
        }
      }
    }
    all.sort(Comparator.comparingDouble(Link::bits).reversed());
    return List.copyOf(all.subList(0, Math.min(most, all.size())));
  }

  /** So that only few links are made and sorted: a snapshot has tens of thousands. */
  private static double leastOfStrongest(LinkMatrix matrix, int most) {
    int cells = matrix.bits().length * matrix.bits()[0].length;
    double[] strongest = new double[Math.min(most, cells)]; // ascending
    for (double[] row : matrix.bits()) {
      for (double bits : row) {
        if (most > 0 && bits > strongest[0]) {
          insert(strongest, bits);
        }
      }
    }
    return most == 0 ? 0 : strongest[0];
  }

  /** In place of the least. */
  private static void insert(double[] ascending, double value) {
    int at = 0;
    while (at + 1 < ascending.length && ascending[at + 1] < value) {
      ascending[at] = ascending[at + 1];
      at++;
    }
    ascending[at] = value;
  }

  /**
   * Strength of the units of a layer: the sum of the weights of all their links, in and out.
   *
   * @param layer its position
   * @return bits per measured unit
   */
  public double[] strength(int layer) {
    double[] strength = new double[layers.get(layer).units().length];
    for (LinkMatrix matrix : links) {
      for (int i = 0; i < matrix.bits().length; i++) {
        for (int j = 0; j < matrix.bits()[i].length; j++) {
          if (matrix.source() == layer) {
            strength[i] += matrix.weight(i, j);
          } else if (matrix.target() == layer) {
            strength[j] += matrix.weight(i, j);
          }
        }
      }
    }
    return strength;
  }

  /**
   * The same graph with all links that do not stand out from chance cut.
   *
   * @param rate share of false ones to put up with, above 0 and below 1
   * @return a copy
   * @throws IllegalStateException if no null was taken
   */
  public FlowGraph filtered(double rate) {
    return new FlowGraph(layers, links.stream().map(m -> m.filtered(rate)).toList());
  }

  /**
   * Position of a layer.
   *
   * @param name of the layer
   * @return from 0
   * @throws IllegalArgumentException if there is none of this name
   */
  public int position(String name) {
    List<String> names = layers.stream().map(Nodes::name).toList();
    Require.that(names.contains(name), "layer (%s) must be one of %s", name, names);
    return names.indexOf(name);
  }

  @Override
  public String toString() {
    return "FlowGraph" + Arrays.toString(layers.stream().map(Nodes::name).toArray());
  }
}
