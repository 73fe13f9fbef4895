// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.copy;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Everything that can be reached from an object, by identity, with the way to it. */
public final class ObjectGraph {
  private static final List<Class<?>> CONSTANTS =
      List.of(
          String.class,
          Number.class,
          Boolean.class,
          Character.class,
          Enum.class,
          Class.class,
          ClassLoader.class,
          org.slf4j.Logger.class);

  private record Step(@Nullable Object object, String way) {}

  private final IdentityHashMap<Object, String> seen = new IdentityHashMap<>();
  private final Deque<Step> waiting = new ArrayDeque<>();

  /** Walks the graph. */
  public ObjectGraph(Object root) {
    waiting.add(new Step(root, root.getClass().getSimpleName()));
    while (!waiting.isEmpty()) {
      visit(waiting.remove());
    }
  }

  /** Number of objects. */
  public int size() {
    return seen.size();
  }

  /** Ways to objects that are in both graphs and may change. */
  public Collection<String> sharedMutable(ObjectGraph other) {
    TreeSet<String> shared = new TreeSet<>();
    seen.forEach(
        (object, way) -> {
          if (other.seen.containsKey(object) && isMutable(object)) {
            shared.add(way + " = " + object.getClass().getName());
          }
          if (object instanceof INDArray array && !isScratch(way) && other.overlaps(array)) {
            shared.add(way + " lies in the memory of an array of the other network");
          }
        });
    return shared;
  }

  private boolean overlaps(INDArray array) {
    return seen.entrySet().stream()
        .filter(each -> !isScratch(each.getValue()))
        .anyMatch(each -> each.getKey() instanceof INDArray own && overlap(own, array));
  }

  /** SameDiff's sessions remember arrays whose memory they gave back already. */
  private static boolean isScratch(String way) {
    return way.contains(".sessions[");
  }

  private static boolean overlap(INDArray one, INDArray two) {
    if (one.wasClosed() || two.wasClosed() || one.isEmpty() || two.isEmpty()) {
      return false;
    }
    long first = one.data().address();
    long second = two.data().address();
    return first < second + two.data().length() * two.data().getElementSize()
        && second < first + one.data().length() * one.data().getElementSize();
  }

  private void visit(Step step) {
    Object object = step.object();
    if (object == null
        || CONSTANTS.stream().anyMatch(type -> type.isInstance(object))
        || seen.putIfAbsent(object, step.way()) != null) {
      return;
    }
    if (object instanceof INDArray) {
      return; // its memory is compared; what else it holds are cached descriptions of shapes
    }
    if (object instanceof Map<?, ?> map) {
      map.forEach(
          (key, value) -> {
            waiting.add(new Step(key, step.way() + ".key"));
            waiting.add(new Step(value, step.way() + "[" + key + "]"));
          });
    } else if (object instanceof Iterable<?> list && isOfJava(object)) {
      list.forEach(each -> waiting.add(new Step(each, step.way() + "[]")));
    } else if (object instanceof AtomicReference<?> reference) {
      waiting.add(new Step(reference.get(), step.way()));
    } else if (object.getClass().isArray()) {
      visitArray(step, object);
    } else if (!isOfJava(object)) {
      visitFields(step, object);
    }
  }

  private void visitArray(Step step, Object array) {
    if (!array.getClass().getComponentType().isPrimitive()) {
      for (int i = 0; i < Array.getLength(array); i++) {
        waiting.add(new Step(Array.get(array, i), step.way() + "[" + i + "]"));
      }
    }
  }

  private void visitFields(Step step, Object object) {
    for (Class<?> type = object.getClass(); type != null; type = type.getSuperclass()) {
      if (type.getName().startsWith("java.")) {
        return;
      }
      for (Field field : type.getDeclaredFields()) {
        if (!Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive()) {
          field.setAccessible(true);
          try {
            waiting.add(new Step(field.get(object), step.way() + "." + field.getName()));
          } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
          }
        }
      }
    }
  }

  private static boolean isOfJava(Object object) {
    return object.getClass().getName().startsWith("java.");
  }

  /** Arrays with elements, collections that take more, objects with a field that is not final. */
  private static boolean isMutable(Object object) {
    if (object.getClass().isArray()) {
      return Array.getLength(object) > 0;
    }
    if (isOfJava(object)) {
      String name = object.getClass().getName();
      return !name.contains("Empty") && !name.contains("Immutable");
    }
    for (Class<?> type = object.getClass(); type != null; type = type.getSuperclass()) {
      for (Field field : type.getDeclaredFields()) {
        int modifiers = field.getModifiers();
        if (!Modifier.isStatic(modifiers) && !Modifier.isFinal(modifiers)) {
          return true;
        }
      }
    }
    return false;
  }
}
