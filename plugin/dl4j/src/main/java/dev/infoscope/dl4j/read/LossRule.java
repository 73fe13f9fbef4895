// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.read;

import dev.infoscope.dl4j.probe.ClassRule;
import dev.infoscope.dl4j.probe.TargetCode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.lossfunctions.ILossFunction;

/**
 * The class that an output says, by the loss it is trained by and the activation that makes its
 * values:
 *
 * <ul>
 *   <li>one class of several (MCXENT, negative log likelihood, KL divergence), and any loss of a
 *       softmax: the largest unit; of one unit between 0 and 1 whether it is above 0.5;
 *   <li>cross entropy of one unit (XENT), F measure: above 0.5;
 *   <li>hinge, squared hinge, whose targets are -1 and 1: above 0; of several units the largest;
 *   <li>a squared or absolute error predicts a value. Where the activation has bounds and the
 *       targets of the probe are classes all the same, they tell: 0 and 1 are cut at 0.5, -1 and 1
 *       at 0, of one-hot columns the largest counts;
 *   <li>cross entropy of several units that are no softmax, MULTILABEL: labels of their own, of
 *       which one example may have several; no class.
 * </ul>
 *
 * @param rule null where there is none
 * @param reason why there is none; empty where there is one
 */
record LossRule(@Nullable ClassRule rule, String reason) {
  private enum Family {
    ONE_CLASS,
    YES_OR_NO,
    MARGIN,
    VALUE,
    LABELS,
    NONE
  }

  private static final String LIBRARY = "org.nd4j.linalg.lossfunctions.impl.";

  private static final Map<String, Family> FAMILIES =
      Map.ofEntries(
          Map.entry("LossMCXENT", Family.ONE_CLASS),
          Map.entry("LossNegativeLogLikelihood", Family.ONE_CLASS),
          Map.entry("LossSparseMCXENT", Family.ONE_CLASS),
          Map.entry("LossKLD", Family.ONE_CLASS),
          Map.entry("LossBinaryXENT", Family.YES_OR_NO),
          Map.entry("LossFMeasure", Family.YES_OR_NO),
          Map.entry("LossHinge", Family.MARGIN),
          Map.entry("LossSquaredHinge", Family.MARGIN),
          Map.entry("LossMSE", Family.VALUE),
          Map.entry("LossL2", Family.VALUE),
          Map.entry("LossMAE", Family.VALUE),
          Map.entry("LossL1", Family.VALUE),
          Map.entry("LossMAPE", Family.VALUE),
          Map.entry("LossMSLE", Family.VALUE),
          Map.entry("LossPoisson", Family.VALUE),
          Map.entry("LossCosineProximity", Family.VALUE),
          Map.entry("LossMultiLabel", Family.LABELS));

  private static final List<String> UNIT = List.of("ActivationSigmoid", "ActivationHardSigmoid");
  private static final List<String> SIGNED =
      List.of(
          "ActivationTanH",
          "ActivationHardTanH",
          "ActivationSoftSign",
          "ActivationRationalTanh",
          "ActivationRectifiedTanh");

  /** Whether an output is trained to predict values, by a squared or absolute error. */
  static boolean isOfValues(TrainedOutput output) {
    ILossFunction loss = output.loss();
    return loss != null
        && loss.getClass().getName().startsWith(LIBRARY)
        && FAMILIES.get(loss.getClass().getSimpleName()) == Family.VALUE;
  }

  static LossRule of(TrainedOutput output, int units, TargetCode code) {
    String function = name(output.activation());
    if (output.hasNoClasses()) {
      return none("%s says no class of an example", output.kind());
    }
    if (function.equals("ActivationSoftmax")) {
      return units > 1 ? largest() : none("a softmax of one unit is always 1");
    }
    ILossFunction loss = output.loss();
    if (loss == null) {
      return units == 1 && UNIT.contains(function)
          ? above(0.5)
          : none("it has no loss that says whether %s is a class or a value", words(function));
    }
    return of(loss, function, units, code);
  }

  private static LossRule of(ILossFunction loss, String function, int units, TargetCode code) {
    String name = loss.getClass().getName();
    Family known = FAMILIES.get(loss.getClass().getSimpleName());
    Family family = known == null || !name.startsWith(LIBRARY) ? Family.NONE : known;
    String what = name.startsWith(LIBRARY) ? loss.getClass().getSimpleName() : name;
    boolean one = units == 1;
    return switch (family) {
      case ONE_CLASS -> {
        if (one && !UNIT.contains(function)) {
          yield none("%s of one unit of %s tells no classes apart", what, words(function));
        }
        yield one ? above(0.5) : largest();
      }
      case YES_OR_NO -> {
        boolean labels = !one && what.equals("LossBinaryXENT");
        yield labels ? labels(what, units) : one ? above(0.5) : largest();
      }
      case MARGIN -> {
        if (one && UNIT.contains(function)) {
          yield none("%s asks for values on both sides of 0, %s has none", what, words(function));
        }
        yield one ? above(0) : largest();
      }
      case LABELS -> labels(what, units);
      case VALUE -> value(what, function, one, code);
      case NONE -> none("loss %s is none whose classes are known", what);
    };
  }

  private static LossRule value(String loss, String function, boolean one, TargetCode code) {
    boolean signed = SIGNED.contains(function);
    if (UNIT.contains(function) || signed) {
      if (one && code == TargetCode.ZERO_ONE) {
        return above(0.5);
      }
      if (one && signed && code == TargetCode.PLUS_MINUS) {
        return above(0);
      }
      if (!one && code == TargetCode.ONE_HOT) {
        return largest();
      }
    }
    return none("%s with %s predicts a value, no class", loss, words(function));
  }

  private static LossRule labels(String loss, int units) {
    return none(
        "%s of %d units gives each a label of its own, of which an example may have several",
        loss, units);
  }

  private static LossRule largest() {
    return new LossRule(ClassRule.largest(), "");
  }

  private static LossRule above(double cut) {
    return new LossRule(ClassRule.above(cut), "");
  }

  private static LossRule none(String reason, Object... values) {
    return new LossRule(null, String.format(Locale.ROOT, reason, values));
  }

  private static String name(@Nullable IActivation function) {
    return function == null ? "" : function.getClass().getSimpleName();
  }

  private static String words(String function) {
    return function.isEmpty() ? "an unknown activation" : function.replaceFirst("^Activation", "");
  }
}
