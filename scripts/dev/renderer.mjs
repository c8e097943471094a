import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import react from '@vitejs/plugin-react'
import { createServer, defaultServerConditions } from 'vite'
import { addDevScripts, preamblePath } from './dev-scripts.mjs'

const entries = ['src/storefront/entry-client.tsx', 'src/centre/entry-client.tsx']
/**
 * Like the build's manifest, with sources instead of built files. Styles are loaded by the scripts that import them.
 */
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

/**
 * Only the sources of the pages: Vite would otherwise serve the whole project, including the secret of the demo's data.
 */
function servedFolders(consoleFolder, cacheDir) {
  const project = join(consoleFolder, '..', '..')
  return [consoleFolder, join(project, 'packages'), join(project, 'node_modules'), cacheDir]
}

/**
 * Vite over the sources of the pages: `middlewares` serves browsers' requests, on the port of `front`, and `answer`
 * renders the page, or composes the email, described in a request's body.
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
      // Our packages are read from source as they are saved; libraries are loaded by Node.
      noExternal: [/^@loggia\//],
      resolve: { conditions: [source, ...defaultServerConditions], externalConditions: [source, 'node'] },
    },
  })
  const render = async ({ page, frame }) => {
    // Loaded again for each page; Vite caches what has not changed.
    const { createRenderPage } = await vite.ssrLoadModule('/src/render-page.tsx')
    return addDevScripts(await createRenderPage(manifest)(page, frame))
  }
  const compose = async ({ content, reader }) => {
    const { composeMail } = await vite.ssrLoadModule('/src/mail/compose-mail.ts')
    return JSON.stringify(await composeMail(content, reader))
  }
  const answer = (request, reply) =>
    text(request)
      .then((body) => JSON.parse(body))
      .then((asked) => (asked.content ? compose(asked) : render(asked)))
      .then(
        (html) => reply.end(html),
        (error) => {
          vite.ssrFixStacktrace(error)
          reply.writeHead(500).end(error.stack)
        },
      )
  return { middlewares: vite.middlewares, answer, close: () => vite.close() }
}
