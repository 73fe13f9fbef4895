// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.probe;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Rows of ND4J arrays, whatever their rank; the first dimension counts examples. */
public final class Blocks {
  private Blocks() {}

  /**
   * A view of consecutive rows.
   *
   * @param array of any rank
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
   * @param array of any rank
   * @param chosen indices of rows
   * @return in the given order
   */
  public static INDArray rows(INDArray array, int[] chosen) {
    long[] shape = array.shape().clone();
    shape[0] = chosen.length;
    INDArray copy = Nd4j.createUninitialized(array.dataType(), shape, 'c');
    for (int i = 0; i < chosen.length; i++) {
      rows(copy, i, 1).assign(rows(array, chosen[i], 1));
    }
    return copy;
  }

  /**
   * All values in double precision, row by row.
   *
   * @param array stays as it is
   * @return a copy
   */
  public static double[] doubles(INDArray array) {
    return doubles(array, new double[Math.toIntExact(array.length())]);
  }

  /**
   * Values row by row in an array that is used again.
   *
   * @param array any shape and type
   * @param into receives them from index 0 on if it is long enough
   * @return {@code into}, or a longer array
   */
  public static double[] doubles(INDArray array, double[] into) {
    int length = Math.toIntExact(array.length());
    double[] values = into.length < length ? new double[length] : into;
    INDArray copy = array.dup('c');
    if (copy.dataType() == DataType.FLOAT) {
      FloatBuffer floats = copy.data().asNioFloat();
      for (int i = 0; i < length; i++) {
        values[i] = floats.get(i);
      }
    } else {
      System.arraycopy(copy.data().asDouble(), 0, values, 0, length);
    }
    copy.close();
    return values;
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
    copy.close();
    return values;
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
      if (array.closeable()) {
        array.close();
      }
    }
  }
}
