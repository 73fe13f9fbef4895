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
import java.util.ArrayList;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Finds {@link Tried} in the source of a test, so that modules not yet compiled are seen too. */
final class TriedSource extends TreeScanner<Void, String> {
  private final List<String> found = new ArrayList<>();

  private TriedSource() {}

  /** Of each marked method: area, what was tried, class and method. */
  static List<String> of(String name, String text) {
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
    TriedSource source = new TriedSource();
    try {
      task.parse().forEach(unit -> unit.accept(source, ""));
    } catch (IOException e) {
      throw new UncheckedIOException(name, e);
    }
    return source.found;
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
    for (AnnotationTree mark : method.getModifiers().getAnnotations()) {
      if (mark.getAnnotationType().toString().matches("(.*[.])?Tried")) {
        String area = argument(mark, "area").toString().replaceFirst(".*[.]", "");
        String what = constant(argument(mark, "value"));
        found.add(area + ": " + what + ": " + owner + "." + method.getName());
      }
    }
    return super.visitMethod(method, owner);
  }

  private static ExpressionTree argument(AnnotationTree mark, String name) {
    return mark.getArguments().stream()
        .map(AssignmentTree.class::cast)
        .filter(argument -> argument.getVariable().toString().equals(name))
        .map(AssignmentTree::getExpression)
        .findFirst()
        .orElseThrow();
  }

  private static String constant(ExpressionTree text) {
    if (text instanceof BinaryTree sum) {
      return constant(sum.getLeftOperand()) + constant(sum.getRightOperand());
    }
    return String.valueOf(((LiteralTree) text).getValue());
  }
}
