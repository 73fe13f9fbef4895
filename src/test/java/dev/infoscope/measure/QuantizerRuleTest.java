// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.infoscope.discrete.Activations;
import dev.infoscope.discrete.Edges;
import dev.infoscope.discrete.EqualWidth;
import dev.infoscope.discrete.FloatKeys;
import dev.infoscope.discrete.Quantizer;
import dev.infoscope.discrete.Range;
import dev.infoscope.network.Layer;
import dev.infoscope.network.Snapshots;
import org.junit.jupiter.api.Test;

class QuantizerRuleTest {
  private static final Activations VALUES = Activations.of(new double[] {0.1, 0.2, 0.3, 0.4}, 2);
  private static final Range DATA = new Range(0.1, 0.4);

  private static Quantizer found(QuantizerRule rule, Layer layer) {
    return rule.quantizer(layer, VALUES, DATA);
  }

  @Test
  void theActivationsRangeIsTakenWhereThereIsOneAndTheDatasElsewhere() {
    QuantizerRule rule = QuantizerRule.activationRange(30);
    assertThat(found(rule, Snapshots.tanh(0))).isEqualTo(new EqualWidth(-1, 1, 30));
    assertThat(found(rule, Snapshots.linear(0))).isEqualTo(new EqualWidth(0.1, 0.4, 30));
    assertThat(rule.needsData(Snapshots.tanh(0))).isFalse();
    assertThat(rule.needsData(Snapshots.linear(0))).isTrue();
  }

  @Test
  void theDatasRangeIsTakenWhateverTheActivation() {
    QuantizerRule rule = QuantizerRule.dataRange(8);
    assertThat(found(rule, Snapshots.tanh(0))).isEqualTo(new EqualWidth(0.1, 0.4, 8));
    assertThat(rule.needsData(Snapshots.tanh(0))).isTrue();
  }

  @Test
  void quantilesAreThoseOfTheValues() {
    QuantizerRule rule = QuantizerRule.quantile(2);
    assertThat(found(rule, Snapshots.tanh(0))).isEqualTo(Edges.of(0.3));
    assertThat(rule.needsData(Snapshots.tanh(0))).isTrue();
  }

  @Test
  void fixedBinsAndFloatKeysNeedNoData() {
    QuantizerRule fixed = QuantizerRule.fixed(0, 5, 10);
    assertThat(found(fixed, Snapshots.tanh(0))).isEqualTo(new EqualWidth(0, 5, 10));
    assertThat(fixed.needsData(Snapshots.linear(0))).isFalse();
    QuantizerRule keys = QuantizerRule.floatKeys(3);
    assertThat(found(keys, Snapshots.tanh(0))).isEqualTo(new FloatKeys(3));
    assertThat(keys.needsData(Snapshots.linear(0))).isFalse();
  }

  @Test
  void theRuleReadsAsItIsWrittenInProvenance() {
    assertThat(QuantizerRule.activationRange(30)).hasToString("activation-range:30");
    assertThat(QuantizerRule.fixed(-1, 1, 30)).hasToString("fixed:-1.0:1.0:30");
    assertThat(QuantizerRule.floatKeys(0)).hasToString("float-keys:0");
  }

  @Test
  void badRulesAreRefusedWhenMadeAndNotAtTheFirstSnapshot() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> QuantizerRule.quantile(1))
        .withMessage("bins (1) must be >= 2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> QuantizerRule.floatKeys(11))
        .withMessage("mantissaBits (11) must be from 0 to 10");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> QuantizerRule.floatKeys(-1))
        .withMessage("mantissaBits (-1) must be from 0 to 10");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> QuantizerRule.fixed(1, 1, 4))
        .withMessage("range [1.0, 1.0] must be finite with low < high");
  }
}
