// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.safety;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * A test with a mark such as {@link Tried}, found in its source, so that modules not yet compiled
 * are seen too.
 *
 * @param name class and method
 * @param arguments of the mark, by name: texts as they are, other values as they are written
 */
record MarkedMethod(String name, Map<String, String> arguments) {
  private static final Path HOUSE = Path.of("").toAbsolutePath().getParent();

  /** An argument that is given. */
  String argument(String argument) {
    return String.valueOf(arguments.get(argument));
  }

  /** Those of all modules; what is generated or belongs to somebody else is not looked into. */
  static List<MarkedMethod> all(String mark) throws IOException {
    List<MarkedMethod> marked = new ArrayList<>();
    for (String module : List.of("src", "plugin", "examples")) {
      try (Stream<Path> found = Files.walk(HOUSE.resolve(module))) {
        for (Path file : found.filter(MarkedMethod::isTestSource).toList()) {
          String source = Files.readString(file);
          if (source.contains("@" + mark + "(")) {
            marked.addAll(of(file.toString(), source, mark));
          }
        }
      }
    }
    return marked;
  }

  private static boolean isTestSource(Path file) {
    return file.toString().matches(".*/(test|browser-test)/java/.*[.]java")
        && !file.endsWith("SafetyTableTest.java");
  }

  /** Those of one source. */
  static List<MarkedMethod> of(String name, String text, String mark) {
    JavaFileObject file =
        new SimpleJavaFileObject(URI.create("source:///Test.java"), JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
          }
        };
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    List<String> options = List.of("-proc:none");
    JavacTask task = (JavacTask) compiler.getTask(null, null, null, options, null, List.of(file));
    Finder finder = new Finder(mark);
    try {
      task.parse().forEach(unit -> unit.accept(finder, ""));
    } catch (IOException e) {
      throw new UncheckedIOException(name, e);
    }
    return finder.found;
  }

  private static final class Finder extends TreeScanner<Void, String> {
    private final String mark;
    private final List<MarkedMethod> found = new ArrayList<>();

    Finder(String mark) {
      this.mark = mark;
    }

    @Override
    public Void visitClass(ClassTree type, String outer) {
      return super.visitClass(type, outer.isEmpty() ? name(type) : outer + "$" + name(type));
    }

    private static String name(ClassTree type) {
      return type.getSimpleName().toString();
    }

    @Override
    public Void visitMethod(MethodTree method, String owner) {
      for (AnnotationTree annotation : method.getModifiers().getAnnotations()) {
        if (annotation.getAnnotationType().toString().matches("(.*[.])?" + mark)) {
          found.add(new MarkedMethod(owner + "." + method.getName(), arguments(annotation)));
        }
      }
      return super.visitMethod(method, owner);
    }

    private static Map<String, String> arguments(AnnotationTree annotation) {
      Map<String, String> arguments = new TreeMap<>();
      for (ExpressionTree each : annotation.getArguments()) {
        AssignmentTree argument = (AssignmentTree) each;
        arguments.put(argument.getVariable().toString(), value(argument.getExpression()));
      }
      return arguments;
    }

    private static String value(ExpressionTree value) {
      if (value instanceof BinaryTree sum) {
        return value(sum.getLeftOperand()) + value(sum.getRightOperand());
      }
      return value instanceof LiteralTree literal
          ? String.valueOf(literal.getValue())
          : value.toString();
    }
  }
}
