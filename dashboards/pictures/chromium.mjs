// A Chromium without a window, spoken to by its DevTools protocol over pipes: opens a page and takes its picture.
import { spawn } from 'node:child_process';

export class Chromium {
  #process;
  #waiting = new Map();
  #read = '';
  #last = 0;

  constructor(profile) {
    const options = ['--headless=new', '--no-sandbox', '--disable-gpu', '--hide-scrollbars', '--remote-debugging-pipe', `--user-data-dir=${profile}`];
    this.#process = spawn(process.env.CHROMIUM ?? 'chromium', options, { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] });
    this.#process.on('error', (error) => this.#fail(error));
    this.#process.on('exit', (code) => this.#fail(new Error(`chromium ended with ${code}`)));
    this.#process.stdio[4].setEncoding('utf8').on('data', (text) => this.#receive(text));
  }

  /** A picture of the page when the expression has become true in it. */
  async picture(address, { width, height }, ready) {
    const { targetId } = await this.#send('Target.createTarget', { url: 'about:blank' });
    const { sessionId } = await this.#send('Target.attachToTarget', { targetId, flatten: true });
    const page = (method, parameters) => this.#send(method, parameters, sessionId);
    await page('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: 1, mobile: false });
    await page('Page.navigate', { url: address });
    for (let tries = 0; !(await page('Runtime.evaluate', { expression: `Boolean(${ready})` })).result.value; tries++) {
      if (tries === 300) throw new Error(`${address} is not ready after 30 s`);
      await new Promise((resolve) => { setTimeout(resolve, 100); });
    }
    const { data } = await page('Page.captureScreenshot', { format: 'png' });
    await this.#send('Target.closeTarget', { targetId });
    return Buffer.from(data, 'base64');
  }

  async close() {
    const ended = new Promise((resolve) => { this.#process.once('exit', resolve); });
    this.#send('Browser.close').catch(() => {}); // it may end before it answers
    await ended;
  }

  #send(method, params = {}, sessionId = undefined) {
    const id = ++this.#last;
    this.#process.stdio[3].write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
    return new Promise((resolve, reject) => { this.#waiting.set(id, { resolve, reject }); });
  }

  #receive(text) {
    const messages = (this.#read + text).split('\0');
    this.#read = messages.pop();
    for (const { id, result, error } of messages.map((message) => JSON.parse(message))) {
      const { resolve, reject } = this.#waiting.get(id) ?? {};
      this.#waiting.delete(id);
      if (error) reject?.(new Error(error.message));
      else resolve?.(result);
    }
  }

  #fail(error) {
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }
}
