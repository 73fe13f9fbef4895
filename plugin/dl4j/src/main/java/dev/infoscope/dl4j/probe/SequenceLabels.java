// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.probe;

import java.util.BitSet;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Labels, and how they read if sequences are the other way round. Arrays do not say whether they
 * are {@code [examples x classes x steps]} or {@code [examples x steps x classes]}; the network
 * does, but it is not known when labels are read. Until then those count whose classes lie along
 * the second axis, unless a mask has as many steps, or only the entries along the last add up to 1.
 *
 * @param likely without a network
 * @param last of which outputs classes lie along the last axis in {@code likely}
 * @param sequences which outputs have sequences
 * @param other the other way round; null where nothing is a sequence, or these are no classes then
 */
record SequenceLabels(
    ClassLabels likely, BitSet last, BitSet sequences, @Nullable ClassLabels other) {
  private static final double TOLERANCE = 0.01; // half precision, smoothed labels

  static SequenceLabels of(INDArray[] outputs, INDArray @Nullable [] masks) {
    BitSet sequences = new BitSet();
    BitSet last = new BitSet();
    for (int output = 0; output < outputs.length; output++) {
      INDArray mask = masks == null || output >= masks.length ? null : masks[output];
      sequences.set(output, outputs[output].rank() == 3);
      last.set(output, sequences.get(output) && areClassesLast(outputs[output], mask));
    }
    BitSet turned = turned(last, sequences);
    ClassLabels other = sequences.isEmpty() ? null : orNull(outputs, masks, turned);
    try {
      ClassLabels likely = ClassLabels.of(outputs, masks, last::get);
      return new SequenceLabels(likely, last, sequences, other);
    } catch (IllegalArgumentException e) {
      if (other == null) {
        throw e;
      }
      return new SequenceLabels(other, turned, sequences, null);
    }
  }

  /** Of the user's own integers. */
  static SequenceLabels of(ClassLabels labels) {
    return new SequenceLabels(labels, new BitSet(), new BitSet(), null);
  }

  private static BitSet turned(BitSet last, BitSet sequences) {
    BitSet turned = (BitSet) sequences.clone();
    turned.andNot(last);
    return turned;
  }

  private static @Nullable ClassLabels orNull(
      INDArray[] outputs, INDArray @Nullable [] masks, BitSet last) {
    try {
      return ClassLabels.of(outputs, masks, last::get);
    } catch (IllegalArgumentException e) {
      return null; // that way round they are no classes
    }
  }

  private static boolean areClassesLast(INDArray labels, @Nullable INDArray mask) {
    boolean square = labels.size(1) == labels.size(2);
    if (mask != null && mask.rank() == 2 && !square && mask.size(1) != 1) {
      return mask.size(1) == labels.size(1);
    }
    return !isOneHot(labels, 1) && isOneHot(labels, 2);
  }

  /** Whether the entries along an axis add up to 1, or to 0 where a mask leaves a step out. */
  private static boolean isOneHot(INDArray labels, int axis) {
    for (float sum : Blocks.floats(labels.sum(axis))) {
      if (Math.abs(sum - 1) > TOLERANCE && Math.abs(sum) > TOLERANCE) {
        return false;
      }
    }
    return true;
  }

  /**
   * The labels of a network that says how its sequences are.
   *
   * @param classesLast whether those of an output are {@code [examples x steps x classes]}
   */
  ClassLabels as(IntPredicate classesLast) {
    BitSet said = (BitSet) sequences.clone();
    sequences.stream().filter(classesLast.negate()).forEach(said::clear);
    return other != null && said.equals(turned(last, sequences)) ? other : likely;
  }

  SequenceLabels rows(int[] kept) {
    ClassLabels turned = other == null ? null : other.rows(kept);
    return new SequenceLabels(likely.rows(kept), last, sequences, turned);
  }

  SequenceLabels blank() {
    return of(likely.blank());
  }
}
