// Bundles the server and the sample seller into the folder that is named on the command line. It runs in the Node that
// runs the server: the bundler needs a newer one than npm's.
import { spawnSync } from 'node:child_process'
import { realpathSync, writeFileSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import { pathToFileURL } from 'node:url'
import { rolldown } from 'rolldown'
import { projectRoot } from './progress.mjs'
import { bundledFrom, entries, flagsFile, isCode } from './server-bundle.mjs'

/** Read from their packages: they look for files beside themselves, or need not be there. */
const external = [/^node:/, /^@jsquash\//, /^@electric-sql\/pglite$/, 'pg-native']

const places = /\bimport\.meta\.(?:dirname|filename|url)\b|\b__(?:dirname|filename)\b/g

/** What a module says of its own place stays true: migrations, threads and files lie beside the sources. */
const keepPlaces = {
  name: 'keep-places',
  transform: {
    filter: { code: places },
    handler(code, id) {
      const known = {
        __dirname: dirname(id),
        __filename: id,
        'import.meta.dirname': dirname(id),
        'import.meta.filename': id,
        'import.meta.url': pathToFileURL(id).href,
      }
      // The length of a line changes, but no line moves.
      return { code: code.replaceAll(places, (place) => JSON.stringify(known[place])), map: null }
    },
  },
}

const compiled = /return new Function\('path', 'i', .*/

/**
 * Fastify's router compiles a function for each part of each address, thousands of them, which takes a tenth of a start. A
 * closure finds the same.
 */
const plainRouter = {
  name: 'plain-router',
  transform: {
    filter: { id: /[\\/]find-my-way[\\/]lib[\\/]node\.js$/ },
    handler(code) {
      if (!compiled.test(code))
        throw new Error('The router is another one: scripts/setup/bundle.mjs changes it.')
      return {
        code: code.replace(compiled, () => 'return (path, i) => path.startsWith(prefix, i)'),
        map: null,
      }
    },
  },
}

/** Throws if something was bundled whose changes would not be noticed. */
function requireWatched(modules) {
  const root = realpathSync(projectRoot)
  // Those that the bundler adds begin with a null.
  const own = modules
    .filter((id) => !id.startsWith('\0'))
    .map((id) => relative(root, id).split(sep).join('/'))
  const strange = own.find(
    (path) =>
      !path.startsWith('.') &&
      !path.startsWith('node_modules/') &&
      !(isCode(path) && bundledFrom.some((folder) => path.startsWith(`${folder}/`))),
  )
  if (strange !== undefined)
    throw new Error(`scripts/setup/server-bundle.mjs does not list ${strange} or its folder.`)
}

const folder = process.argv[2]
const traces = pathToFileURL(join(import.meta.dirname, 'stack-traces.mjs')).href
/** At the beginning of each file that is started. */
const first = `import { mapStackTraces } from ${JSON.stringify(traces)};mapStackTraces(import.meta.dirname);`
const bundle = await rolldown({
  input: Object.fromEntries(Object.entries(entries).map(([name, path]) => [name, join(projectRoot, path)])),
  platform: 'node',
  resolve: { conditionNames: ['loggia-source', 'node', 'default'] },
  external,
  plugins: [keepPlaces, plainRouter],
  logLevel: 'silent',
})
const { output } = await bundle.write({
  dir: folder,
  format: 'esm',
  sourcemap: true,
  sourcemapExcludeSources: true,
  // Fewer bytes to read and to compare with the compile cache; names stay as they are.
  minify: { compress: false, mangle: false, codegen: { removeWhitespace: true } },
  entryFileNames: '[name].mjs',
  chunkFileNames: 'chunks/[name]-[hash].mjs',
  banner: ({ isEntry }) => (isEntry ? first : ''),
})
await bundle.close()
requireWatched(output.flatMap((one) => (one.type === 'chunk' ? one.moduleIds : [])))

/**
 * While it starts, the server makes much that stays. With a young generation of this size (MB) from the beginning, it is
 * copied less often, which saves a tenth of a start. The engine may know the flag or not.
 */
const wished = ['--min-semi-space-size=16']
const isKnown = spawnSync(process.execPath, [...wished, '--version'], { stdio: 'ignore' }).status === 0
writeFileSync(join(folder, flagsFile), JSON.stringify(isKnown ? wished : []))
