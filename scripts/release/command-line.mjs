// Builds the package of the command line: the modules that `loggia` reaches, as JavaScript, in the same folders as
// here, since some of them load files and threads by relative paths; and the built pages, which the emulator serves.
import { copyFileSync, cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import { dirname, join, posix } from 'node:path'
import { projectRoot } from '../setup/progress.mjs'
import { licencesOf } from './licences.mjs'

const entry = 'apps/cli/src/main.ts'
/** Files that are read at run time and that no import names. */
const beside = ['packages/marketplace/src/migrations', 'packages/emulator/no-pages']
const besideToo = ['packages/marketplace/src/http/api-docs/api-docs.css']
const pages = ['apps/console/dist/client', 'apps/console/dist/server']
/** The workspaces whose dependencies are bundled into the pages. */
const inPages = ['apps/console', 'packages/ui']
/** The workspaces whose manifests give the versions of the packages that reached modules import. */
const needing = ['apps/cli', 'packages/marketplace', 'packages/outbound', 'packages/emulator']

const read = (path) => readFileSync(join(projectRoot, path), 'utf8')
const manifestOf = (folder) => JSON.parse(read(`${folder}/package.json`))

/** Builds into `folder`, which is empty, and returns its path. The pages must be built already. */
export function buildCommandLine(folder) {
  const { version, license } = manifestOf('apps/cli')
  const imported = copyReached(folder)
  for (const path of [...beside, ...besideToo]) copyInto(folder, path)
  for (const path of pages) copyInto(folder, path)
  writeJson(join(folder, 'apps/cli/package.json'), { version, type: 'module' })
  writeJson(join(folder, 'package.json'), {
    name: '@loggia/cli',
    version,
    description: 'Tools for sellers and operators of a Loggia marketplace: check, diagnose, emulate, call',
    license,
    type: 'module',
    engines: { node: '>=24' },
    bin: { loggia: 'bin/loggia.mjs' },
    dependencies: versionsOf(imported),
  })
  copyFileSync(join(import.meta.dirname, 'loggia.mjs'), target(folder, 'bin/loggia.mjs'))
  copyFileSync(join(projectRoot, 'docs/reference/command-line.md'), join(folder, 'README.md'))
  for (const name of ['LICENSE', 'NOTICE', 'CHANGELOG.md'])
    copyFileSync(join(projectRoot, name), join(folder, name))
  writeFileSync(join(folder, 'LICENSES-pages.txt'), licencesOf(inPages))
  return folder
}

const writeJson = (path, value) => writeFileSync(path, `${JSON.stringify(value, undefined, 2)}\n`)

function target(folder, path) {
  const place = join(folder, path)
  mkdirSync(dirname(place), { recursive: true })
  return place
}

/** Copies without files of the build itself and without compressed copies: only its own machine uses an emulator. */
function copyInto(folder, path) {
  const from = join(projectRoot, path)
  if (!existsSync(from)) throw new Error(`${path} is missing: the web pages are built first.`)
  const isWanted = (one) => !/(^|[\\/])\.[^\\/]*$|\.(br|gz)$/.test(one.slice(from.length))
  cpSync(from, target(folder, path), { recursive: true, filter: isWanted })
}

const specifiers = /(\bfrom\s*|\bimport\s*\(\s*|\bimport\s+|\bnew URL\(\s*)(['"])([^'"]+)\2/g
const isComment = (line) => /^\s*(\/?\*|\/\/)/.test(line)

/** Writes every module that the command line reaches; returns the names of the packages that they import. */
function copyReached(folder) {
  const queue = [entry]
  const seen = new Set(queue)
  const packages = new Set()
  for (let path = queue.shift(); path; path = queue.shift()) {
    const here = path
    const text = withRenamed(read(here), here, (specifier) => {
      const found = sourceOf(specifier, here)
      if (found === undefined) {
        if (!specifier.startsWith('node:')) packages.add(/^(@[^/]+\/)?[^/]+/.exec(specifier)[0])
        return undefined
      }
      if (!seen.has(found)) queue.push(found)
      seen.add(found)
      return pathBetween(here, found)
    })
    writeFileSync(target(folder, writtenPath(here)), text)
  }
  return packages
}

function withRenamed(source, path, rename) {
  if (!path.endsWith('.ts')) return source
  const lines = stripTypeScriptTypes(source).split('\n')
  const renamed = lines.map((line) =>
    isComment(line)
      ? line
      : line.replaceAll(specifiers, (whole, before, quote, specifier) => {
          const found = rename(specifier)
          return found === undefined ? whole : `${before}${quote}${found}${quote}`
        }),
  )
  // Removed types leave trailing blanks.
  return renamed.map((line) => line.trimEnd()).join('\n')
}

/** The source file that a specifier refers to, or undefined for a third-party package. */
function sourceOf(specifier, from) {
  if (specifier.startsWith('.')) return posix.join(posix.dirname(from), specifier)
  const [, name, subpath = ''] = /^@loggia\/([^/]+)(\/.+)?$/.exec(specifier) ?? []
  if (name === undefined) return undefined
  return posix.join('packages', name, sourceIn(manifestOf(`packages/${name}`).exports, `.${subpath}`))
}

/** The target of a subpath in "exports": by its own entry, or by a pattern with one star. */
function sourceIn(exports, subpath) {
  for (const [pattern, target] of Object.entries(exports)) {
    const [before, after] = pattern.split('*')
    if (after === undefined && pattern !== subpath) continue
    if (after !== undefined && !(subpath.startsWith(before) && subpath.endsWith(after))) continue
    const filled = subpath.slice(before.length, subpath.length - (after ?? '').length)
    const source = target['loggia-source']
    if (source !== undefined) return source.replaceAll('*', () => filled)
  }
  return subpath
}

const writtenPath = (path) => path.replace(/\.ts$/, '.js')

function pathBetween(from, to) {
  const path = posix.relative(posix.dirname(from), writtenPath(to))
  return path.startsWith('.') ? path : `./${path}`
}

/** The same versions as here, since these were tested. */
function versionsOf(imported) {
  const known = Object.assign({}, ...needing.map((folder) => manifestOf(folder).dependencies))
  const names = [...imported].filter((name) => name in known).toSorted((a, b) => (a < b ? -1 : 1))
  return Object.fromEntries(names.map((name) => [name, known[name]]))
}
