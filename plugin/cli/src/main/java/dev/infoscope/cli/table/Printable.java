// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.table;

/** Text from a file, fit for a message of one line. */
final class Printable {
  private static final int MOST = 40;

  private Printable() {}

  /** At most {@value #MOST} characters in quotes, none of them a control character. */
  static String shortened(String text) {
    String clean = text.replaceAll("\\p{C}", "?");
    return clean.length() > MOST ? "'" + clean.substring(0, MOST) + "...'" : "'" + clean + "'";
  }
}
