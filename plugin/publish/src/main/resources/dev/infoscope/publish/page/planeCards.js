// A card per plane that has readings.

import { cardHead, element, helpMenu, make } from './cards.js';
import { saveMenu } from './export.js';
import { PLANES, Plane, planeLines, planeTrajectories } from './plane.js';
import { detailsBox, fillDetails } from './provenance.js';

const NOTE = 'Marks grow with the epoch. Hollow: saturated, says more about the estimator than about the layer. Triangle: drift.';

export class PlaneCards {
  constructor(view) {
    this.view = view;
    this.planes = new Map();
  }

  build() {
    for (const spec of PLANES) {
      const there = planeTrajectories(this.view.store, spec) !== null;
      const old = this.planes.get(spec.id);
      if (there && !old) this.planes.set(spec.id, this.#card(spec));
      if (!there && old) {
        old.card.remove();
        this.planes.delete(spec.id);
      }
    }
    for (const spec of PLANES) {
      if (this.planes.has(spec.id)) element('planes').append(this.planes.get(spec.id).card); // in their order
    }
    element('planes').classList.toggle('several', this.planes.size > 1);
    element('planes').hidden = this.planes.size === 0;
  }

  draw() {
    for (const plane of this.planes.values()) plane.measure();
    for (const plane of this.planes.values()) {
      plane.draw();
      fillDetails(plane.how, this.view.store, planeLines(this.view.store, plane.spec));
    }
  }

  #card(spec) {
    const card = make('section', '', 'card');
    const canvas = make('canvas', '', 'plane');
    canvas.tabIndex = 0;
    canvas.setAttribute('role', 'img');
    canvas.id = `plane-${spec.id}`;
    const plane = new Plane(canvas, spec, this.view);
    const name = () => this.view.fileName(spec.id);
    const menu = saveMenu(spec.title, name, () => canvas, () => plane);
    const how = detailsBox();
    card.append(cardHead(spec.title, '', helpMenu(spec.title, [spec.x, spec.y]), menu), canvas, make('p', NOTE, 'under'), how);
    Object.assign(plane, { card, how });
    return plane;
  }
}
