// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.discrete;

import java.util.Arrays;

/** Bins in a serial form: a number that says how they are given, then what gives them. */
public final class SerialBins {
  private static final int SHARED_EDGES = 0;
  private static final int EQUAL_WIDTH = 1;
  private static final int LOG_SPACED = 2;
  private static final int EDGES_OF_UNITS = 3;

  private SerialBins() {}

  /**
   * Writes bins.
   *
   * @param bins of a layer
   * @param out where to
   */
  public static void write(Bins bins, SerialWriter out) {
    if (bins.grid() instanceof EqualWidth width) {
      out.number(EQUAL_WIDTH).real(width.low()).real(width.high()).count(width.bins());
    } else if (bins.grid() instanceof LogSpaced spaced) {
      out.number(LOG_SPACED).count(spaced.mantissaBits());
    } else if (bins.units() == 0) {
      out.number(SHARED_EDGES);
      edges(bins, 0, out);
    } else {
      out.number(EDGES_OF_UNITS).count(bins.bins()).count(bins.units());
      for (int unit = 0; unit < bins.units(); unit++) {
        edges(bins, unit, out);
      }
    }
  }

  private static void edges(Bins bins, int unit, SerialWriter out) {
    double[] edges = bins.edges(unit);
    out.count(edges.length);
    for (double edge : edges) {
      out.real(edge);
    }
  }

  /**
   * Reads bins.
   *
   * @param in where from
   * @return bins equal to those written
   * @throws SerialFormException if there are none
   */
  public static Bins read(SerialReader in) {
    int form = in.size("form of bins", SHARED_EDGES, EDGES_OF_UNITS);
    return switch (form) {
      case SHARED_EDGES -> Bins.at(edges(in, in.length("edges", Double.BYTES)));
      case EQUAL_WIDTH -> equalWidth(in);
      case LOG_SPACED -> Bins.logSpaced(in.size("mantissa bits", 0, 10));
      default -> ofUnits(in);
    };
  }

  private static Bins equalWidth(SerialReader in) {
    double low = in.plainReal();
    double high = in.plainReal();
    return Bins.equalWidth(low, high, in.size("bins", 1, Integer.MAX_VALUE));
  }

  /** Room for the edges of all units is made at once, so that there may not be too many. */
  private static Bins ofUnits(SerialReader in) {
    int bins = in.size("bins", 1, SerialReader.MOST);
    int units = in.size("units", 1, SerialReader.MOST);
    in.requireLeft("units", units, 1);
    in.require(
        (long) (bins - 1) * units <= SerialReader.MOST * 4L,
        "%d bins of %d units are too many",
        bins,
        units);
    double[][] edges = new double[units][];
    for (int unit = 0; unit < units; unit++) {
      edges[unit] = edges(in, in.size("edges", 0, bins - 1));
    }
    return Bins.perUnit(edges, bins);
  }

  private static double[] edges(SerialReader in, int count) {
    in.requireLeft("edges", count, Double.BYTES);
    double[] edges = new double[count];
    Arrays.setAll(edges, i -> in.plainReal());
    return edges;
  }
}
