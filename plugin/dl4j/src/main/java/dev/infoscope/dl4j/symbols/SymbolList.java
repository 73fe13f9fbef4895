// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.symbols;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The list of what this module calls of DL4J, ND4J and JavaCPP, as a file beside its classes. The
 * build writes it after compiling; a line holds part, class, member and descriptor.
 */
public final class SymbolList {
  private static final String FILE = "symbols.txt";
  private static final List<String> FOREIGN =
      List.of("org/deeplearning4j/", "org/nd4j/", "org/bytedeco/");

  private SymbolList() {}

  /**
   * Writes the list; the build calls it.
   *
   * @param arguments the folder of the compiled classes of this module
   * @throws IOException if they cannot be read
   */
  public static void main(String... arguments) throws IOException {
    Path classes = Path.of(arguments[0]);
    Path own = classes.resolve("dev/infoscope/dl4j");
    Set<String> lines = new TreeSet<>();
    try (Stream<Path> files = Files.walk(own)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".class")).toList()) {
        ClassFile read = new ClassFile(Files.readAllBytes(file));
        read.references().stream()
            .filter(symbol -> FOREIGN.stream().anyMatch(symbol.owner()::startsWith))
            .forEach(symbol -> lines.add(line(Part.of(read.name()), symbol)));
      }
    }
    Files.writeString(own.resolve("symbols").resolve(FILE), String.join("\n", lines) + "\n");
  }

  private static String line(Part part, Symbol symbol) {
    String line = part + " " + symbol.owner();
    return symbol.isClass() ? line : line + " " + symbol.name() + " " + symbol.descriptor();
  }

  /**
   * Reads a part of the list.
   *
   * @return its symbols; empty where the file is missing, as in classes that no build made
   */
  static List<Symbol> read(Part part) throws IOException {
    InputStream list = SymbolList.class.getResourceAsStream(FILE);
    return list == null ? List.of() : read(part + " ", list);
  }

  private static List<Symbol> read(String begin, InputStream list) throws IOException {
    List<Symbol> symbols = new ArrayList<>();
    try (BufferedReader lines = new BufferedReader(new InputStreamReader(list, UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith(begin)) {
          symbols.add(symbol(line.split(" ")));
        }
      }
    }
    return symbols;
  }

  private static Symbol symbol(String... words) {
    return words.length == 2 ? Symbol.ofClass(words[1]) : new Symbol(words[1], words[2], words[3]);
  }
}
