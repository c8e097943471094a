import react from '@vitejs/plugin-react'
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { defaultClientConditions, defaultServerConditions, defineConfig } from 'vite'
import type { Plugin, UserConfig } from 'vite'

const source = 'loggia-source'
const fromHere = (path: string): URL => new URL(path, import.meta.url)

/** Beside each file that gets smaller by it, the same compressed: the server sends those and compresses none itself. */
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

/** What a browser loads: storefront and centres, each with chunks of its own. */
const browser: UserConfig = {
  resolve: { conditions: [source, ...defaultClientConditions] },
  build: {
    outDir: 'dist/client',
    manifest: true,
    // Pictures and faces stay files: as data in a style sheet they would be loaded by every page.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: { storefront: 'src/storefront/entry-client.tsx', centre: 'src/centre/entry-client.tsx' },
    },
  },
}

// Not there before the first build; tools read this file then, and a server's build without it says so when it is loaded.
const manifest = fromHere('dist/client/.vite/manifest.json')

/** What the server loads: `renderPage` in one file with all it needs, the names of the browser's files among it. */
const server = (): UserConfig => ({
  resolve: { conditions: [source, ...defaultServerConditions] },
  ssr: { noExternal: true, resolve: { conditions: [source, ...defaultServerConditions] } },
  publicDir: false,
  define: {
    __LOGGIA_MANIFEST__: existsSync(manifest) ? readFileSync(manifest, 'utf8') : 'undefined',
    'process.env.NODE_ENV': '"production"',
  },
  build: { outDir: 'dist/server', copyPublicDir: false },
})

export default defineConfig(({ isSsrBuild }) => ({
  plugins: [react(), ...(isSsrBuild ? [] : [compressFiles()])],
  ...(isSsrBuild ? server() : browser),
}))
