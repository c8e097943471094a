// `npm run dev`: the demo at one address, for development. Vite's dev server provides the pages, which update in the
// browser when a source is saved; the server is a process of its own, which Node restarts when one of its sources
// changes.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { runtimeFlags } from '../setup/hand-over.mjs'
import { projectRoot, say } from '../setup/progress.mjs'
import { allowStyleElements } from './dev-scripts.mjs'
import { freePort, listen, waitForHandler } from './listen.mjs'
import { createProxy } from './proxy.mjs'
import { openRenderer } from './renderer.mjs'
import { writePages } from './stand-in-pages.mjs'

const port = Number(process.env.PORT ?? 8080)
const consoleFolder = join(projectRoot, 'apps', 'console')

/** Starts the server like `npm start`, on its own port, with pages that are rendered here. */
function startServer({ inner, pages }) {
  const script = join(projectRoot, 'apps', 'server', 'src', 'main.ts')
  const args = [...runtimeFlags, '--watch', '--watch-preserve-output', script, '--demo', `--pages=${pages}`]
  const env = { ...process.env, HOST: '127.0.0.1', PORT: String(inner) }
  env.LOGGIA_BASE_URL ??= `http://127.0.0.1:${port}`
  return spawn(process.execPath, args, { cwd: projectRoot, env, stdio: 'inherit' })
}

async function run() {
  const inner = await freePort()
  const proxy = createProxy({ port: inner, headersOf: allowStyleElements })
  const later = waitForHandler()
  const front = await listen(port, later.answer)
  const vite = await openRenderer({ consoleFolder, front, cacheDir: join(projectRoot, '.cache', 'vite') })
  const renderer = await listen(0, vite.answer)
  later.begin((request, reply) => {
    // Paths that the server answers itself are never files of the pages.
    if (request.url.startsWith('/api/')) return proxy(request, reply)
    vite.middlewares(request, reply, () => proxy(request, reply))
  })
  const pages = writePages(join(projectRoot, '.cache', 'dev-pages'), renderer.address().port)
  const server = startServer({ inner, pages })
  server.once('exit', (code) => process.exit(code ?? 1))
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => server.kill('SIGTERM'))
}

run().catch((error) => {
  const isTaken = error.code === 'EADDRINUSE'
  say(isTaken ? `Port ${port} is in use. End what listens there, or name another with PORT.` : error.stack)
  process.exit(1)
})
