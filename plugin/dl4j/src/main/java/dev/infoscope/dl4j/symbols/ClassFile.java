// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.symbols;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a compiled class declares and calls, read from its bytes alone: nothing is loaded or
 * initialised. The format is that of chapter 4 of the Java Virtual Machine Specification; strings
 * are decoded only where they are asked for, since most never are.
 */
final class ClassFile {
  private static final int MAGIC = 0xCAFEBABE;
  private static final int PRIVATE = 0x0002;
  private static final int UTF8 = 1;
  private static final int CLASS = 7;
  private static final int FIELD = 9;
  private static final int INTERFACE_METHOD = 11;

  /** Bytes after the tag, by tag; -1 for what is no constant. */
  private static final int[] SIZES = {
    -1, -1, -1, 4, 4, 8, 8, 2, 2, 4, 4, 4, 4, -1, -1, 3, 2, 4, 4, 2, 2
  };

  private final ByteBuffer bytes;
  private final int[] constants; // where each begins, at its tag; 0 for none
  private final String name;
  private final @Nullable String parent;
  private final List<String> interfaces;
  private int[] members = new int[64]; // constants of name and descriptor, in turn
  private int count; // of places taken

  /**
   * Reads a class.
   *
   * @param file all of it
   * @throws IllegalArgumentException if it is no class file
   */
  ClassFile(byte[] file) {
    bytes = ByteBuffer.wrap(file);
    if (bytes.getInt() != MAGIC) {
      throw new IllegalArgumentException("no class file");
    }
    bytes.getInt(); // version
    constants = new int[unsigned()];
    for (int i = 1; i < constants.length; i++) {
      constants[i] = bytes.position();
      int tag = skipConstant();
      i += tag == 5 || tag == 6 ? 1 : 0; // long and double take two places
    }
    unsigned(); // access
    name = className(unsigned());
    int superclass = unsigned();
    parent = superclass == 0 ? null : className(superclass);
    interfaces = new ArrayList<>();
    for (int left = unsigned(); left > 0; left--) {
      interfaces.add(className(unsigned()));
    }
    readMembers(); // fields
    readMembers(); // methods
  }

  private int skipConstant() {
    int tag = bytes.get();
    int size = tag == UTF8 ? unsigned() : tag > 0 && tag < SIZES.length ? SIZES[tag] : -1;
    if (size < 0) {
      throw new IllegalArgumentException("unknown constant " + tag);
    }
    bytes.position(bytes.position() + size);
    return tag;
  }

  private void readMembers() {
    for (int left = unsigned(); left > 0; left--) {
      boolean isPrivate = (unsigned() & PRIVATE) != 0;
      add(unsigned(), unsigned(), isPrivate);
      for (int attributes = unsigned(); attributes > 0; attributes--) {
        unsigned();
        int length = bytes.getInt();
        bytes.position(bytes.position() + length);
      }
    }
  }

  private void add(int member, int descriptor, boolean isPrivate) {
    if (isPrivate) {
      return;
    }
    if (count == members.length) {
      members = Arrays.copyOf(members, 2 * count);
    }
    members[count++] = constants[member];
    members[count++] = constants[descriptor];
  }

  private int unsigned() {
    return bytes.getShort() & 0xFFFF;
  }

  private int unsigned(int at) {
    return bytes.getShort(at) & 0xFFFF;
  }

  private String text(int constant) {
    int at = constants[constant];
    return new String(bytes.array(), at + 3, unsigned(at + 1), UTF_8);
  }

  private String className(int constant) {
    return text(unsigned(constants[constant] + 1));
  }

  /** Internal name. */
  String name() {
    return name;
  }

  /** The superclass and the interfaces, by internal name. */
  List<String> parents() {
    List<String> parents = new ArrayList<>(interfaces);
    if (parent != null) {
      parents.add(0, parent);
    }
    return parents;
  }

  /** Whether the class itself declares a field or method that others may use. */
  boolean declares(String member, String descriptor) {
    byte[] wanted = member.getBytes(UTF_8);
    byte[] type = descriptor.getBytes(UTF_8);
    for (int i = 0; i < count; i += 2) {
      if (is(wanted, members[i]) && is(type, members[i + 1])) {
        return true;
      }
    }
    return false;
  }

  private boolean is(byte[] text, int at) {
    int length = unsigned(at + 1);
    int start = at + 3;
    return length == text.length
        && Arrays.equals(bytes.array(), start, start + length, text, 0, length);
  }

  /** Every class, method and field that the code of the class names. */
  Set<Symbol> references() {
    Set<Symbol> found = new TreeSet<>();
    for (int at : constants) {
      int tag = at == 0 ? 0 : bytes.get(at);
      if (tag == CLASS) {
        found.add(Symbol.ofClass(element(text(unsigned(at + 1)))));
      } else if (tag >= FIELD && tag <= INTERFACE_METHOD) {
        found.add(member(at));
      }
    }
    return found;
  }

  private Symbol member(int at) {
    String owner = className(unsigned(at + 1));
    if (owner.startsWith("[")) { // clone() of an array
      return Symbol.ofClass(element(owner));
    }
    int both = constants[unsigned(at + 3)];
    return new Symbol(owner, text(unsigned(both + 1)), text(unsigned(both + 3)));
  }

  /** What an array is made of. */
  private static String element(String type) {
    return type.startsWith("[")
        ? type.substring(type.lastIndexOf('[') + 1).replaceFirst("^L(.*);$", "$1")
        : type;
  }
}
