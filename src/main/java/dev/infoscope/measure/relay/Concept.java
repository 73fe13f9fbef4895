// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.relay;

import dev.infoscope.discrete.Fingerprint;
import dev.infoscope.numeric.Bits;
import dev.infoscope.numeric.Cancellation;
import dev.infoscope.numeric.Require;
import java.util.BitSet;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * What is to be relayed: one class against the rest, or all classes at once, with the hidden
 * patterns it is relayed through (Hintze and Adami 2023, doi 10.3390/e25030401, arXiv 2301.00911).
 *
 * <p>The relay information of a set {@code Y_R} of neurons, {@code Y_0} being all others, is the
 * information shared by input, output and the set, given the others:
 *
 * <pre>{@code
 * I_R(Y_R) = H(X_in; X_out; Y_R | Y_0) = I(X_in; X_out | Y_0) - I(X_in; X_out | Y)
 * }</pre>
 *
 * <p>that is, the dependence of output on input that is still unexplained when only the complement
 * is known. Plug-in, in bits. {@code I_R} of the empty set is 0; it is not monotone in the set, and
 * negative where input and output come to depend on each other only through the neurons. Without
 * examples everything is {@code NaN}. Immutable.
 */
public final class Concept {
  /** Sets whose informations are closer together than this are tied, bits. */
  public static final double TIE = 1e-9;

  private final RelayTable table;
  private final double[] logs;
  private final Supplier<PatternPairs> pairs;
  private final double whole; // N I(X_in; X_out)
  private final long wholeExcess; // of the one cell of all examples
  private final double unexplained; // N I(X_in; X_out | Y)
  private final long excess; // of the cells of Y

  Concept(RelayTable table, double[] logs, Supplier<PatternPairs> pairs) {
    this.table = table;
    this.logs = logs;
    this.pairs = pairs;
    Cells all = cells();
    whole = all.information();
    wholeExcess = all.excess();
    CellCounts tally = new CellCounts(table, logs);
    double sum = 0;
    long over = 0;
    for (int pattern = 0; pattern < table.patterns(); pattern++) {
      Cancellation.check();
      if (table.firstEntry(pattern + 1) - table.firstEntry(pattern) > 1) { // of one entry: 0
        tally.add(pattern);
        sum += tally.phi();
        over += tally.excess();
        tally.clear();
      }
    }
    unexplained = sum;
    excess = over;
  }

  /**
   * The counts.
   *
   * @return of one class against the rest two classes and predictions
   */
  public RelayTable table() {
    return table;
  }

  /**
   * Number of neurons.
   *
   * @return at least 1
   */
  public int units() {
    return table.units();
  }

  /**
   * Information of the prediction about the class.
   *
   * @return I(X_in; X_out) in bits, the most that can be relayed; {@code NaN} without examples
   */
  public double information() {
    return whole / table.samples();
  }

  /**
   * Whether there is a link to relay: twice N I(X_in; X_out) in nats is above the mean of the law
   * of chi-squared by more than two standard deviations.
   *
   * @return false also without examples
   */
  public boolean isLinked() {
    Symbols seen = table.symbols();
    double freedom = (seen.inputs() - 1.0) * (seen.outputs() - 1.0);
    return 2 * whole / Bits.PER_NAT > freedom + 2 * Math.sqrt(2 * freedom);
  }

  /**
   * What the neurons' levels do not account for.
   *
   * @return I(X_in; X_out | Y) in bits; 0 where the prediction is a function of the levels
   */
  public double unexplained() {
    return unexplained / table.samples();
  }

  /**
   * Relay information of all neurons.
   *
   * @return I_R(Y) in bits
   */
  public double relay() {
    return (whole - unexplained) / table.samples();
  }

  /**
   * Relay information of a set.
   *
   * @param set units, each once; may be empty
   * @return I_R in bits
   * @throws IllegalArgumentException if a unit is out of range or comes twice
   */
  public double relay(int... set) {
    boolean[] inside = members(set);
    if (set.length == 0) {
      return table.samples() == 0 ? Double.NaN : 0;
    }
    Cells cells = cells();
    for (int unit = 0; unit < inside.length; unit++) {
      if (!inside[unit]) {
        cells.refine(unit);
      }
    }
    return value(cells);
  }

  private boolean[] members(int[] set) {
    boolean[] inside = new boolean[units()];
    for (int unit : set) {
      Require.that(
          unit >= 0 && unit < inside.length,
          "unit (%d) must be from 0 to %d",
          unit,
          inside.length - 1);
      Require.that(!inside[unit], "unit %d comes twice", unit);
      inside[unit] = true;
    }
    return inside;
  }

  /**
   * What each neuron alone accounts for: {@code E_j = I_R(Y) - I_R(Y \ j) = I(X_in; X_out) -
   * I(X_in; X_out | y_j)}. 1 for each of two duplicates of a bit, 0 for each share of an encrypted
   * one: it does not measure indispensability.
   *
   * @return E in bits, {@code [units]}
   */
  public double[] essentiality() {
    Cells cells = cells();
    double[] scores = new double[units()];
    cells.scores(everyUnit(), scores.length, scores);
    for (int unit = 0; unit < scores.length; unit++) {
      scores[unit] = (whole - scores[unit]) / table.samples();
    }
    return scores;
  }

  /**
   * What only one neuron carries: {@code U_j = I_R({j}) = I(X_in; X_out | Y \ j) - I(X_in; X_out |
   * Y)}. 0 for duplicates, 1 for each share of an encrypted bit.
   *
   * @return U in bits, {@code [units]}
   */
  public double[] unique() {
    double[] unique = new double[units()];
    CellCounts tally = new CellCounts(table, logs);
    for (int unit = 0; unit < unique.length; unit++) {
      Cancellation.check();
      unique[unit] = table.isOneWordOfBits() ? joined(unit, tally) / table.samples() : relay(unit);
    }
    return unique;
  }

  /** What joining the patterns that differ in one neuron alone leaves unexplained besides. */
  private double joined(int unit, CellCounts tally) {
    int[] own = pairs.get().of(unit);
    double sum = 0;
    for (int i = 0; i < own.length; i += 2) {
      double one = phi(own[i], tally);
      double other = phi(own[i + 1], tally);
      tally.add(own[i]);
      tally.add(own[i + 1]);
      sum += tally.phi() - one - other;
      tally.clear();
    }
    return sum;
  }

  private static double phi(int pattern, CellCounts tally) {
    tally.add(pattern);
    double phi = tally.phi();
    tally.clear();
    return phi;
  }

  /**
   * Shrinking subset aggregation: starting with all neurons, takes out one after the other, always
   * the one whose loss leaves most relay information, so that the sets that survive are the strong
   * relays. Of neurons tied within {@link #TIE} the lowest goes. O(units squared x patterns) at
   * worst; cells that can change no more are left out.
   *
   * @return the path from all neurons to none
   */
  public RelayPath path() {
    return path(new RelayMemory());
  }

  /** The same in memory that is used again. */
  RelayPath path(RelayMemory memory) {
    return new PathSearch(this, memory).greedy();
  }

  /**
   * The values along a given order, such as one found on other examples: values along an order
   * found on the same ones are too good.
   *
   * @param order all units, in order of removal
   * @return the path; no ties are looked for
   * @throws IllegalArgumentException if the order does not have every unit once
   */
  public RelayPath walk(int... order) {
    return walk(new RelayMemory(), order);
  }

  /** The same in memory that is used again. */
  RelayPath walk(RelayMemory memory, int... order) {
    members(order);
    Require.that(
        order.length == units(), "order of %d must have all %d units", order.length, units());
    return new PathSearch(this, memory).along(order);
  }

  /** I_R of what is not known yet; exactly 0 when knowing it changes nothing. */
  double value(Cells cells) {
    double samples = table.samples();
    return cells.isSettled() && samples > 0 ? 0 : (cells.information() - unexplained) / samples;
  }

  /**
   * What the bias correction of Miller and Madow, taken cell by cell, adds to {@link #relay()}.
   *
   * @return bits, not added
   */
  public double correction() {
    return correction(wholeExcess);
  }

  double correction(Cells cells) {
    return correction(cells.excess());
  }

  private double correction(long all) {
    return -(all - excess) / (2.0 * table.samples()) * Bits.PER_NAT;
  }

  /**
   * How well the known patterns were sampled when some neurons are looked at.
   *
   * @param set units, each once, at least one
   * @return how often each of their patterns occurs; its coverage is {@code 1 - f_1 / N}
   */
  public Fingerprint patterns(int... set) {
    members(set);
    return table.select(set).fingerprint();
  }

  /**
   * One standard deviation of {@link #relay()} by sampling, to first order: of the mean over
   * examples of {@code log p(io) / (p(i) p(o)) - log p(io|y) / (p(i|y) p(o|y))}. Knows nothing of
   * bias.
   *
   * @return bits; {@code NaN} for fewer than two examples
   */
  public double standardError() {
    return SamplingError.of(table);
  }

  /**
   * Relay information of every set there is.
   *
   * @param threads how many to use, at least 1; changes nothing but the time
   * @return a table of {@code 2^units} sets
   * @throws IllegalArgumentException if there are more than {@link SubsetTable#MOST_UNITS} neurons,
   *     more than two levels, more than one class against the rest or more than 65535 examples
   */
  public SubsetTable subsets(int threads) {
    return SubsetTable.of(table, logs, unexplained, essentiality(), threads);
  }

  /**
   * Shrinking subset aggregation that keeps all sets tied at a step and goes on from each.
   *
   * @param widest most sets kept at one step, at least 1; when there are more, those found first
   *     are kept and the step is marked
   * @return the sets of every size
   */
  public TieBeam beam(int widest) {
    return TieBeam.of(this, widest);
  }

  /** I_R of what is left when the given neurons and one candidate have left. */
  double[] relayWithout(BitSet left, int[] candidates) {
    Cells cells = cells();
    left.stream().forEach(cells::refine);
    double[] scores = new double[candidates.length];
    cells.scores(candidates, candidates.length, scores);
    for (int i = 0; i < scores.length; i++) {
      scores[i] = (scores[i] - unexplained) / table.samples();
    }
    return scores;
  }

  Cells cells() {
    return cells(new RelayMemory());
  }

  Cells cells(RelayMemory memory) {
    return Cells.of(table, logs, memory);
  }

  int[] everyUnit() {
    return IntStream.range(0, units()).toArray();
  }
}
