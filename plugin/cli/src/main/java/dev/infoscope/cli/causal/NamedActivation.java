// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.causal;

import dev.infoscope.network.Activation;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * An activation function under the name the user gave it.
 *
 * @param name as given
 * @param function as meant
 */
record NamedActivation(String name, Activation function) {
  /** From a name, with a parameter after a colon. */
  static final class Converter implements ITypeConverter<NamedActivation> {
    @Override
    public NamedActivation convert(String text) {
      try {
        return new NamedActivation(text, Activation.named(text));
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(String.valueOf(e.getMessage()));
      }
    }
  }
}
