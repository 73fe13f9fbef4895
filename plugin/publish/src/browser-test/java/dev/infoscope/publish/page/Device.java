// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.page;

/** What the page is read on. */
enum Device {
  LAPTOP(1440, 900),
  LARGE(2560, 1440),
  PHONE(390, 844);

  private final int width;
  private final int height;

  Device(int width, int height) {
    this.width = width;
    this.height = height;
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }
}
