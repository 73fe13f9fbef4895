// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.drift;

import dev.infoscope.numeric.Require;

/**
 * When a reading counts as drifted. Everything is counted in snapshots of the network, which are
 * epochs unless it is examined less or more often.
 *
 * @param warmUp first snapshots that are left out altogether: the network finds its feet
 * @param least snapshots a window must hold before anything is judged, at least 4
 * @param window snapshots a window holds at the most, at least {@code least}; level and noise are
 *     taken from up to five windows
 * @param band z-score beyond which a reading lies outside its band, above 0
 * @param compression share of its highest I(X;T) that a layer must lose, above 0 and below 1, for
 *     compression to have set in
 * @param collapse share of its highest I(T;Y) that a layer must lose, above 0 and below 1, to have
 *     collapsed
 */
public record DriftSettings(
    int warmUp, int least, int window, double band, double compression, double collapse) {
  /**
   * Checks the rules.
   *
   * @throws IllegalArgumentException naming value and rule
   */
  public DriftSettings {
    Require.atLeast("warmUp", warmUp, 0);
    Require.atLeast("least", least, 4);
    Require.that(window >= least, "window (%d) must be at least least (%d)", window, least);
    Require.positive("band", band);
    share("compression", compression);
    share("collapse", collapse);
  }

  private static void share(String name, double value) {
    Require.that(value > 0 && value < 1, "%s (%s) must be above 0 and below 1", name, value);
  }

  /**
   * Three snapshots to warm up, windows of 8 to 20 snapshots, a band of 3.75 standard deviations;
   * compression from a loss of 5 % on, collapse from 20 % on. The band gives about one false alarm
   * in a thousand snapshots, whatever the correlation of the noise (up to 0.9).
   *
   * @return the defaults
   */
  public static DriftSettings defaults() {
    return new DriftSettings(3, 8, 20, 3.75, 0.05, 0.2);
  }

  /**
   * Another number of first snapshots that are left out.
   *
   * @param snapshots at least 0
   * @return a copy
   */
  public DriftSettings withWarmUp(int snapshots) {
    return new DriftSettings(snapshots, least, window, band, compression, collapse);
  }

  /**
   * Another window.
   *
   * @param least snapshots before anything is judged, at least 4
   * @param most snapshots at the most, at least {@code least}
   * @return a copy
   */
  public DriftSettings withWindow(int least, int most) {
    return new DriftSettings(warmUp, least, most, band, compression, collapse);
  }

  /**
   * Another band.
   *
   * @param deviations standard deviations, above 0
   * @return a copy
   */
  public DriftSettings withBand(double deviations) {
    return new DriftSettings(warmUp, least, window, deviations, compression, collapse);
  }

  /**
   * Another share of I(X;T) for compression.
   *
   * @param share above 0 and below 1
   * @return a copy
   */
  public DriftSettings withCompression(double share) {
    return new DriftSettings(warmUp, least, window, band, share, collapse);
  }

  /**
   * Another share of I(T;Y) for collapse.
   *
   * @param share above 0 and below 1
   * @return a copy
   */
  public DriftSettings withCollapse(double share) {
    return new DriftSettings(warmUp, least, window, band, compression, share);
  }
}
