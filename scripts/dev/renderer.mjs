import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import react from '@vitejs/plugin-react'
import { createServer, defaultServerConditions } from 'vite'
import { addDevScripts, preamblePath } from './dev-scripts.mjs'

const entries = ['src/storefront/entry-client.tsx', 'src/centre/entry-client.tsx']
/** As the build's manifest has it, with sources in place of built files. Styles come with the scripts that import them. */
const manifest = Object.fromEntries(entries.map((file) => [file, { file }]))
const source = 'loggia-source'

const servePreamble = {
  name: 'preamble',
  configureServer({ middlewares }) {
    middlewares.use(preamblePath, (_, reply) =>
      reply
        .writeHead(200, { 'content-type': 'text/javascript' })
        .end(react.preambleCode.replace('__BASE__', '/')),
    )
  },
}

/** Only what pages are made of: Vite would give away the whole project, with the secret of the demo's data folder in it. */
function servedFolders(consoleFolder, cacheDir) {
  const project = join(consoleFolder, '..', '..')
  return [consoleFolder, join(project, 'packages'), join(project, 'node_modules'), cacheDir]
}

/**
 * Vite over the sources of the pages: `middlewares` for what browsers load, over the port of `front`, and `answer`, which renders
 * the page that a request's body asks for.
 */
export async function openRenderer({ consoleFolder, front, cacheDir }) {
  const vite = await createServer({
    root: consoleFolder,
    cacheDir,
    appType: 'custom',
    clearScreen: false,
    logLevel: 'warn',
    plugins: [servePreamble],
    server: {
      middlewareMode: true,
      cors: false,
      hmr: { server: front },
      fs: { strict: true, allow: servedFolders(consoleFolder, cacheDir) },
    },
    optimizeDeps: { entries },
    ssr: {
      // Read from source, each file as it is saved; libraries as Node has them.
      noExternal: [/^@loggia\//],
      resolve: { conditions: [source, ...defaultServerConditions], externalConditions: [source, 'node'] },
    },
  })
  const render = async ({ page, frame }) => {
    // Loaded again for each page: what has not changed Vite keeps.
    const { createRenderPage } = await vite.ssrLoadModule('/src/render-page.tsx')
    return addDevScripts(createRenderPage(manifest)(page, frame))
  }
  const answer = (request, reply) =>
    text(request)
      .then((body) => render(JSON.parse(body)))
      .then(
        (html) => reply.end(html),
        (error) => {
          vite.ssrFixStacktrace(error)
          reply.writeHead(500).end(error.stack)
        },
      )
  return { middlewares: vite.middlewares, answer, close: () => vite.close() }
}
