// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.spark;

import dev.infoscope.estimate.Estimate;
import dev.infoscope.estimate.Flag;
import dev.infoscope.measure.plane.PlanePoint;
import java.io.Serializable;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/** What {@code information} finds of a layer, as a bean. */
public final class InformationOfLayer implements Serializable {
  private static final long serialVersionUID = 1;

  private double input = Double.NaN;
  private double label = Double.NaN;
  private double labelNull = Double.NaN;
  private double coverage = Double.NaN;
  private long samples;
  private String flags = "";

  /** Without values, for Spark. */
  public InformationOfLayer() {}

  static InformationOfLayer of(PlanePoint point) {
    InformationOfLayer found = new InformationOfLayer();
    Estimate about = point.label();
    found.input = point.input().value();
    found.label = about.value();
    found.labelNull =
        about.uncertainty().shuffled() == null ? Double.NaN : about.uncertainty().shuffled().mean();
    found.coverage = about.uncertainty().coverage();
    found.samples = about.uncertainty().samples();
    Set<Flag> flags = EnumSet.noneOf(Flag.class);
    flags.addAll(about.flags());
    if (!point.audit().isEmpty()) {
      flags.add(Flag.BEYOND_AUDIT);
    }
    found.flags = flags.stream().map(Flag::label).sorted().collect(Collectors.joining(","));
    return found;
  }

  /**
   * I(X;T), the entropy of the patterns.
   *
   * @return bits; NaN where there were too many patterns to count
   */
  public double getInput() {
    return input;
  }

  /**
   * Takes I(X;T).
   *
   * @param input bits
   */
  public void setInput(double input) {
    this.input = input;
  }

  /**
   * I(T;Y).
   *
   * @return bits; NaN as of the input
   */
  public double getLabel() {
    return label;
  }

  /**
   * Takes I(T;Y).
   *
   * @param label bits
   */
  public void setLabel(double label) {
    this.label = label;
  }

  /**
   * What shuffled labels read on the average.
   *
   * @return bits
   */
  public double getLabelNull() {
    return labelNull;
  }

  /**
   * Takes what shuffled labels read.
   *
   * @param labelNull bits
   */
  public void setLabelNull(double labelNull) {
    this.labelNull = labelNull;
  }

  /**
   * Good-Turing coverage of the patterns.
   *
   * @return from 0 to 1
   */
  public double getCoverage() {
    return coverage;
  }

  /**
   * Takes the coverage.
   *
   * @param coverage from 0 to 1
   */
  public void setCoverage(double coverage) {
    this.coverage = coverage;
  }

  /**
   * Number of rows.
   *
   * @return at least 0
   */
  public long getSamples() {
    return samples;
  }

  /**
   * Takes the number of rows.
   *
   * @param samples at least 0
   */
  public void setSamples(long samples) {
    this.samples = samples;
  }

  /**
   * Why not to take I(T;Y) at face value.
   *
   * @return labels of flags with commas; empty for none
   */
  public String getFlags() {
    return flags;
  }

  /**
   * Takes the flags.
   *
   * @param flags with commas
   */
  public void setFlags(String flags) {
    this.flags = flags;
  }
}
