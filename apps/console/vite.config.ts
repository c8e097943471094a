import react from '@vitejs/plugin-react'
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { defaultClientConditions, defaultServerConditions, defineConfig } from 'vite'
import type { Plugin, UserConfig } from 'vite'
import { createPageNames } from './page-names.ts'

const source = 'loggia-source'
const fromHere = (path: string): URL => new URL(path, import.meta.url)

/**
 * Writes a compressed copy beside each file that it makes smaller. The server sends these and compresses nothing
 * itself.
 */
const compressFiles = (): Plugin => ({
  name: 'compressed',
  apply: 'build',
  closeBundle() {
    const folder = fileURLToPath(fromHere('dist/client/'))
    for (const file of globSync('**/*.{js,css,svg,webmanifest}', { cwd: folder })) {
      const bytes = readFileSync(folder + file)
      if (bytes.length < 1024) continue
      const params = { [constants.BROTLI_PARAM_QUALITY]: 9 }
      writeFileSync(`${folder}${file}.br`, brotliCompressSync(bytes, { params }))
      writeFileSync(`${folder}${file}.gz`, gzipSync(bytes, { level: 9 }))
    }
  },
})

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
  plugins: [react(), isSsrBuild ? createPageNames(fileURLToPath(fromHere('.'))) : compressFiles()],
  ...(isSsrBuild ? server() : browser),
}))
