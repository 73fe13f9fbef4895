// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/** What a builder is given that it cannot take. */
class BuilderArgumentsTest {
  private static final Map<Class<?>, Object> OTHERS =
      Map.of(
          String.class,
          "x",
          URI.class,
          URI.create("http://127.0.0.1:9091"),
          Number.class,
          1,
          double.class,
          0.5,
          boolean.class,
          true);

  static Stream<Arguments> arguments() {
    return Arrays.stream(InfoscopeBuilder.class.getMethods())
        .filter(method -> method.getReturnType() == InfoscopeBuilder.class)
        .filter(method -> !method.isBridge())
        .flatMap(BuilderArgumentsTest::arguments);
  }

  private static Stream<Arguments> arguments(Method method) {
    Class<?>[] types = method.getParameterTypes();
    return Stream.iterate(0, i -> i < types.length, i -> i + 1)
        .filter(i -> !types[i].isPrimitive())
        .map(i -> Arguments.of(method.getName(), i, method));
  }

  @ParameterizedTest(name = "{0}, argument {1}")
  @MethodSource("arguments")
  void nothingIsRefusedByName(String name, int argument, Method method) {
    Class<?>[] types = method.getParameterTypes();
    Object[] values = Arrays.stream(types).map(OTHERS::get).toArray();
    values[argument] = null;
    Throwable thrown = catchThrowable(() -> method.invoke(Infoscope.builder(), values));
    assertThat(thrown).isInstanceOf(InvocationTargetException.class);
    assertThat(thrown.getCause())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageMatching(
            "(" + name + "|" + name + " free|" + name + " token|tag x) \\(null\\) must be given");
  }

  @Test
  void nothingAmongNamesIsRefusedToo() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Infoscope.builder().layers("a", null))
        .withMessage("layers (null) must be given");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Infoscope.builder().without("flow", null))
        .withMessage("without (null) must be given");
  }

  @Test
  void settingsThatAreChangedToNothingAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Infoscope.builder().relay(settings -> null))
        .withMessage("relay (null) must be given");
  }

  @Test
  void aPortIsFreeAgainWhereTheRestIsRefused() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    DataSet probe = new DataSet(Nd4j.zeros(4, 2), Nd4j.eye(2).repeat(0, 2));
    InfoscopeBuilder builder = Infoscope.builder().probe(probe).serve(port).ablation();
    assertThatIllegalArgumentException()
        .isThrownBy(builder::build)
        .withMessageStartingWith("ablation at the end of the run needs plannedEpochs");
    try (ServerSocket again = new ServerSocket()) {
      again.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      assertThat(again.isBound()).isTrue();
    }
  }

  @Test
  void aNumberOfEpochsOrUpdatesIsRefusedUnderTheNameOfTheMethod() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Infoscope.builder().logarithmicEpochs(0))
        .withMessage("logarithmicEpochs (0) must be >= 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Infoscope.builder().logarithmicIterations(-1))
        .withMessage("logarithmicIterations (-1) must be >= 1");
  }
}
