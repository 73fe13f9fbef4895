// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.monitor;

/** Why a sample is never examined. */
public enum SkipReason {
  /** The analysis was still busy with an earlier one. */
  BUSY("busy", "while the analysis was busy"),

  /** The analysis was resting, to stay within its budget. */
  BUDGET("budget", "to keep to the budget"),

  /** A model other than the one that is monitored called back. */
  OTHER_MODEL("other-model", "of another model"),

  /** The network could not be attached, or the analysis has died. */
  OFF("off", "as the analysis is off"),

  /** The run was closed before the analysis came to it. */
  CLOSED("closed", "at the close");

  private final String label;
  private final String words;

  SkipReason(String label, String words) {
    this.label = label;
    this.words = words;
  }

  /**
   * The value of the label {@code reason} of the counter.
   *
   * @return in lower case
   */
  public String label() {
    return label;
  }

  /** How a person reads of samples that a counter has under this label. */
  static String words(String label) {
    for (SkipReason reason : values()) {
      if (reason.label.equals(label)) {
        return reason.words;
      }
    }
    return label;
  }
}
