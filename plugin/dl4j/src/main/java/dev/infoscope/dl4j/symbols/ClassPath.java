// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.symbols;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Classes as a class loader would find them, none of which is loaded. */
final class ClassPath {
  private final ClassLoader loader;
  private final Map<String, Optional<ClassFile>> read = new HashMap<>();

  ClassPath(ClassLoader loader) {
    this.loader = loader;
  }

  /**
   * Whether a symbol is there: the member may also be declared by a superclass or an interface. A
   * class whose file cannot be read counts as having it.
   */
  boolean has(Symbol symbol) {
    Optional<ClassFile> file = file(symbol.owner());
    if (file.isEmpty()) {
      return false;
    }
    return symbol.isClass() || declares(symbol.owner(), symbol.name(), symbol.descriptor());
  }

  private boolean declares(String owner, String name, String descriptor) {
    Optional<ClassFile> file = file(owner);
    return file.isEmpty() // a superclass that is not there: the JVM will say so itself
        || file.get().declares(name, descriptor)
        || !name.equals("<init>")
            && file.get().parents().stream().anyMatch(each -> declares(each, name, descriptor));
  }

  private Optional<ClassFile> file(String name) {
    return read.computeIfAbsent(name, this::find);
  }

  private Optional<ClassFile> find(String name) {
    try (InputStream stream = loader.getResourceAsStream(name + ".class")) {
      return stream == null ? Optional.empty() : Optional.of(new ClassFile(stream.readAllBytes()));
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }
}
