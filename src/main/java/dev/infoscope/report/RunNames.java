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
  private static final Map<Place, RunNames> ALL = new HashMap<>();

  private record Name(String run, String model) {}

  private final Set<Name> live = new HashSet<>();
  private final Set<Name> past = new LinkedHashSet<>();

  private RunNames() {}

  /** A name that was taken, until it is given back. */
  public static final class Claim implements AutoCloseable {
    private final Run run;
    private final Set<Place> places;
    private boolean open = true;

    private Claim(Run run, Set<Place> places) {
      this.run = run;
      this.places = places;
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
          places.forEach(place -> leave(place, run));
        }
      }
    }
  }

  /**
   * Takes a name.
   *
   * @param wanted the run as its user named it
   * @param places where it will report to
   * @return the run, with a suffix {@code -2} or higher if another one under way has its name at
   *     one of the places
   */
  public static Claim take(Run wanted, Collection<Place> places) {
    Set<Place> all = Set.copyOf(places);
    synchronized (ALL) {
      Run run = wanted;
      for (int n = 2; isTaken(run, all, n > 2); n++) {
        String name = wanted.name() + "-" + n;
        run = new Run(name, wanted.model(), wanted.plannedEpochs(), wanted.provenance());
      }
      for (Place place : all) {
        ALL.computeIfAbsent(place, fresh -> new RunNames()).live.add(name(place, run));
      }
      return new Claim(run, all);
    }
  }

  private static boolean isTaken(Run run, Set<Place> places, boolean suffixed) {
    for (Place place : places) {
      RunNames there = ALL.get(place);
      Name name = name(place, run);
      if (there != null && (there.live.contains(name) || suffixed && there.past.contains(name))) {
        return true;
      }
    }
    return false;
  }

  private static void leave(Place place, Run run) {
    RunNames there = ALL.get(place);
    if (there == null) {
      return;
    }
    Name name = name(place, run);
    there.live.remove(name);
    there.past.add(name);
    if (there.past.size() > REMEMBERED) {
      there.past.remove(there.past.iterator().next());
    }
    if (there.live.isEmpty()) {
      ALL.remove(place);
    }
  }

  private static Name name(Place place, Run run) {
    return new Name(run.name(), place.tellsModels() ? run.model() : "");
  }
}
