// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/** What a jar holds that was made of several. */
public final class ShadedJar {
  private ShadedJar() {}

  /**
   * An entry as text.
   *
   * @param jar that has it
   * @param entry its name
   * @return all of it
   * @throws IOException if it cannot be read
   */
  public static String text(JarFile jar, String entry) throws IOException {
    try (InputStream content = jar.getInputStream(Objects.requireNonNull(jar.getEntry(entry)))) {
      return new String(content.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /**
   * Jars of others on the class path whose classes are in this one.
   *
   * @param jar that may hold them
   * @return their names, without versions
   * @throws IOException if one cannot be read
   */
  public static List<String> held(JarFile jar) throws IOException {
    List<String> held = new ArrayList<>();
    for (String path : System.getProperty("java.class.path").split(File.pathSeparator)) {
      if (path.endsWith(".jar") && !path.contains("infoscope") && holds(jar, path)) {
        held.add(Path.of(path).getFileName().toString().replaceFirst("-[0-9].*", ""));
      }
    }
    return held;
  }

  private static boolean holds(JarFile jar, String path) throws IOException {
    try (JarFile other = new JarFile(path)) {
      return other.stream()
          .map(JarEntry::getName)
          .filter(name -> name.endsWith(".class") && !name.matches("(META-INF/|module-info).*"))
          .findFirst()
          .filter(name -> jar.getEntry(name) != null)
          .isPresent();
    }
  }
}
