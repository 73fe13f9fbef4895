// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.monitor;

/** Why a sample is never examined. */
public enum SkipReason {
  /** The analysis was still busy with an earlier one. */
  BUSY("busy"),

  /** The analysis was resting, to stay within its budget. */
  BUDGET("budget"),

  /** A model other than the one that is monitored called back. */
  OTHER_MODEL("other-model"),

  /** The network could not be attached, or the analysis has died. */
  OFF("off"),

  /** The run was closed before the analysis came to it. */
  CLOSED("closed");

  private final String label;

  SkipReason(String label) {
    this.label = label;
  }

  /**
   * The value of the label {@code reason} of the counter.
   *
   * @return in lower case
   */
  public String label() {
    return label;
  }
}
