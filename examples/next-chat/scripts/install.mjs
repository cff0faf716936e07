// Runs before `npm run dev`, `build`, `types` and `test`, and gets what they need where it is missing: the package, which
// is built two folders above, and the dependencies here. A later build of the package is copied in.
import { execSync } from 'node:child_process';
import { cpSync, existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const here = join(import.meta.dirname, '..');
const root = join(here, '..', '..');
const installed = join(here, 'node_modules', 'workers-ai-gateway');

/** @param {string} command @param {string} folder */
function run(command, folder) {
  console.log(`${command}  (in ${folder})`);
  execSync(command, { cwd: folder, stdio: 'inherit' });
}

/** @param {string} folder */
const contentOf = folder =>
  ['package.json', ...readdirSync(join(folder, 'dist')).map(name => join('dist', name))]
    .sort()
    .map(name => `${name}\n${readFileSync(join(folder, name), 'utf8')}`)
    .join('\n');

/** A build that was broken off leaves some of the files out. */
function isBuilt() {
  const { exports, bin } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const files = JSON.stringify([exports, bin]).match(/\.\/dist\/[^"]+/g) ?? [];
  return files.every(file => existsSync(join(root, file)));
}

if (!isBuilt()) {
  if (!existsSync(join(root, 'node_modules'))) run('npm ci', root);
  run('npm run build', root);
}
if (!existsSync(join(here, 'node_modules', 'next'))) run('npm ci', here);
if (contentOf(root) !== contentOf(installed)) {
  console.log('The package was built anew: copying it in.');
  rmSync(join(installed, 'dist'), { recursive: true });
  for (const name of ['dist', 'package.json']) {
    cpSync(join(root, name), join(installed, name), { recursive: true });
  }
}
