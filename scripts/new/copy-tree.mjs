// A copy of the whole tree in which something can be tried: its own packages by their names, everything installed from here.
import { cpSync, existsSync, globSync, mkdirSync, readdirSync, readlinkSync, symlinkSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'

const left = new Set(['node_modules', 'dist', '.git', '.loggia', '.cache', 'coverage', 'output'])

/** Copies all that is not built or installed into a folder that is not there yet. */
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

/** The links of a workspace are relative, so that in the copy they lead to the copy. */
function linkOwn(from, to) {
  mkdirSync(to)
  for (const name of readdirSync(from)) {
    const target = readlinkSync(join(from, name))
    if (existsSync(join(dirname(join(to, name)), target))) symlinkSync(target, join(to, name))
  }
}
