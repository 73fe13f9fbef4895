// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.page;

import dev.infoscope.report.MatrixEntry;

/** What one matrix on the page stands for. */
record MatrixKind(
    String metric, String unit, String layer, int layerIndex, String rowsAre, String columnsAre) {
  static MatrixKind of(MatrixEntry matrix) {
    return new MatrixKind(
        matrix.metric(),
        matrix.unit(),
        matrix.layer(),
        matrix.layerIndex(),
        matrix.rowsAre(),
        matrix.columnsAre());
  }
}
