// The TypeScript compiler as a judge of JSON: data assigned to a type becomes an error where it does not fit.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const HERE = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const OPTIONS = { strict: true, noEmit: true, skipLibCheck: true, module: 'esnext', moduleResolution: 'bundler', target: 'es2022', types: [] };

/**
 * Compiles many sources in one go.
 * @param sources by file name, each with the text and what to do with a complaint: {source, complain}
 */
export function compile(sources) {
  const folder = fs.mkdtempSync(path.join(HERE, '.types-'));
  try {
    for (const [name, { source }] of sources) fs.writeFileSync(path.join(folder, name), source);
    fs.writeFileSync(path.join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions: OPTIONS, files: [...sources.keys()] }));
    report(run(folder), sources);
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}

function run(folder) {
  const compiler = path.join(HERE, 'node_modules', '.bin', 'tsc');
  const { error, stdout, stderr } = spawnSync(compiler, ['-p', folder, '--pretty', 'false'], { cwd: folder, encoding: 'utf8', maxBuffer: 1 << 26 });
  if (error) throw error;
  return stdout + stderr;
}

function report(output, sources) {
  for (const line of output.split('\n').filter(Boolean)) {
    const match = /([\w-]+\.ts)\(\d+,\d+\): error (TS\d+: .*)/.exec(line);
    if (match) sources.get(match[1]).complain(match[2]);
    else if (!line.startsWith(' ')) throw new Error(`the TypeScript compiler says: ${line}`);
  }
}
