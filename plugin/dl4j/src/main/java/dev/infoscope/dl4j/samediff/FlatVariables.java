// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.samediff;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Where the weights of a graph lie in one vector, one after the other, each row by row.
 *
 * @param type the widest of theirs
 * @param places by name of the variable
 * @param length of the vector
 */
record FlatVariables(DataType type, Map<String, Place> places, long length) {
  /**
   * Where a variable lies.
   *
   * @param from index of its first value
   * @param shape of its array
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Place(long from, long[] shape) {
    long length() {
      long product = 1;
      for (long size : shape) {
        product *= size;
      }
      return product;
    }
  }

  /** The weights that the outputs and losses of a graph are computed from. */
  static FlatVariables of(Operations operations, Names names) {
    List<String> ends = new ArrayList<>(names.outputs());
    names.losses().stream().filter(operations::has).forEach(ends::add);
    return of(operations, operations.leadingTo(ends));
  }

  private static FlatVariables of(Operations operations, List<String> variables) {
    Map<String, Place> places = new LinkedHashMap<>();
    DataType type = null;
    long length = 0;
    for (String name : variables) {
      INDArray array = operations.isWeight(name) ? operations.variable(name).getArr() : null;
      if (array != null && array.length() > 0) {
        Place place = new Place(length, array.shape());
        places.put(name, place);
        length += place.length();
        type = wider(type, array.dataType());
      }
    }
    return new FlatVariables(type == null ? DataType.FLOAT : type, places, length);
  }

  private static DataType wider(@Nullable DataType one, DataType other) {
    return one == null || one.width() < other.width() ? other : one;
  }

  /** A vector for them. */
  INDArray vector() {
    return Nd4j.createUninitialized(type, new long[] {Math.max(1, length)}, 'c');
  }

  /** Copies what a graph has now; it must have these variables, in these shapes. */
  void gather(SameDiff from, INDArray into) {
    places.forEach((name, place) -> part(into, place).assign(array(from, name, place)));
  }

  /** Copies them into a graph. */
  void spread(INDArray from, SameDiff into) {
    places.forEach((name, place) -> array(into, name, place).assign(part(from, place)));
  }

  private static INDArray array(SameDiff graph, String name, Place place) {
    var variable = graph.getVariable(name);
    INDArray array = variable == null ? null : variable.getArr();
    if (array == null || !Arrays.equals(array.shape(), place.shape())) {
      throw new IllegalArgumentException(
          "variable ("
              + name
              + ") must be of shape "
              + Arrays.toString(place.shape())
              + " as when the run began");
    }
    return array;
  }

  /** A view of one variable in a vector. */
  INDArray view(INDArray vector, String name) {
    Place place = Objects.requireNonNull(places.get(name), name);
    return part(vector, place);
  }

  private static INDArray part(INDArray vector, Place place) {
    return vector
        .get(NDArrayIndex.interval(place.from(), place.from() + place.length()))
        .reshape('c', place.shape());
  }
}
