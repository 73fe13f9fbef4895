// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.symbols;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is called of DL4J is held against what is on the class path. */
class MissingSymbolsTest {
  private static final String VECTORS = "org/nd4j/linalg/factory/Nd4j";

  /** As the class path, but for one file. */
  private static final class Hiding extends ClassLoader {
    private final String hidden;
    private final byte[] instead;

    Hiding(String hidden, byte... instead) {
      super(Hiding.class.getClassLoader());
      this.hidden = hidden;
      this.instead = instead;
    }

    @Override
    public InputStream getResourceAsStream(String name) {
      if (!name.equals(hidden + ".class")) {
        return super.getResourceAsStream(name);
      }
      return instead.length == 0 ? null : new ByteArrayInputStream(instead);
    }
  }

  @ParameterizedTest
  @EnumSource
  void nothingIsMissingInTheDl4jOfTheBuild(Part part) throws Exception {
    assertThat(SymbolList.read(part)).hasSizeGreaterThan(40);
    assertThat(MissingSymbols.here().reason(part)).isNull();
  }

  @Test
  void aClassThatIsNotThereIsNamedOnceHoweverManyOfItsMethodsAreCalled() {
    MissingSymbols missing = new MissingSymbols(new Hiding(VECTORS));
    assertThat(missing.reason(Part.NETWORKS))
        .isEqualTo("DL4J 1.0.0-M2.1 on the class path lacks org.nd4j.linalg.factory.Nd4j");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> missing.require(Part.FILES, Part.NETWORKS))
        .withMessageContaining("lacks org.nd4j.linalg.factory.Nd4j;");
  }

  @Test
  void ofManyMethodsThatAreNotThereThreeAreNamed() throws Exception {
    String other = "org/nd4j/linalg/api/shape/Shape";
    byte[] shape = getClass().getClassLoader().getResourceAsStream(other + ".class").readAllBytes();
    MissingSymbols missing = new MissingSymbols(new Hiding(VECTORS, shape));
    assertThat(missing.reason(Part.NETWORKS))
        .matches("DL4J 1.0.0-M2.1 on the class path lacks (\\S+Nd4j\\..+){3} and \\d+ more");
  }

  @Test
  void whatOnePartLacksLeavesTheOthersOn() {
    MissingSymbols missing =
        new MissingSymbols(new Hiding("org/nd4j/autodiff/samediff/SDVariable"));
    assertThat(missing.reason(Part.SAMEDIFF)).endsWith("org.nd4j.autodiff.samediff.SDVariable");
    assertThat(missing.reason(Part.NETWORKS)).isNull();
    assertThat(missing.reason(Part.GRADIENTS)).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "nonsense", "\u00ca\u00fe"})
  void aClassFileThatCannotBeReadSwitchesNothingOff(String text) {
    byte[] damaged = ("no" + text).getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
    assertThat(new MissingSymbols(new Hiding(VECTORS, damaged)).reason(Part.NETWORKS)).isNull();
  }

  @Test
  void membersAreFoundWhereASuperclassOrInterfaceDeclaresThem() {
    ClassPath path = new ClassPath(getClass().getClassLoader());
    String network = "org/deeplearning4j/nn/multilayer/MultiLayerNetwork";
    assertThat(path.has(new Symbol(network, "getClass", "()Ljava/lang/Class;"))).isTrue();
    assertThat(path.has(new Symbol("java/util/ArrayList", "isEmpty", "()Z"))).isTrue();
    assertThat(path.has(new Symbol("java/util/List", "stream", "()Ljava/util/stream/Stream;")))
        .isTrue();
    assertThat(path.has(new Symbol("java/util/List", "stream", "()Ljava/lang/Object;"))).isFalse();
    assertThat(path.has(new Symbol("java/lang/Enum", "<init>", "()V"))).isFalse();
    assertThat(path.has(new Symbol("java/lang/String", "value", "[B"))).as("private").isFalse();
  }

  @Test
  void symbolsAreWrittenAsAProgrammerDoes() {
    String type = "(I[JLjava/lang/String;[[Ljava/util/List;Z)V";
    List<Symbol> symbols =
        List.of(
            Symbol.ofClass(VECTORS),
            new Symbol(VECTORS, "of", type),
            new Symbol(VECTORS, "<init>", "()V"),
            new Symbol(VECTORS, "EPS", "D"));
    assertThat(symbols.stream().map(Symbol::inWords).map(each -> each.substring(24)))
        .containsExactly(
            "Nd4j", "Nd4j.of(int, long[], String, List[][], boolean)", "Nd4j.new()", "Nd4j.EPS");
  }

  @Test
  void classesBelongToTheirPart() {
    String own = "dev/infoscope/dl4j/";
    assertThat(Part.of(own + "samediff/Pieces")).isEqualTo(Part.SAMEDIFF);
    assertThat(Part.of(own + "SameDiffListener")).isEqualTo(Part.SAMEDIFF);
    assertThat(Part.of(own + "affine/AffineMaps$Observation")).isEqualTo(Part.WEIGHTS);
    assertThat(Part.of(own + "autodiff/GradientGraph")).isEqualTo(Part.GRADIENTS);
    assertThat(Part.of(own + "autodiff/Steps")).isEqualTo(Part.NETWORKS);
    assertThat(Part.of(own + "saved/SavedNetwork")).isEqualTo(Part.FILES);
    assertThat(Part.of(own + "Session")).isEqualTo(Part.NETWORKS);
  }
}
