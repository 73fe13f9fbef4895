// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
/**
 * Whether the DL4J and ND4J on the class path have what this module calls. The list of classes,
 * methods and fields is written by the build from the compiled classes, and held against the class
 * path once per process, before anything of it is called.
 */
@NullMarked
package dev.infoscope.dl4j.symbols;

import org.jspecify.annotations.NullMarked;
