// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.probe;

import dev.infoscope.dl4j.autodiff.OwnedArrays;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.shape.Shape;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Rows of ND4J arrays, whatever their rank; the first dimension counts examples. */
public final class Blocks {
  private static final int SOME = 1024;

  private Blocks() {}

  /**
   * A view of consecutive rows.
   *
   * @param array of any rank, no view itself, whose later rows ND4J may give without values
   * @param first index of the first row
   * @param count how many
   * @return shares its values with the array
   */
  public static INDArray rows(INDArray array, int first, int count) {
    INDArrayIndex[] all = new INDArrayIndex[array.rank()];
    all[0] = NDArrayIndex.interval(first, first + count);
    for (int i = 1; i < all.length; i++) {
      all[i] = NDArrayIndex.all();
    }
    return array.get(all);
  }

  /**
   * A copy of chosen rows.
   *
   * @param array of any rank, no view
   * @param chosen indices of rows
   * @return in the given order
   */
  public static INDArray rows(INDArray array, int[] chosen) {
    long[] shape = array.shape().clone();
    shape[0] = chosen.length;
    INDArray copy = Nd4j.createUninitialized(array.dataType(), shape, 'c');
    int count;
    for (int i = 0; i < chosen.length; i += count) {
      count = consecutive(chosen, i, chosen.length);
      rows(copy, i, count).assign(rows(array, chosen[i], count));
    }
    return copy;
  }

  /**
   * How many indices follow one another.
   *
   * @param chosen indices of rows
   * @param from place of the first
   * @param most count no further
   * @return at least 1
   */
  public static int consecutive(int[] chosen, int from, int most) {
    int count = 1;
    while (count < most
        && from + count < chosen.length
        && chosen[from + count] == chosen[from] + count) {
      count++;
    }
    return count;
  }

  /**
   * All values in double precision, row by row.
   *
   * @param array stays as it is
   * @return a copy
   */
  public static double[] doubles(INDArray array) {
    double[] values = new double[Math.toIntExact(array.length())];
    addTo(array, values, 0);
    return values;
  }

  /**
   * Adds values row by row.
   *
   * @param array any shape and type
   * @param sums they are added to
   * @param at where the first goes
   */
  public static void addTo(INDArray array, double[] sums, int at) {
    INDArray plain = isPlain(array) ? array : array.dup('c');
    int length = Math.toIntExact(array.length());
    if (plain.dataType() == DataType.FLOAT) {
      addFloats(plain.data().asNioFloat(), length, sums, at);
    } else {
      double[] values = plain.data().asDouble();
      for (int i = 0; i < length; i++) {
        sums[at + i] += values[i];
      }
    }
    if (plain != array) {
      free(plain);
    }
  }

  /** Whether its buffer holds its values alone, row by row. */
  static boolean isPlain(INDArray array) {
    return array.ordering() == 'c' && holdsAll(array) && Shape.hasDefaultStridesForShape(array);
  }

  private static boolean holdsAll(INDArray array) {
    return !array.isView() && array.offset() == 0 && array.data().length() == array.length();
  }

  /**
   * Whether the buffer of a matrix holds its values alone, column by column, in single precision.
   *
   * @param array of rank 2
   * @return whether {@link #addColumnsTo} takes it
   */
  public static boolean isColumns(INDArray array) {
    return array.dataType() == DataType.FLOAT
        && array.ordering() == 'f'
        && holdsAll(array)
        && array.stride(0) == 1
        && array.stride(1) == array.size(0);
  }

  /**
   * Adds values column by column.
   *
   * @param array of which {@link #isColumns} is true
   * @param sums they are added to
   */
  public static void addColumnsTo(INDArray array, double[] sums) {
    addFloats(array.data().asNioFloat(), Math.toIntExact(array.length()), sums, 0);
  }

  /** Some at a time out of memory of their own, which vectorises. */
  private static void addFloats(FloatBuffer floats, int length, double[] sums, int at) {
    float[] some = new float[Math.min(SOME, length)];
    for (int first = 0; first < length; first += SOME) {
      int count = Math.min(SOME, length - first);
      floats.get(first, some, 0, count);
      for (int i = 0; i < count; i++) {
        sums[at + first + i] += some[i];
      }
    }
  }

  /**
   * All values, row by row.
   *
   * @param array stays as it is
   * @return a copy
   */
  public static float[] floats(INDArray array) {
    INDArray copy = array.dup('c');
    float[] values = new float[Math.toIntExact(array.length())];
    if (copy.dataType() == DataType.FLOAT) {
      copy.data().asNioFloat().get(values);
    } else {
      values = copy.data().asFloat();
    }
    free(copy);
    return values;
  }

  /**
   * Closes an array, if it may be: versions of ND4J differ in which results are views of others.
   *
   * @param array that is not needed any more
   */
  public static void free(INDArray array) {
    OwnedArrays.free(array);
  }

  /**
   * Closes arrays, but nothing twice, as layers may hand on their input, and not what is kept.
   *
   * @param arrays to close
   * @param kept whose values must live on
   */
  public static void close(Collection<INDArray> arrays, Collection<INDArray> kept) {
    Map<Object, Boolean> seen = new IdentityHashMap<>();
    for (INDArray array : kept) {
      seen.put(array.data(), true);
    }
    List<INDArray> owned = new ArrayList<>();
    for (INDArray array : arrays) {
      if (seen.put(array.data(), true) == null) {
        owned.add(array);
      }
    }
    for (INDArray array : owned) {
      free(array);
    }
  }
}
