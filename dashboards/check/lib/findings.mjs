// What the checks have to say, in one list: errors end the run with status 1, warnings do not.
export class Findings {
  #list = [];
  #notes = [];

  error(rule, where, message) { this.#list.push({ level: 'error', rule, where, message }); }
  warn(rule, where, message) { this.#list.push({ level: 'warning', rule, where, message }); }
  note(where, message) { this.#notes.push({ where, message }); }

  get errors() { return this.#list.filter((finding) => finding.level === 'error'); }
  get warnings() { return this.#list.filter((finding) => finding.level === 'warning'); }

  has(rule) { return this.errors.some((finding) => finding.rule === rule); }

  print() {
    for (const { where, message } of this.#notes) console.log(`  ok      ${where}: ${message}`);
    for (const { level, rule, where, message } of this.#list) console.log(`  ${level.padEnd(7)} ${where}: ${message} (${rule})`);
    console.log(`${this.errors.length} errors, ${this.warnings.length} warnings`);
  }
}
