// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate.neighbours;

/** What every search keeps of the row it is at: its nearest neighbours and their rectangle. */
abstract class RowNeighbours implements Neighbours {
  private final Nearest nearest;
  private int row;
  private boolean isMeasured;
  private double radiusX;
  private double radiusY;

  /** At no row yet. */
  RowNeighbours(int k) {
    nearest = new Nearest(k);
  }

  @Override
  public final void moveTo(int row) {
    this.row = row;
    isMeasured = false;
    nearest.clear();
    search();
  }

  /** Offers the distances of at least the k nearest neighbours of {@link #row}. */
  abstract void search();

  final void offer(double distance) {
    nearest.offer(distance);
  }

  /** Stretches the rectangle to every neighbour within {@link #radius}. */
  abstract void measureRectangle();

  /** Stretches the rectangle to a neighbour. */
  final void stretch(double distanceX, double distanceY) {
    radiusX = Math.max(radiusX, distanceX);
    radiusY = Math.max(radiusY, distanceY);
  }

  final int row() {
    return row;
  }

  @Override
  public final double radius() {
    return nearest.last();
  }

  @Override
  public final double radiusX() {
    measureOnce();
    return radiusX;
  }

  @Override
  public final double radiusY() {
    measureOnce();
    return radiusY;
  }

  private void measureOnce() {
    if (!isMeasured) {
      isMeasured = true;
      radiusX = 0;
      radiusY = 0;
      measureRectangle();
    }
  }
}
