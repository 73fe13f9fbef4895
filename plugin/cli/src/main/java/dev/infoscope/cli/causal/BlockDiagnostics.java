// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.causal;

import dev.infoscope.measure.causal.BlockPoint;
import java.util.LinkedHashMap;
import java.util.Map;

/** What to know beside the readings of a block, as it is printed in JSON. */
final class BlockDiagnostics {
  private BlockDiagnostics() {}

  static Map<String, Object> of(CausalOptions options, BlockResult result) {
    BlockPoint point = result.point();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("layers", result.files().size());
    json.put("inputs", point.inputs());
    json.put("outputs", point.outputs());
    json.put("samples", point.parts().uncertainty().samples());
    if (options.perEdge()) {
      Map<String, Object> pairs = new LinkedHashMap<>();
      pairs.put("parts", CausalDiagnostics.rows(point.edges(), point.outputs()));
      pairs.put("chance", CausalDiagnostics.rows(point.chances(), point.outputs()));
      json.put("per_edge", pairs);
    }
    return json;
  }
}
