// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The documentation shows the callbacks as they are in the examples. */
class FrameworksPageTest {
  @ParameterizedTest
  @ValueSource(strings = {"infoscope_writer", "torch_callback", "keras_callback", "jax_callback"})
  void thePageShowsEachCallbackAsItIs(String name) throws IOException {
    Path callbacks = PythonProgram.callbacks();
    String code = Files.readString(callbacks.resolve(name + ".py"));
    String page = Files.readString(callbacks.resolve("../../src/site/frameworks.md"));
    String shown = code.substring(code.indexOf('\n') + 1);
    assertThat(page).contains("```python\n" + shown + "```\n");
  }
}
