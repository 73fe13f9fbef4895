// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.gradient;

import dev.infoscope.dl4j.autodiff.GradientGraph;
import dev.infoscope.dl4j.probe.Blocks;
import dev.infoscope.dl4j.probe.ClassLabels;
import dev.infoscope.dl4j.probe.ClassRule;
import dev.infoscope.dl4j.read.Predictions;
import dev.infoscope.network.ConductanceTarget;
import dev.infoscope.network.ConductanceTarget.Kind;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The logit F of a class: of a single unit that says one of two classes plus or minus what goes
 * into it, of one that says a value what goes into it, of several outputs the sum, the class being
 * their combination as in {@link ClassLabels}.
 */
final class Logit {
  private final Predictions rules;
  private final double[] cuts; // of single units, before their activation; NaN for a value
  private final int[] units;

  private Logit(Predictions rules, double[] cuts, int[] units) {
    this.rules = rules;
    this.cuts = cuts;
    this.units = units;
  }

  static Logit of(GradientGraph graph, List<INDArray> logits, Predictions rules) {
    double[] cuts = new double[logits.size()];
    int[] units = new int[logits.size()];
    for (int i = 0; i < units.length; i++) {
      units[i] = (int) logits.get(i).size(1);
      ClassRule rule = rules.rule(i, units[i]);
      cuts[i] = rule == null ? Double.NaN : graph.beforeActivation(i, rule.cut());
    }
    return new Logit(rules, cuts, units);
  }

  /** Of several units that say no class none is the predicted one. */
  void requireClasses(ConductanceTarget target) {
    for (int i = 0; i < units.length && target.kind() == Kind.PREDICTED; i++) {
      String refusal = units[i] > 1 ? rules.refusalOf(i, units[i]) : null;
      if (refusal != null) {
        throw new RefusedPlan(refusal);
      }
    }
  }

  /** Whether there is one unit, and it says a value. */
  boolean isValue() {
    return units.length == 1 && units[0] == 1 && Double.isNaN(cuts[0]);
  }

  /** Number of classes. */
  int classes() {
    int classes = 1;
    for (int width : units) {
      classes *= Math.max(2, width);
    }
    return classes;
  }

  /** The class with the largest logit, per row. */
  int[] predicted(List<INDArray> logits) {
    int[] classes = new int[(int) logits.get(0).size(0)];
    for (int i = 0; i < units.length; i++) {
      double[] z = Blocks.doubles(logits.get(i));
      for (int row = 0; row < classes.length; row++) {
        int digit = units[i] == 1 ? z[row] > cuts[i] ? 1 : 0 : largest(z, row * units[i], units[i]);
        classes[row] = classes[row] * Math.max(2, units[i]) + digit;
      }
    }
    return classes;
  }

  private static int largest(double[] values, int from, int count) {
    int largest = 0;
    for (int i = 1; i < count; i++) {
      if (values[from + i] > values[from + largest]) {
        largest = i;
      }
    }
    return largest;
  }

  /** F per row. */
  double[] values(List<INDArray> logits, int... classes) {
    double[] values = new double[classes.length];
    for (int i = 0; i < units.length; i++) {
      double[] z = Blocks.doubles(logits.get(i));
      for (int row = 0; row < classes.length; row++) {
        int digit = digit(classes[row], i);
        values[row] += sign(digit, i) * z[row * units[i] + (units[i] == 1 ? 0 : digit)];
      }
    }
    return values;
  }

  /** Gradient of F with respect to the logits, one array per output. */
  List<INDArray> gradient(DataType type, int... classes) {
    List<INDArray> gradients = new ArrayList<>();
    for (int i = 0; i < units.length; i++) {
      double[] gradient = new double[classes.length * units[i]];
      for (int row = 0; row < classes.length; row++) {
        int digit = digit(classes[row], i);
        gradient[row * units[i] + (units[i] == 1 ? 0 : digit)] = sign(digit, i);
      }
      gradients.add(array(gradient, type, classes.length, units[i]));
    }
    return gradients;
  }

  private static INDArray array(double[] values, DataType type, long... shape) {
    try (INDArray exact = Nd4j.createFromArray(values)) {
      return Nd4j.createUninitialized(type, shape, 'c').assign(exact.reshape(shape));
    }
  }

  private int sign(int digit, int output) {
    return units[output] == 1 && !Double.isNaN(cuts[output]) && digit == 0 ? -1 : 1;
  }

  private int digit(int combination, int output) {
    int rest = combination;
    for (int i = units.length - 1; i > output; i--) {
      rest /= Math.max(2, units[i]);
    }
    return rest % Math.max(2, units[output]);
  }
}
