// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.neuron.ablation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** More random orders only where they can decide something. */
class MoreOrdersTest {
  private static final int UNITS = 30;

  /** A network whose accuracy falls by what each unit is worth. */
  private record Worths(double[] worth) implements AblationTarget {
    static Worths rising() {
      double[] worth = new double[UNITS];
      Arrays.setAll(worth, unit -> unit + 1);
      return new Worths(worth);
    }

    @Override
    public int units() {
      return worth.length;
    }

    @Override
    public double[] accuracies(int[] order) {
      double all = Arrays.stream(worth).sum();
      double left = all;
      double[] accuracies = new double[order.length + 1];
      for (int i = 0; i <= order.length; i++) {
        accuracies[i] = left / all;
        left -= i < order.length ? worth[order[i]] : 0;
      }
      return accuracies;
    }
  }

  private static List<AblationOrder> rankings(boolean withTrue) {
    SplittableRandom random = new SplittableRandom(2);
    List<AblationOrder> orders = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      orders.addAll(AblationOrder.both("noise " + i, random.doubles(UNITS).toArray()));
    }
    if (withTrue) {
      orders.addAll(AblationOrder.both("worth", Worths.rising().worth()));
    }
    return orders;
  }

  private static boolean isNamed(AblationFinding finding) {
    return !finding.hypothesis().startsWith("hypothesis: none");
  }

  /** Two of twenty rankings are true: p = 0.01 is too much for them, and 0.002 is not. */
  @Test
  void aTrueRankingAmongManyIsNamedByMoreOrders() {
    AblationStudy few = AblationStudy.of(Worths.rising(), rankings(true), 199, 3);
    assertThat(few.findings()).noneMatch(MoreOrdersTest::isNamed);
    AblationStudy more = AblationStudy.of(Worths.rising(), rankings(true), 199, 999, 3);
    assertThat(more.random().orders()).isEqualTo(999);
    assertThat(more.findings().subList(18, 20)).allMatch(MoreOrdersTest::isNamed);
    assertThat(more.findings().subList(18, 20)).allMatch(finding -> finding.pValue() == 2.0 / 1000);
  }

  @Test
  void moreOrdersAreThoseThatAreAskedForAtOnce() {
    AblationStudy more = AblationStudy.of(Worths.rising(), rankings(true), 50, 120, 3);
    AblationStudy once = AblationStudy.of(Worths.rising(), rankings(true), 120, 3);
    assertThat(more.random().areas()).isEqualTo(once.random().areas());
  }

  @Test
  void nothingMoreIsComputedWhereNoRankingLiesFarOut() {
    List<AblationOrder> some = rankings(false);
    AblationStudy few = AblationStudy.of(Worths.rising(), some, 199, 3);
    List<AblationOrder> near = new ArrayList<>();
    for (int i = 0; i < some.size(); i++) {
      if (few.findings().get(i).pValue() > AblationStudy.FALSE_RATE) {
        near.add(some.get(i));
      }
    }
    assertThat(near).hasSizeGreaterThan(8);
    assertThat(AblationStudy.of(Worths.rising(), near, 199, 999, 3).random().orders())
        .isEqualTo(199);
  }

  @Test
  void fewerThanToBeginWithAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AblationStudy.of(Worths.rising(), rankings(false), 20, 19, 3))
        .withMessage("most random orders (19) must be >= 20");
    AblationSettings settings = AblationSettings.defaults().withRandomOrders(20, 40);
    assertThat(settings.randomOrders()).isEqualTo(20);
    assertThat(settings.mostOrders()).isEqualTo(40);
    assertThat(settings.withRandomOrders(15).mostOrders()).isEqualTo(15);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AblationSettings.defaults().withRandomOrders(20, 19));
  }
}
