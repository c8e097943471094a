// Bundles the server and the sample seller into the folder that is named on the command line. It runs in the Node that
// runs the server: the bundler needs a newer one than npm's.
import { realpathSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import { pathToFileURL } from 'node:url'
import { rolldown } from 'rolldown'
import { projectRoot } from './progress.mjs'
import { bundledFrom, entries } from './server-bundle.mjs'

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

/** Throws if something was bundled whose changes would not be noticed. */
function requireWatched(modules) {
  const root = realpathSync(projectRoot)
  const own = modules.map((id) => relative(root, id).split(sep).join('/'))
  const strange = own.find(
    (path) =>
      /^[^.\0]/.test(path) &&
      !path.startsWith('node_modules/') &&
      !bundledFrom.some((folder) => path.startsWith(`${folder}/`)),
  )
  if (strange !== undefined)
    throw new Error(`scripts/setup/server-bundle.mjs does not list the folder of ${strange}.`)
}

const bundle = await rolldown({
  input: Object.fromEntries(Object.entries(entries).map(([name, path]) => [name, join(projectRoot, path)])),
  platform: 'node',
  resolve: { conditionNames: ['loggia-source', 'node', 'default'] },
  external,
  plugins: [keepPlaces],
  logLevel: 'silent',
})
const { output } = await bundle.write({
  dir: process.argv[2],
  format: 'esm',
  sourcemap: true,
  sourcemapExcludeSources: true,
  // Fewer bytes to read and to compare with the compile cache; names stay as they are.
  minify: { compress: false, mangle: false, codegen: { removeWhitespace: true } },
  entryFileNames: '[name].mjs',
  chunkFileNames: 'chunks/[name]-[hash].mjs',
})
await bundle.close()
requireWatched(output.flatMap((one) => (one.type === 'chunk' ? one.moduleIds : [])))
