// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.autodiff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infoscope.dl4j.probe.Blocks;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Products along a path from zero. */
class ScaledProductsTest {
  private final ScaledProducts products = new ScaledProducts();
  private final AtomicInteger computed = new AtomicInteger();

  private INDArray at(INDArray inputs, INDArray weights, double share) {
    return products.at(
        inputs.dataType(),
        share,
        () -> {
          computed.incrementAndGet();
          return inputs.mul(share).mmul(weights);
        });
  }

  private static void assertSame(INDArray found, INDArray expected) {
    assertThat(Blocks.doubles(found)).containsExactly(Blocks.doubles(expected));
  }

  @Test
  void productsAreComputedWhereNoHalfIsKnownAndHaveTheSameBitsElsewhere() {
    for (DataType type : new DataType[] {DataType.FLOAT, DataType.DOUBLE}) {
      INDArray inputs = Nd4j.rand(type, 7, 30);
      INDArray weights = Nd4j.rand(type, 30, 5);
      computed.set(0);
      for (int step = 0; step <= 20; step++) {
        if (step > 0) {
          at(inputs, weights, ((step - 1) / 20.0 + step / 20.0) / 2);
        }
        INDArray found = at(inputs, weights, step / 20.0);
        assertSame(found, inputs.mul(step / 20.0).mmul(weights));
        found.addi(1); // as whoever adds a bias does
      }
      assertThat(computed.get()).as("%s", type).isBetween(21, 25);
      products.clear();
    }
  }

  @Test
  void theEndOfAPathServesItsBeginningAndAllPowersOfTwoBetween() {
    INDArray inputs = Nd4j.randn(DataType.FLOAT, 7, 30);
    INDArray weights = Nd4j.randn(DataType.FLOAT, 30, 5);
    for (double share : new double[] {1, 0, 0.125, 0.25, 0.5, 1}) {
      assertSame(at(inputs, weights, share), inputs.mul(share).mmul(weights));
    }
    assertThat(computed).hasValue(1);
  }

  @Test
  void whatIsNotFiniteIsSoAtTheBeginningToo() {
    INDArray inputs = Nd4j.ones(DataType.FLOAT, 1, 2);
    INDArray weights = Nd4j.createFromArray(new float[][] {{Float.POSITIVE_INFINITY, 1}, {1, 1}});
    at(inputs, weights, 1);
    assertSame(at(inputs, weights, 0), inputs.mul(0).mmul(weights));
  }

  @Test
  void nothingIsKnownOfAnotherPath() {
    INDArray weights = Nd4j.rand(DataType.FLOAT, 3, 2);
    at(Nd4j.ones(DataType.FLOAT, 1, 3), weights, 0.5);
    products.clear();
    INDArray inputs = Nd4j.ones(DataType.FLOAT, 1, 3).muli(3);
    assertSame(at(inputs, weights, 1), inputs.mmul(weights));
  }
}
