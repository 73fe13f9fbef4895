// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;

class ErrorsOfCommandsTest {
  /** Something that a class of the jar calls, as the machine may lack it. */
  private interface Step {
    void run();
  }

  @Command(name = "fails")
  private static final class Failing implements Runnable {
    private final Step step;

    Failing(Step step) {
      this.step = step;
    }

    @Override
    public void run() {
      step.run();
    }
  }

  /** A class that is there, and whose static part fails. */
  private static final class Uninitialised {
    static final int VALUE = Integer.parseInt("no number");
  }

  /** Read from a folder in which what it extends is not. */
  private static final class Orphan extends Parent {}

  private static class Parent {}

  private static String said(Step step) {
    StringWriter err = new StringWriter();
    int status =
        Infoscope.run(
            new CommandLine(new Failing(step)),
            new PrintWriter(Writer.nullWriter()),
            new PrintWriter(err),
            Ansi.OFF);
    assertThat(status).isEqualTo(1);
    assertThat(err.toString().lines()).hasSize(1);
    return err.toString();
  }

  private static void load(Path folder) {
    try {
      new OnlyThere(folder).loadClass(Orphan.class.getName());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Knows no class but one, whose file lies in a folder. */
  private static final class OnlyThere extends ClassLoader {
    private final Path folder;

    OnlyThere(Path folder) {
      super(null);
      this.folder = folder;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      if (!name.equals(Orphan.class.getName())) {
        throw new ClassNotFoundException(name);
      }
      try {
        byte[] bytes = Files.readAllBytes(folder.resolve("Orphan.class"));
        return defineClass(name, bytes, 0, bytes.length);
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }
  }

  @Test
  void aMissingLibraryIsNamedWithThePlaceOfLibraries(@TempDir Path folder) throws IOException {
    String file = Orphan.class.getName().replaceFirst(".*\\.", "") + ".class";
    try (var bytes = Orphan.class.getResourceAsStream(file)) {
      Files.copy(bytes, folder.resolve("Orphan.class"));
    }
    assertThat(said(() -> load(folder)))
        .contains("needs the libraries in lib beside infoscope.jar: no ", "Parent");
  }

  @Test
  void aClassThatFailsToInitialiseIsNotCalledMissing() {
    Step first = () -> assertThat(Uninitialised.VALUE).isZero();
    assertThat(said(first)).contains("failed: java.lang.ExceptionInInitializerError");
    assertThat(said(first)).contains("failed: ", "Uninitialised").doesNotContain("libraries");
  }

  @Test
  void aStackOverflowIsOneLine() {
    assertThat(said(() -> depth(0))).contains("failed: java.lang.StackOverflowError");
  }

  private static int depth(int above) {
    return above < 0 ? above : 1 + depth(above + 1);
  }

  @Test
  void tooLittleMemoryNamesTheOption() {
    Step step =
        () -> {
          throw new OutOfMemoryError("made for this test");
        };
    assertThat(said(step)).contains("out of memory; more can be given with java -Xmx");
  }
}
