// Builds the package for sellers in packages/seller/dist: bundles with our unpublished packages and zod inlined,
// self-contained declarations, and a package.json of its own. The content of that folder is what is published.
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { rolldown } from 'rolldown'
import { projectRoot } from '../setup/progress.mjs'
import { writeDeclarations } from './declarations.mjs'

const sourceFolder = join(projectRoot, 'packages', 'seller')
const copied = ['name', 'version', 'description', 'keywords', 'license', 'type', 'sideEffects', 'engines']
const copiedToo = ['peerDependencies', 'peerDependenciesMeta']

/** Builds into `folder`, which is emptied first, and returns its path. */
export async function buildSeller(folder = join(sourceFolder, 'dist')) {
  const manifest = JSON.parse(readFileSync(join(sourceFolder, 'package.json'), 'utf8'))
  const entries = entriesOf(manifest)
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const [types] = await Promise.all([
    writeDeclarations(entries, join(folder, 'types')),
    writeBundles(entries, folder),
  ])
  writeFileSync(
    join(folder, 'package.json'),
    `${JSON.stringify(publishedOf(manifest, types), undefined, 2)}\n`,
  )
  copyFileSync(join(sourceFolder, 'README.md'), join(folder, 'README.md'))
  for (const name of ['LICENSE', 'NOTICE', 'CHANGELOG.md'])
    copyFileSync(join(projectRoot, name), join(folder, name))
  copyFileSync(join(projectRoot, 'node_modules', 'zod', 'LICENSE'), join(folder, 'LICENSE-zod'))
  return folder
}

/** `{ subpath: './node', name: 'node', source: '/…/src/adapters/node.ts' }` for each entry in "exports". */
function entriesOf({ exports }) {
  return Object.entries(exports).map(([subpath, { 'loggia-source': source }]) => {
    const path = join(sourceFolder, source)
    if (!existsSync(path)) throw new Error(`packages/seller lists ${subpath}, but ${source} is missing.`)
    return { subpath, name: subpath === '.' ? 'index' : subpath.slice(2).replaceAll('/', '-'), source: path }
  })
}

async function writeBundles(entries, folder) {
  const bundle = await rolldown({
    input: Object.fromEntries(entries.map(({ name, source }) => [name, source])),
    platform: 'node',
    resolve: { conditionNames: ['loggia-source', 'node', 'import', 'default'] },
    external: (id) => id.startsWith('node:') || (!/^[./]/.test(id) && !/^(@loggia\/|zod$)/.test(id)),
    treeshake: { moduleSideEffects: false },
    logLevel: 'warn',
  })
  const { output } = await bundle.write({
    dir: folder,
    format: 'esm',
    entryFileNames: '[name].js',
    chunkFileNames: 'chunks/[name].js',
  })
  await bundle.close()
  refuseForeign(output)
}

/** Throws if the bundles import a package that the seller's package manager would have to install. */
function refuseForeign(output) {
  const imported = output.flatMap((chunk) =>
    chunk.type === 'chunk' ? [...chunk.imports, ...chunk.dynamicImports] : [],
  )
  const own = new Set(output.map(({ fileName }) => fileName))
  const foreign = imported.filter((id) => !own.has(id) && !id.startsWith('node:'))
  if (foreign.length > 0) throw new Error(`The package would need ${[...new Set(foreign)].join(', ')}.`)
}

/** `{ node: ['./types/seller/adapters/node.d.ts'] }` and so on for every entry except the first. */
const typesOfSubpaths = (types) =>
  Object.fromEntries(
    types
      .filter(({ subpath }) => subpath !== '.')
      .map(({ subpath, file }) => [subpath.slice(2), [`./types/${file}`]]),
  )

function publishedOf(manifest, types) {
  const kept = (names) =>
    Object.fromEntries(names.filter((name) => name in manifest).map((name) => [name, manifest[name]]))
  const exports = Object.fromEntries(
    types.map(({ subpath, name, file }) => [subpath, { types: `./types/${file}`, default: `./${name}.js` }]),
  )
  return {
    ...kept(copied),
    exports: { ...exports, './package.json': './package.json' },
    main: './index.js',
    types: exports['.'].types,
    // For `moduleResolution: node10`, which ignores "exports"; it finds the code of an entry without help.
    typesVersions: { '*': typesOfSubpaths(types) },
    ...kept(copiedToo),
  }
}
