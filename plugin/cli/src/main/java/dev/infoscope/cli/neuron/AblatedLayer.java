// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.neuron;

import dev.infoscope.measure.Matrix;
import dev.infoscope.measure.Reading;
import dev.infoscope.measure.neuron.ablation.AblationFinding;
import dev.infoscope.measure.neuron.ablation.AblationOrder;
import dev.infoscope.measure.neuron.ablation.AblationReadings;
import dev.infoscope.measure.neuron.ablation.AblationStudy;
import dev.infoscope.network.Layer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What ablating one layer showed.
 *
 * @param layer which one
 * @param study its curves
 * @param examples on which the accuracy was taken
 */
public record AblatedLayer(Layer layer, AblationStudy study, int examples) {
  /**
   * Layers of one run, whose hypotheses allow for the number of curves of all of them.
   *
   * @param run the layers
   * @return the same layers in their order
   */
  public static List<AblatedLayer> together(List<AblatedLayer> run) {
    List<AblationStudy> studies =
        AblationStudy.together(run.stream().map(AblatedLayer::study).toList());
    List<AblatedLayer> judged = new ArrayList<>();
    for (int i = 0; i < run.size(); i++) {
      AblatedLayer layer = run.get(i);
      judged.add(new AblatedLayer(layer.layer(), studies.get(i), layer.examples()));
    }
    return judged;
  }

  /**
   * Areas, distances and damage.
   *
   * @return as in the metric reference
   */
  public List<Reading> readings() {
    return new AblationReadings(layer, study, examples).readings();
  }

  /**
   * Curves by order and number of removed units.
   *
   * @return the last two rows are mean and deviation of random orders
   */
  public Matrix curves() {
    return new AblationReadings(layer, study, examples).curves();
  }

  /**
   * Curves and hypotheses for JSON.
   *
   * @return maps and arrays
   */
  public Map<String, Object> diagnostics() {
    Map<String, Object> hypotheses = new LinkedHashMap<>();
    Map<String, Object> chances = new LinkedHashMap<>();
    for (AblationFinding finding : study.findings()) {
      hypotheses.put(name(finding), finding.hypothesis());
      chances.put(name(finding), finding.pValue());
    }
    Matrix matrix = curves();
    Map<String, Object> curves = new LinkedHashMap<>();
    int columns = matrix.columns().size();
    for (int row = 0; row < matrix.rows().size(); row++) {
      curves.put(
          matrix.rows().get(row),
          Arrays.copyOfRange(matrix.values(), row * columns, (row + 1) * columns));
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("examples", examples);
    json.put("randomOrders", study.random().orders());
    json.put("removed", matrix.columns().stream().map(Integer::valueOf).toList());
    json.put("curves", curves);
    json.put("pValues", chances);
    json.put("hypotheses", hypotheses);
    return json;
  }

  static String name(AblationFinding finding) {
    AblationOrder order = finding.curve().order();
    return order.quantity() + ", " + order.direction().words();
  }
}
