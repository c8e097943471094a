import react from '@vitejs/plugin-react'
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { defaultClientConditions, defaultServerConditions, defineConfig } from 'vite'
import type { Plugin, UserConfig } from 'vite'
import { createOneLanguage } from './one-language.ts'
import { createPageNames } from './page-names.ts'

const source = 'loggia-source'
const fromHere = (path: string): URL => new URL(path, import.meta.url)
const clientFolder = fileURLToPath(fromHere('dist/client/'))

/**
 * Writes a compressed copy beside each file that it makes smaller. The server sends these and compresses nothing
 * itself.
 */
const compressFiles = (): Plugin => ({
  name: 'compressed',
  apply: 'build',
  closeBundle() {
    for (const file of globSync('**/*.{js,css,svg,webmanifest}', { cwd: clientFolder })) {
      const bytes = readFileSync(clientFolder + file)
      if (bytes.length < 1024) continue
      const params = { [constants.BROTLI_PARAM_QUALITY]: 9 }
      writeFileSync(`${clientFolder}${file}.br`, brotliCompressSync(bytes, { params }))
      writeFileSync(`${clientFolder}${file}.gz`, gzipSync(bytes, { level: 9 }))
    }
  },
})

// A few files instead of dozens of small ones, each of which would cost a slow connection an exchange. What only some
// pages need is left out, because all would load it. A group takes what its modules import, unless another group has it.
/** What every page of the storefront and of the centres needs. */
const everywhere = [
  /node_modules\/(react|react-dom|scheduler)\//,
  /preload-helper/,
  /packages\/(client|kernel)\/src\//,
  /packages\/protocol\/src\/console\/(agreements|catalog|feedback|licenses|orders|parties|purchase-requests|supervision)\/kinds\.ts$/,
  /packages\/ui\/src\/[a-z-]+\.tsx?$/,
  /console\/src\/(api|offset|page|site|theme|centre\/(fresh-key|hydrated))\.ts$/,
  /storefront\/(frame|initial|links)\.tsx?$/,
  /storefront\/(agreement|feedback|search)\/texts\.ts$/,
  /storefront\/(buying|search)\/(categories|price|search-links|selection)\.ts$/,
]
/** What every page of the storefront needs, and what those that sell need. */
const inStorefront = [
  /storefront\/storefront\.tsx$/,
  /storefront\/frame\/(?!absence|missing|problem)[a-z-]+\.tsx?$/,
  /storefront\/(favourites|kept)\/[a-z-]+\.tsx?$/,
  /storefront\/compare\/(compare-toggle|compare-tray|compared-list|tray-texts)\.tsx?$/,
  /storefront\/product\/(product-card|type-tag)\.tsx$/,
]
const inBuying = [/storefront\/buying\/[a-z-]+\.tsx?$/, /storefront\/product\/texts\.ts$/]
/** What forms need, those of the storefront, and the pages through which people come in. */
const inForms = [
  /centre\/forms\/(form|form-state|script-form|texts|told-faults)\.tsx?$/,
  /storefront\/account\/country-texts\.ts$/,
  /ui\/src\/controls\/(date-input|read-date)\.tsx?$/,
]
const inFields = [
  /storefront\/account\/form\.tsx$/,
  /storefront\/agreement\/agreement-links\.tsx$/,
  /storefront\/entrance\/(refused|texts)\.tsx?$/,
]
const inEntrance = [
  /storefront\/entrance\/(email-domain|link-texts|use-link-token)\.ts$/,
  /storefront\/factors\/lazy\.tsx$/,
]
/** What the page of a product needs beside its own. */
const inProducts = [
  /storefront\/product\/(proof-texts|supervision-texts)\.tsx?$/,
  /centre\/products\/(certificate-texts|supervision-texts)\.ts$/,
  /protocol\/src\/console\/catalog\/draft\/(proof-limits|supervision)\.ts$/,
]
/** What every page of the centres needs. */
const inCentres = [
  /node_modules\/(@tanstack|use-sync-external-store)\//,
  /centre\/(api|calls\/outcome|frame|routing\/search|shell\/texts)\.ts$/,
  /centre\/parts\/(listing|loaded|no-rows|page|piece|product|state-texts|states|texts)\.tsx?$/,
  /ui\/src\/controls\/button\.tsx$/,
]
/** What lists of orders need, and the overviews. */
const inOrders = [/centre\/orders\/(line-sum|order-head|order-list)\.tsx?$/]
const inOverviews = [
  /centre\/overview\/(change|figures|needs|texts|trade-charts)\.tsx?$/,
  /ui\/src\/charts\/(chart-card|plot|scale|sparkline|texts)\.tsx?$/,
]
const among = (patterns: readonly RegExp[]) => (id: string) =>
  patterns.some((pattern) => pattern.test(id.replaceAll('\\', '/')))

/** The build for browsers: storefront and centres, each with its own chunks. */
const browser: UserConfig = {
  resolve: { conditions: [source, ...defaultClientConditions] },
  build: {
    outDir: 'dist/client',
    manifest: true,
    // Pictures and fonts stay files: inlined into a style sheet, they would be loaded by every page.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: {
        storefront: 'src/storefront/entry-client.tsx',
        centre: 'src/centre/entry-client.tsx',
        start: 'src/centre/start-after-paint.ts',
      },
      output: {
        codeSplitting: {
          groups: [
            { name: 'core', test: among(everywhere), priority: 2 },
            { name: 'frame', test: among(inStorefront), priority: 1 },
            { name: 'buying', test: among(inBuying) },
            { name: 'checked', test: among(inForms) },
            { name: 'fields', test: among(inFields) },
            { name: 'entrance', test: among(inEntrance) },
            { name: 'products', test: among(inProducts) },
            { name: 'centres', test: among(inCentres) },
            { name: 'orders', test: among(inOrders) },
            { name: 'overviews', test: among(inOverviews) },
          ],
        },
      },
    },
  },
}

// Missing before the first build. Tools read this file then; a server build without the manifest reports that when it
// is loaded.
const manifest = fromHere('dist/client/.vite/manifest.json')

/**
 * The build for the server: `renderPage` with everything that it needs in one file, including the names of the
 * browser's files.
 */
const server = (): UserConfig => ({
  resolve: { conditions: [source, ...defaultServerConditions] },
  ssr: { noExternal: true, resolve: { conditions: [source, ...defaultServerConditions] } },
  publicDir: false,
  define: {
    __LOGGIA_MANIFEST__: existsSync(manifest) ? readFileSync(manifest, 'utf8') : 'undefined',
    'process.env.NODE_ENV': '"production"',
  },
  build: {
    outDir: 'dist/server',
    copyPublicDir: false,
    rolldownOptions: { output: { codeSplitting: false } },
  },
})

export default defineConfig(({ isSsrBuild }) => ({
  plugins: [
    react(),
    ...(isSsrBuild
      ? [createPageNames(fileURLToPath(fromHere('.')))]
      : [createOneLanguage(clientFolder), compressFiles()]),
  ],
  ...(isSsrBuild ? server() : browser),
}))
