// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.numeric;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a package whose public classes keep compatible: what is removed was deprecated for at least
 * one minor version before. Public classes of all other packages are experimental and may change in
 * any minor version.
 */
@Documented
@Target(ElementType.PACKAGE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Stable {}
