// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.symbols;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A class, or a method or field of it, as class files name them.
 *
 * @param owner internal name of the class, as in {@code org/nd4j/linalg/factory/Nd4j}
 * @param name of the member; empty for the class itself
 * @param descriptor of the member; empty for the class itself
 */
record Symbol(String owner, String name, String descriptor) implements Comparable<Symbol> {
  private static final Comparator<Symbol> ORDER =
      Comparator.comparing(Symbol::owner)
          .thenComparing(Symbol::name)
          .thenComparing(Symbol::descriptor);

  private static final String PRIMITIVES = "BCDFIJSVZ";
  private static final List<String> NAMES =
      List.of("byte", "char", "double", "float", "int", "long", "short", "void", "boolean");

  static Symbol ofClass(String owner) {
    return new Symbol(owner, "", "");
  }

  boolean isClass() {
    return name.isEmpty();
  }

  @Override
  public int compareTo(Symbol other) {
    return ORDER.compare(this, other);
  }

  /** As a Java programmer writes it, as in {@code org.nd4j.linalg.factory.Nd4j.zeros(int[])}. */
  String inWords() {
    String type = owner.replace('/', '.');
    if (isClass()) {
      return type;
    }
    return descriptor.startsWith("(") ? type + "." + call() : type + "." + name;
  }

  private String call() {
    String method = name.equals("<init>") ? "new" : name;
    List<String> types = new ArrayList<>();
    int at = 1;
    while (descriptor.charAt(at) != ')') {
      int end = end(at);
      types.add(simple(descriptor.substring(at, end)));
      at = end;
    }
    return method + "(" + String.join(", ", types) + ")";
  }

  private int end(int start) {
    int at = start;
    while (descriptor.charAt(at) == '[') {
      at++;
    }
    return descriptor.charAt(at) == 'L' ? descriptor.indexOf(';', at) + 1 : at + 1;
  }

  private static String simple(String type) {
    if (type.startsWith("[")) {
      return simple(type.substring(1)) + "[]";
    }
    return type.startsWith("L")
        ? type.substring(type.lastIndexOf('/') + 1, type.length() - 1)
        : NAMES.get(PRIMITIVES.indexOf(type.charAt(0)));
  }
}
