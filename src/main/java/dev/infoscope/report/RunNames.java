// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.report;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * The names of the runs of this process that are under way, so that no two of one name and model
 * report to the same place and are taken for one. A name is free again when its run is closed; a
 * suffix is not, for as long as other runs are at the place, because what was reported under it is
 * still shown. Thread-safe.
 */
public final class RunNames {
  private static final int REMEMBERED = 64;
  private static final Map<Destination, RunNames> ALL = new HashMap<>();

  private record Name(String run, String model) {}

  private final Set<Name> live = new HashSet<>();
  private final Set<Name> past = new LinkedHashSet<>();

  private RunNames() {}

  /** A name that was taken, until it is given back. */
  public static final class Claim implements AutoCloseable {
    private final Run run;
    private final Set<Destination> destinations;
    private boolean open = true;

    private Claim(Run run, Set<Destination> destinations) {
      this.run = run;
      this.destinations = destinations;
    }

    /**
     * The run under its name.
     *
     * @return as it was wanted, or with a suffix
     */
    public Run run() {
      return run;
    }

    /** Gives the name back; repeated calls do nothing. */
    @Override
    public void close() {
      synchronized (ALL) {
        if (open) {
          open = false;
          destinations.forEach(destination -> leave(destination, run));
        }
      }
    }
  }

  /**
   * Takes a name.
   *
   * @param wanted the run as its user named it
   * @param destinations where it will report to
   * @return the run, with a suffix {@code -2} or higher if another one under way has its name at
   *     one of the places
   */
  public static Claim take(Run wanted, Collection<Destination> destinations) {
    Set<Destination> all = Set.copyOf(destinations);
    synchronized (ALL) {
      Run run = wanted;
      for (int n = 2; isTaken(run, all, n > 2); n++) {
        run = wanted.withName(wanted.name() + "-" + n);
      }
      for (Destination destination : all) {
        ALL.computeIfAbsent(destination, fresh -> new RunNames()).live.add(name(destination, run));
      }
      return new Claim(run, all);
    }
  }

  private static boolean isTaken(Run run, Set<Destination> destinations, boolean suffixed) {
    for (Destination destination : destinations) {
      RunNames there = ALL.get(destination);
      Name name = name(destination, run);
      if (there != null && (there.live.contains(name) || suffixed && there.past.contains(name))) {
        return true;
      }
    }
    return false;
  }

  private static void leave(Destination destination, Run run) {
    RunNames there = ALL.get(destination);
    if (there == null) {
      return;
    }
    Name name = name(destination, run);
    there.live.remove(name);
    there.past.add(name);
    if (there.past.size() > REMEMBERED) {
      there.past.remove(there.past.iterator().next());
    }
    if (there.live.isEmpty()) {
      ALL.remove(destination);
    }
  }

  private static Name name(Destination destination, Run run) {
    return new Name(run.name(), destination.tellsModels() ? run.model() : "");
  }
}
