// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure;

import dev.infoscope.numeric.Require;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Settings as values by name, so that a report can say how its readings were obtained and programs
 * can compare runs.
 *
 * <p>Values are texts, whole numbers (long), numbers (double), truth values and lists of these, so
 * that they are equal again when they come back from a file.
 */
public final class SettingValues {
  private static final String SEED = "seed";

  private SettingValues() {}

  /**
   * The components of a record by name. Inner records whose text is the one that Java gives them
   * are spread, as in {@code bins.inputBins}; others are their text, as in {@code quantile:8}. What
   * is null is not set, and left out. The seed is left out too: it is the run's.
   *
   * @param settings a record with public components
   * @return sorted by name; immutable
   */
  public static Map<String, Object> of(Record settings) {
    Map<String, Object> values = new TreeMap<>();
    spread("", settings, values);
    return Collections.unmodifiableMap(values);
  }

  private static void spread(String before, Record settings, Map<String, Object> into) {
    for (RecordComponent component : settings.getClass().getRecordComponents()) {
      String name = before + component.getName();
      Object value = value(settings, component);
      if (value == null || component.getName().equals(SEED)) {
        continue;
      }
      if (value instanceof Record inner && hasNoTextOfItsOwn(inner)) {
        spread(name + ".", inner, into);
      } else {
        into.put(name, plain(value));
      }
    }
  }

  private static @Nullable Object value(Record settings, RecordComponent component) {
    try {
      return component.getAccessor().invoke(settings);
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s of %s must be public",
              component.getName(),
              settings.getClass().getSimpleName()),
          e);
    }
  }

  private static boolean hasNoTextOfItsOwn(Record value) {
    return value.toString().startsWith(value.getClass().getSimpleName() + "[");
  }

  private static Object plain(Object value) {
    if (value instanceof Collection<?> list) {
      return list.stream().map(SettingValues::plain).toList();
    } else if (value instanceof double[] given) {
      return String.format(
          Locale.ROOT, "%d given numbers, hash %08x", given.length, Arrays.hashCode(given));
    } else if (value instanceof Enum<?> choice) {
      return choice.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
    return value instanceof Number || value instanceof Boolean ? value : value.toString();
  }

  /**
   * Checks and copies values.
   *
   * @param values by name
   * @return sorted by name; whole numbers are long, others double; immutable
   * @throws IllegalArgumentException if a value is none of those that settings may have
   */
  public static Map<String, Object> copy(Map<String, ?> values) {
    Map<String, Object> copies = new TreeMap<>();
    values.forEach((name, value) -> copies.put(name, copy(name, value)));
    return Collections.unmodifiableMap(copies);
  }

  private static Object copy(String name, @Nullable Object value) {
    if (value instanceof List<?> list) {
      return list.stream().map(each -> copy(name, each)).toList();
    } else if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
      return ((Number) value).longValue();
    } else if (value instanceof Float number) {
      return number.doubleValue();
    }
    Require.that(
        value instanceof String
            || value instanceof Boolean
            || value instanceof Long
            || value instanceof Double number && Double.isFinite(number),
        "setting %s (%s) must be a text, a finite number, a truth value or a list of these",
        name,
        value);
    return value;
  }
}
