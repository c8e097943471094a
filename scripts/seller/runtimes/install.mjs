import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { runQuietly } from '../../setup/run-quietly.mjs'

/** Writes `{ 'path/of/a/file.js': 'text' }` below `folder`. */
export function writeFiles(folder, files) {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
}

/**
 * Creates a folder and installs these packages in it with npm. No install script runs; callers run a required one by
 * its name.
 */
export async function installInto(folder, packages) {
  writeFiles(folder, { 'package.json': '{ "private": true, "type": "module" }\n' })
  const args = ['install', '--no-audit', '--no-fund', '--save-exact', '--ignore-scripts', ...packages]
  await runQuietly('npm', args, { cwd: folder, shell: process.platform === 'win32' })
}

/** The version of a package that is installed there. */
export const versionIn = (folder, name) =>
  JSON.parse(readFileSync(join(folder, 'node_modules', name, 'package.json'), 'utf8')).version
