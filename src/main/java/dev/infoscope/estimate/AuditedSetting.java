// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate;

/**
 * An estimator and its setting, as the {@link AuditedErrors audit} tells them apart.
 *
 * @param estimator with the kind of its setting, as in {@code binned data-range}
 * @param amount the number that goes with it, of bins or of noise; {@code NaN} where there is none
 * @param words how a reading was taken, for people, as in {@code binned data-range:30}
 */
public record AuditedSetting(String estimator, double amount, String words) {
  /**
   * From a name as the audit has it.
   *
   * @param name of an estimator; what follows the last colon, if there is one, is the amount
   * @return the setting, with the name as its words
   * @throws NumberFormatException if something else than a number follows the colon
   */
  public static AuditedSetting of(String name) {
    int colon = name.lastIndexOf(':');
    return colon < 0
        ? new AuditedSetting(name, Double.NaN, name)
        : new AuditedSetting(
            name.substring(0, colon), Double.parseDouble(name.substring(colon + 1)), name);
  }
}
