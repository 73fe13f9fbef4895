// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.symbols;

import dev.infoscope.numeric.Require;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What Infoscope calls of DL4J and ND4J and the class path does not have, as where a host has
 * another version of DL4J than Infoscope was built with. Without this, a call would fail in the
 * middle of a training.
 */
public final class MissingSymbols {
  private static final int MOST_NAMED = 3;

  private final ClassPath path;
  private final String version;
  private final Map<Part, List<String>> missing = new EnumMap<>(Part.class);

  MissingSymbols(ClassLoader loader) {
    this.path = new ClassPath(loader);
    this.version = Dl4jVersion.of(loader);
  }

  /** Made when first asked for. */
  private static final class OfThisProcess {
    private static final MissingSymbols FOUND =
        new MissingSymbols(MissingSymbols.class.getClassLoader());
  }

  /**
   * What is missing in this process; for each part the class path is read once.
   *
   * @return what the class path lacks
   */
  public static MissingSymbols here() {
    return OfThisProcess.FOUND;
  }

  private synchronized List<String> of(Part part) {
    return missing.computeIfAbsent(part, this::find);
  }

  private List<String> find(Part part) {
    try {
      return absent(SymbolList.read(part));
    } catch (IOException | RuntimeException unreadable) {
      return List.of(); // a check that fails must not switch off what works
    }
  }

  private List<String> absent(List<Symbol> symbols) {
    List<String> absent = new ArrayList<>();
    Set<String> absentClasses = new HashSet<>();
    for (Symbol symbol : symbols) {
      if (!absentClasses.contains(symbol.owner()) && !path.has(symbol)) {
        boolean hasClass = !symbol.isClass() && path.has(Symbol.ofClass(symbol.owner()));
        absent.add((hasClass ? symbol : Symbol.ofClass(symbol.owner())).inWords());
        if (!hasClass) {
          absentClasses.add(symbol.owner());
        }
      }
    }
    return absent;
  }

  /**
   * Why a part cannot be used.
   *
   * @param part one that can be switched off by itself
   * @return names what is missing and the version of DL4J; null if all is there
   */
  public @Nullable String reason(Part part) {
    List<String> names = of(part);
    if (names.isEmpty()) {
      return null;
    }
    String more = names.size() > MOST_NAMED ? " and " + (names.size() - MOST_NAMED) + " more" : "";
    List<String> first = names.subList(0, Math.min(MOST_NAMED, names.size()));
    return "DL4J " + version + " on the class path lacks " + String.join(", ", first) + more;
  }

  /**
   * Refuses what cannot be used.
   *
   * @param parts needed
   * @throws IllegalArgumentException names what is missing
   */
  public void require(Part... parts) {
    for (Part part : parts) {
      String reason = reason(part);
      Require.that(reason == null, "%s; Infoscope was built with M2.1", reason);
    }
  }
}
