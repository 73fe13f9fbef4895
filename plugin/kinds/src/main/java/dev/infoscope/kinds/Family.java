// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.kinds;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.deeplearning4j.nn.api.layers.LayerConstraint;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.distribution.Distribution;
import org.deeplearning4j.nn.conf.dropout.IDropout;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.variational.ReconstructionDistribution;
import org.deeplearning4j.nn.conf.weightnoise.IWeightNoise;
import org.deeplearning4j.nn.weights.IWeightInit;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.regularization.Regularization;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.schedule.ISchedule;

/** What configurations are made of; the classes of each are found in DL4J's and ND4J's jars. */
public enum Family {
  LAYER(Layer.class),
  VERTEX(GraphVertex.class),
  PREPROCESSOR(InputPreProcessor.class),
  ACTIVATION(IActivation.class),
  DROPOUT(IDropout.class),
  WEIGHT_NOISE(IWeightNoise.class),
  CONSTRAINT(LayerConstraint.class),
  LOSS(ILossFunction.class),
  UPDATER(IUpdater.class),
  SCHEDULE(ISchedule.class),
  REGULARIZATION(Regularization.class),
  WEIGHT_INIT(IWeightInit.class),
  DISTRIBUTION(Distribution.class),
  RECONSTRUCTION(ReconstructionDistribution.class);

  private static final List<Class<?>> ALL =
      Stream.of(Layer.class, IActivation.class).flatMap(Family::inJarOf).toList();

  private final Class<?> type;

  Family(Class<?> type) {
    this.type = type;
  }

  /** Classes of this family that can be made, by name. */
  public List<Class<?>> classes() {
    return ALL.stream()
        .filter(type::isAssignableFrom)
        .filter(each -> !each.isInterface() && !Modifier.isAbstract(each.getModifiers()))
        .sorted(Comparator.comparing(Class::getName))
        .toList();
  }

  private static Stream<Class<?>> inJarOf(Class<?> one) {
    try (JarFile jar = new JarFile(place(one).toFile())) {
      return jar.stream()
          .map(entry -> entry.getName())
          .filter(name -> name.endsWith(".class") && !name.startsWith("META-INF"))
          .map(name -> name.substring(0, name.length() - 6).replace('/', '.'))
          .<Class<?>>map(Family::load)
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The jar a class comes from. */
  private static Path place(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name, false, Family.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }
}
