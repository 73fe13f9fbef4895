// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.audit;

/** Something whose information is known. */
interface AuditTask {
  /** What it is one of. */
  String family();

  /** Unique among all tasks. */
  String name();

  /** Units of x, or of the layer. */
  int units();

  /** Units of y, or classes. */
  int others();

  /** The true information, bits. */
  double truth();

  /** Independent draws; equal seeds give equal ones. */
  AuditSample draw(int rows, long seed);
}
