// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.symbols;

/** What can be switched off by itself where DL4J lacks something that it calls. */
public enum Part {
  /** All of Infoscope: copies of networks, activations, probes. */
  NETWORKS,
  /** Graphs of SameDiff. */
  SAMEDIFF,
  /** Layers as affine maps, for the measures that read weights. */
  WEIGHTS,
  /** Gradients of outputs with respect to layers, for conductance. */
  GRADIENTS,
  /** Networks in files, which only the command line reads. */
  FILES;

  private static final String OWN = "dev/infoscope/dl4j/";

  /** The part that a class of this module belongs to, by its internal name. */
  static Part of(String own) {
    String name = own.substring(OWN.length());
    if (name.startsWith("samediff/") || name.startsWith("SameDiff")) {
      return SAMEDIFF;
    }
    if (name.startsWith("affine/")) {
      return WEIGHTS;
    }
    boolean isOfProbes = name.equals("autodiff/Steps") || name.equals("autodiff/OwnedArrays");
    if (name.startsWith("gradient/") || name.startsWith("autodiff/") && !isOfProbes) {
      return GRADIENTS;
    }
    return name.startsWith("saved/") ? FILES : NETWORKS;
  }
}
