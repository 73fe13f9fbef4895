// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.audit;

import java.util.List;

/**
 * The forty tasks of the benchmark of Czyz, Grabowski, Vogt, Beerenwinkel and Marx 2023 ("Beyond
 * Normal: On the Evaluation of Mutual Information Estimators", arXiv 2306.11078), drawn by our own
 * generators. The true values are in {@code continuous.csv}, from closed forms.
 */
final class ContinuousTasks {
  private static final double CORRELATION = 0.75;

  private ContinuousTasks() {}

  /** What is drawn, and what is done to it. */
  private record Recipe(PairLaw law, Transform left, Transform right) {
    static Recipe of(PairLaw law) {
      return new Recipe(law, Transform.NONE, Transform.NONE);
    }

    Recipe both(Transform transform) {
      return with(transform, transform);
    }

    Recipe with(Transform x, Transform y) {
      return new Recipe(law, left.then(x), right.then(y));
    }
  }

  /** All of them, in the order of the file. */
  static List<AuditTask> all() {
    return ResourceTable.read("continuous.csv").stream().map(ContinuousTasks::task).toList();
  }

  private static AuditTask task(List<String> cells) {
    String family = cells.get(0);
    int units = Integer.parseInt(cells.get(1));
    int others = Integer.parseInt(cells.get(2));
    Recipe recipe = recipe(family);
    return new ContinuousTask(
        family + ", " + units + " x " + others,
        group(family),
        units,
        others,
        others,
        Double.parseDouble(cells.get(3)),
        recipe.law(),
        recipe.left(),
        recipe.right());
  }

  /** What is drawn in one figure. */
  private static String group(String family) {
    if (family.contains("2-pair")) {
      return "two pairs";
    } else if (family.contains("Student")) {
      return "Student t";
    }
    return family.startsWith("multinormal") ? "dense normal" : "scalar pairs";
  }

  private static Recipe recipe(String family) {
    Recipe normal = Recipe.of(PairLaw.bivariateNormal(CORRELATION));
    return switch (family) {
      case "bivariate normal" -> normal;
      case "uniform (normal CDF of it)" -> normal.both(Transform.uniform());
      case "bimodal of bivariate normal" ->
          normal
              .both(Transform.uniform())
              .with(Transform.humps(0.3, 0, 5), Transform.humps(0.5, -1, 3));
      case "wiggly of bivariate normal" -> normal.with(Transform.wigglyX(), Transform.wigglyY());
      case "half-cube of bivariate normal" -> normal.both(Transform.halfCube());
      case "Swiss roll of x, uniform" ->
          normal.both(Transform.uniform()).with(Transform.swissRoll(), Transform.NONE);
      case "multinormal dense 0.5" -> Recipe.of(PairLaw.dense());
      default -> recipeOfPairs(family);
    };
  }

  private static Recipe recipeOfPairs(String family) {
    Recipe pairs = Recipe.of(PairLaw.twoPairs());
    Recipe uniform = pairs.both(Transform.uniform());
    return switch (family) {
      case "multinormal 2-pair" -> pairs;
      case "normal CDF of 2-pair" -> uniform;
      case "half-cube of 2-pair" -> pairs.both(Transform.halfCube());
      case "spiral of 2-pair" -> pairs.with(Transform.spiral(0), Transform.spiral(1));
      case "spiral of normal CDF of 2-pair" ->
          uniform.with(Transform.spiral(0), Transform.spiral(1));
      default -> recipeByNumber(family);
    };
  }

  /** Families whose name ends in a number. */
  private static Recipe recipeByNumber(String family) {
    String number = family.substring(family.lastIndexOf(' ') + 1);
    if (family.startsWith("additive uniform noise")) {
      return Recipe.of(PairLaw.additiveUniform(Double.parseDouble(number)));
    }
    Recipe student = Recipe.of(PairLaw.studentT(Integer.parseInt(number)));
    return family.startsWith("asinh") ? student.both(Transform.asinh()) : student;
  }
}
