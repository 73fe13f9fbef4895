// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.spark;

/** A row that cannot be measured; the message says which and why. */
final class RefusedRow extends RuntimeException {
  private static final long serialVersionUID = 1;

  RefusedRow(String message) {
    super(message);
  }
}
