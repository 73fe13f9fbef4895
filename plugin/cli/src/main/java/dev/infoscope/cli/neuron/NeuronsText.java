// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.neuron;

import dev.infoscope.cli.answer.TextTable;
import dev.infoscope.discrete.Discretizer;
import dev.infoscope.measure.neuron.DuplicateUnit;
import dev.infoscope.measure.neuron.LayerNeurons;
import dev.infoscope.measure.neuron.Neuron;
import dev.infoscope.network.Layer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import picocli.CommandLine.Help.Ansi;

/** The neurons of a layer as a table for people; marked are those not above chance. */
final class NeuronsText {
  private final Layer layer;
  private final Discretizer rule;
  private final LayerNeurons neurons;

  NeuronsText(Layer layer, Discretizer rule, LayerNeurons neurons) {
    this.layer = layer;
    this.rule = rule;
    this.neurons = neurons;
  }

  private TextTable table() {
    TextTable table =
        new TextTable(
            0, "unit", "H(T)", "I(T;Y)", "corrected", "KL selectivity", "class selectivity");
    neurons.neurons().forEach(neuron -> row(table, neuron));
    return table;
  }

  private void row(TextTable table, Neuron neuron) {
    table.add(
        !neurons.isInformative(neuron.unit()),
        String.valueOf(neuron.unit()),
        TextTable.number(neuron.entropy().bits()),
        TextTable.number(neuron.labelInformation().bits()),
        TextTable.number(neuron.correctedInformation()),
        TextTable.number(neuron.selectivity().bits()),
        TextTable.number(neuron.classSelectivity()));
  }

  String text(Ansi ansi) {
    return String.format(
            Locale.ROOT, "Neurons of %s, %s, bits%n%n", layer.name(), RuleConverter.text(rule))
        + table().text(ansi)
        + String.format(Locale.ROOT, "%n")
        + line("dead", neurons.dead())
        + line("always on", neurons.alwaysOn())
        + line("always off", neurons.alwaysOff())
        + line("duplicate", words(neurons.duplicates()))
        + line("same code", words(neurons.sameCode()))
        + withheld()
        + chance();
  }

  /** Why there is a dash under class selectivity: a line for each reason. */
  private String withheld() {
    Map<String, List<Integer>> units =
        neurons.neurons().stream()
            .filter(neuron -> !neuron.whyNoClassSelectivity().isEmpty())
            .collect(
                Collectors.groupingBy(
                    Neuron::whyNoClassSelectivity,
                    TreeMap::new,
                    Collectors.mapping(Neuron::unit, Collectors.toList())));
    return units.entrySet().stream()
        .map(each -> line("no class selectivity (" + each.getKey() + ")", each.getValue()))
        .collect(Collectors.joining());
  }

  private String chance() {
    return String.format(
        Locale.ROOT,
        "by chance the best neuron reads up to I(T;Y) %s and KL selectivity %s%n",
        TextTable.number(neurons.informationThreshold()),
        TextTable.number(neurons.selectivityThreshold()));
  }

  private static List<String> words(List<DuplicateUnit> twins) {
    return twins.stream().map(twin -> twin.unit() + " of " + twin.of()).toList();
  }

  private static String line(String what, List<?> units) {
    return units.isEmpty()
        ? ""
        : String.format(
            Locale.ROOT,
            "%s: %s%n",
            what,
            units.stream().map(String::valueOf).collect(Collectors.joining(", ")));
  }
}
