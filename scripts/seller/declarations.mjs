// Declarations of the published package. The compiler writes one file for each module; files that the entries reach are
// kept, and their imports from our unpublished packages and from zod become relative paths.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, posix, relative } from 'node:path'
import { projectRoot } from '../setup/progress.mjs'
import { runQuietly } from '../setup/run-quietly.mjs'

const packages = join(projectRoot, 'packages')
/** The packages that are not published. */
const inlined = ['kernel', 'signing', 'protocol']

/** Writes into `folder`; returns the entries with their file there. */
export async function writeDeclarations(entries, folder) {
  // Inside the repository, so that `zod` and Node's types are found.
  mkdirSync(join(projectRoot, 'node_modules', '.cache'), { recursive: true })
  const work = mkdtempSync(join(projectRoot, 'node_modules', '.cache', 'seller-types-'))
  try {
    await compile(entries, work)
    const files = entries.map((entry) => ({ ...entry, file: writtenPath(emittedPath(entry.source)) }))
    copyReached(
      files.map(({ source }) => emittedPath(source)),
      join(work, 'out'),
      folder,
    )
    return files
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}

async function compile(entries, work) {
  const config = {
    extends: join(projectRoot, 'tsconfig.json'),
    compilerOptions: {
      noEmit: false,
      declaration: true,
      emitDeclarationOnly: true,
      rootDir: packages,
      outDir: join(work, 'out'),
      typeRoots: [join(projectRoot, 'node_modules', '@types')],
      // Mapped to source paths: a module found through node_modules counts as external, and gets no declaration.
      paths: pathsOf(inlined),
    },
    files: entries.map(({ source }) => source),
    include: [],
  }
  writeFileSync(join(work, 'tsconfig.json'), JSON.stringify(config))
  const tsc = join(projectRoot, 'node_modules', '@typescript', 'native', 'bin', 'tsc')
  await runQuietly(process.execPath, [tsc, '-p', work], { cwd: projectRoot })
}

/** `{ '@loggia/signing': ['/…/packages/signing/src/index.ts'] }` and so on for every entry of these packages. */
function pathsOf(names) {
  const entries = names.flatMap((name) =>
    Object.entries(exportsOf(name)).map(([subpath, { 'loggia-source': source }]) => [
      `@loggia/${name}${subpath.slice(1)}`,
      source && [join(packages, name, source)],
    ]),
  )
  return Object.fromEntries(entries.filter(([, source]) => source && existsSync(source[0])))
}

const exportsOf = (name) => JSON.parse(readFileSync(join(packages, name, 'package.json'), 'utf8')).exports

/** `/…/packages/seller/src/adapters/node.ts` → `seller/src/adapters/node.d.ts` */
const emittedPath = (source) => relative(packages, source).replaceAll('\\', '/').replace(/\.ts$/, '.d.ts')
/** `seller/src/adapters/node.d.ts` → `seller/adapters/node.d.ts` */
const writtenPath = (emitted) => emitted.replace('/src/', '/')
/** zod's own declarations are used: `zod/index.d.ts`. */
const readableAt = (from, path) =>
  path.startsWith('zod/') ? join(projectRoot, 'node_modules', path) : join(from, path)

const specifiers = /(\bfrom\s+|\bimport\s*\(\s*|^import\s+)(['"])([^'"]+)\2/g
const isComment = (line) => /^\s*(\/?\*|\/\/)/.test(line)

/** The text with each specifier that `rename` maps to another path. Examples in comments keep theirs. */
const withRenamed = (text, rename) =>
  text
    .split('\n')
    .map((line) =>
      isComment(line)
        ? line
        : line.replaceAll(specifiers, (whole, before, quote, specifier) => {
            const renamed = rename(specifier)
            return renamed === undefined ? whole : `${before}${quote}${renamed}${quote}`
          }),
    )
    .join('\n')

function copyReached(roots, from, to) {
  const queue = [...roots]
  const seen = new Set(queue)
  for (let path = queue.shift(); path; path = queue.shift()) {
    const here = path
    const text = withRenamed(readFileSync(readableAt(from, here), 'utf8'), (specifier) => {
      const target = targetOf(specifier, here)
      if (target === undefined) return undefined
      if (!seen.has(target)) queue.push(target)
      seen.add(target)
      return pathBetween(writtenPath(here), writtenPath(target))
    })
    const place = join(to, writtenPath(here))
    mkdirSync(dirname(place), { recursive: true })
    writeFileSync(place, text)
  }
}

/** The emitted file that a specifier refers to, or undefined for a third-party package. */
function targetOf(specifier, from) {
  if (specifier.startsWith('.'))
    return posix.join(posix.dirname(from), specifier).replace(/\.(ts|js)$/, '.d.ts')
  if (specifier === 'zod') return 'zod/index.d.ts'
  const [, name, subpath = ''] = /^@loggia\/([^/]+)(\/.+)?$/.exec(specifier) ?? []
  if (name === undefined) return undefined
  if (!inlined.includes(name))
    throw new Error(`${from} imports ${specifier}, which the package does not carry.`)
  return emittedPath(join(packages, name, exportsOf(name)[`.${subpath}`]['loggia-source']))
}

function pathBetween(from, to) {
  const path = posix.relative(posix.dirname(from), to).replace(/\.d\.ts$/, '.js')
  return path.startsWith('.') ? path : `./${path}`
}
