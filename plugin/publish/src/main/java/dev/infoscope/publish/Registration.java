// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.core.instrument.noop.NoopMeter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What became of a meter that was to be registered. A registry can refuse in five ways: it throws;
 * it hands out a meter that does nothing, if it is closed or a filter denies the name; it hands out
 * a meter that was there before; it takes the meter and tells only a listener that it will not show
 * it (Prometheus, for other tag keys); or it is composite, and one of its parts does so.
 *
 * @param meter the meter; null if there is none, or it is not ours
 * @param refusal why it will not be seen, at least in part; null if it will
 */
record Registration(@Nullable Meter meter, @Nullable String refusal) {
  private static final Map<MeterRegistry, Boolean> WATCHED =
      Collections.synchronizedMap(new WeakHashMap<>());
  private static final ThreadLocal<Heard> HEARD = new ThreadLocal<>();

  /** What registries said while this thread registered one meter. */
  private static final class Heard {
    private int added;
    private @Nullable String failure;
  }

  /** Registers a meter; does not throw. */
  static Registration of(MeterRegistry registry, Supplier<? extends Meter> register) {
    List<MeterRegistry> parts = parts(registry);
    parts.forEach(Registration::watch);
    Heard heard = new Heard();
    HEARD.set(heard);
    try {
      return judged(registry, register.get(), heard, parts.size());
    } catch (RuntimeException e) {
      return new Registration(leftover(registry, register), String.valueOf(e.getMessage()));
    } finally {
      HEARD.remove();
    }
  }

  private static Registration judged(MeterRegistry registry, Meter meter, Heard heard, int parts) {
    if (meter instanceof NoopMeter) {
      return new Registration(
          null, registry.isClosed() ? "the registry is closed" : "a MeterFilter denies it");
    }
    if (heard.failure != null) {
      return new Registration(meter, heard.failure);
    }
    if (heard.added == 0) {
      return new Registration(null, "the registry has it already");
    }
    return new Registration(meter, heard.added >= parts ? null : refusals(heard, parts));
  }

  private static String refusals(Heard heard, int parts) {
    return String.format(
        Locale.ROOT, "%d of %d registries refuse it", parts - heard.added, parts - 1);
  }

  /** A composite keeps what one of its parts has thrown at. */
  private static @Nullable Meter leftover(
      MeterRegistry registry, Supplier<? extends Meter> register) {
    if (!(registry instanceof CompositeMeterRegistry)) {
      return null;
    }
    try {
      return register.get();
    } catch (RuntimeException again) {
      return null; // said already
    }
  }

  /** The registry, and of a composite all that it hands meters to. */
  private static List<MeterRegistry> parts(MeterRegistry registry) {
    List<MeterRegistry> parts = new ArrayList<>();
    parts.add(registry);
    addLeaves(registry, parts);
    return parts;
  }

  private static void addLeaves(MeterRegistry registry, List<MeterRegistry> into) {
    if (registry instanceof CompositeMeterRegistry composite) {
      for (MeterRegistry part : composite.getRegistries()) {
        if (!(part instanceof CompositeMeterRegistry) && !into.contains(part)) {
          into.add(part);
        }
        addLeaves(part, into);
      }
    }
  }

  /** Listeners cannot be taken away again, so there is one for all runs, which holds nothing. */
  private static void watch(MeterRegistry registry) {
    if (WATCHED.putIfAbsent(registry, true) == null) {
      registry.config().onMeterAdded(meter -> added());
      registry.config().onMeterRegistrationFailed((id, reason) -> failed(reason));
    }
  }

  private static void added() {
    Heard heard = HEARD.get();
    if (heard != null) {
      heard.added++;
    }
  }

  private static void failed(String reason) {
    Heard heard = HEARD.get();
    if (heard != null) {
      heard.failure = reason;
    }
  }
}
