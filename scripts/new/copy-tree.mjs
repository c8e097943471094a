// Copies the whole tree to try something in it: workspace links lead into the copy, other packages come from here.
import { cpSync, existsSync, globSync, mkdirSync, readdirSync, readlinkSync, symlinkSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'

const left = new Set(['node_modules', 'dist', '.git', '.loggia', '.cache', 'coverage', 'output'])

/** Copies everything that is not built or installed into a folder that does not exist yet. */
export function copyTree(from, to) {
  cpSync(from, to, { recursive: true, filter: (path) => !left.has(basename(path)) })
  const places = globSync(
    ['node_modules', '{apps,packages,examples}/*/node_modules', '{e2e,bench}/node_modules'],
    {
      cwd: from,
    },
  )
  for (const place of places) linkInstalled(join(from, place), join(to, place))
}

function linkInstalled(from, to) {
  mkdirSync(to)
  for (const name of readdirSync(from)) {
    if (name === '@loggia') linkOwn(join(from, name), join(to, name))
    else if (!name.startsWith('.') || name === '.bin') symlinkSync(join(from, name), join(to, name))
  }
}

/** Workspace links are relative, so in the copy they lead into the copy. */
function linkOwn(from, to) {
  mkdirSync(to)
  for (const name of readdirSync(from)) {
    const target = readlinkSync(join(from, name))
    if (existsSync(join(dirname(join(to, name)), target))) symlinkSync(target, join(to, name))
  }
}
