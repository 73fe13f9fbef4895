// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.saved;

import dev.infoscope.numeric.Require;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Classes that a saved network may name. To name a class is to run it: its initialiser runs when
 * the configuration is read. Those of DL4J and ND4J are allowed, without the libraries shaded into
 * them; layers of one's own are allowed by name. Immutable.
 */
public final class AllowedClasses {
  private static final List<String> LIBRARIES = List.of("org.deeplearning4j.", "org.nd4j.");
  private static final String SHADED = "org.nd4j.shade.";
  private static final Pattern NAME =
      Pattern.compile("[\\p{Alpha}_$][\\w$]*(\\.[\\p{Alpha}_$][\\w$]*)*+");
  private static final AllowedClasses OF_LIBRARIES = new AllowedClasses(Set.of());

  private final Set<String> further;

  private AllowedClasses(Set<String> further) {
    this.further = further;
  }

  /**
   * Those of DL4J and ND4J.
   *
   * @return no others
   */
  public static AllowedClasses ofLibraries() {
    return OF_LIBRARIES;
  }

  /**
   * Allows further classes.
   *
   * @param names full names, as in {@code com.example.MyLayer}
   * @return these and those allowed so far
   * @throws IllegalArgumentException if one is no name of a class
   */
  public AllowedClasses and(Collection<String> names) {
    names.forEach(
        name -> Require.that(NAME.matcher(name).matches(), "class (%s) must be a full name", name));
    Set<String> all = new TreeSet<>(further);
    all.addAll(names);
    return new AllowedClasses(all);
  }

  boolean allows(String name) {
    return further.contains(name)
        || NAME.matcher(name).matches()
            && LIBRARIES.stream().anyMatch(name::startsWith)
            && !name.startsWith(SHADED);
  }
}
