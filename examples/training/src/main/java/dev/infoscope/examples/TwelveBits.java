// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.examples;

import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.factory.Nd4j;

/**
 * All 4,096 words of twelve bits, read as spins {@code s_i} of -1 or +1 on a ring, with the answer
 * yes when the energy of a ring of magnets in a field is not negative:
 *
 * <pre>{@code
 * sum_i s_i + sum_i s_i s_(i+1) >= 0        (indices modulo 12)
 * }</pre>
 *
 * <p>The rule does not change when the ring is turned or mirrored; 2,191 of the 4,096 words say
 * yes. It is a relative of the symmetric rule of Shwartz-Ziv and Tishby 2017, which has as many
 * words and is not given in closed form.
 */
public final class TwelveBits {
  static final int BITS = 12;
  static final int WORDS = 1 << BITS;

  private TwelveBits() {}

  static boolean answer(int word) {
    int energy = 0;
    for (int i = 0; i < BITS; i++) {
      energy += spin(word, i) + spin(word, i) * spin(word, (i + 1) % BITS);
    }
    return energy >= 0;
  }

  static int spin(int word, int bit) {
    return (word >> bit & 1) == 1 ? 1 : -1;
  }

  /**
   * All words in order.
   *
   * @return features {@code [4096 x 12]}, labels {@code [4096 x 2]}
   */
  public static DataSet all() {
    INDArray features = Nd4j.create(DataType.FLOAT, WORDS, BITS);
    INDArray labels = Nd4j.create(DataType.FLOAT, WORDS, 2);
    for (int word = 0; word < WORDS; word++) {
      for (int bit = 0; bit < BITS; bit++) {
        features.putScalar(word, bit, spin(word, bit));
      }
      labels.putScalar(word, answer(word) ? 1 : 0, 1);
    }
    return new DataSet(features, labels);
  }

  /**
   * Words in batches.
   *
   * @param data words
   * @param size of a batch
   * @return an iterator that can be reset
   */
  public static DataSetIterator batches(DataSet data, int size) {
    return new ListDataSetIterator<>(data.batchBy(size), 1);
  }
}
