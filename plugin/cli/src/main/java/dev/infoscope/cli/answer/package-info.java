// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
/**
 * The result of a command, and the two forms in which it is printed: one JSON object for programs,
 * tables for people. The schema of the JSON is the resource {@code
 * dev/infoscope/cli/answer.schema.json}.
 */
@NullMarked
package dev.infoscope.cli.answer;

import org.jspecify.annotations.NullMarked;
