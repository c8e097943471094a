// `npm run seller:runtimes`: the packed package, installed by npm into empty folders, under every runtime that the registry
// has for this machine, in a real Next application, and under the older majors of the frameworks. It downloads some hundred
// megabytes and takes minutes, so it is run by hand; packages/seller/README.md says what came out.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { runQuietly } from '../setup/run-quietly.mjs'
import { packSeller } from './pack.mjs'

const here = import.meta.dirname
const root = mkdtempSync(join(tmpdir(), 'loggia-seller-runtimes-'))
const accessKey = 'a key for the runtimes'
const system = `${process.platform}-${process.arch}`

const write = (folder, files) => {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
}

/** An empty folder into which npm has installed the archive and these. */
async function install(name, archive, packages = []) {
  const folder = join(root, name)
  write(folder, { 'package.json': '{ "private": true, "type": "module" }\n' })
  const args = ['install', '--no-audit', '--no-fund', '--save-exact', archive, ...packages]
  await runQuietly('npm', args, { cwd: folder })
  for (const script of ['plain.mjs', 'against.mjs']) cpSync(join(here, script), join(folder, script))
  return folder
}

/** Runtimes are packages too: their program is somewhere below. */
async function underRuntime(archive, { name, packages, program }) {
  const folder = await install(name, archive, packages)
  const path = join(folder, 'node_modules', ...program)
  if (!existsSync(path)) throw new Error(`${packages.join(' ')} brought no ${program.at(-1)}`)
  return JSON.parse(await runQuietly(path, ['plain.mjs'], { cwd: folder }))
}

const runtimes = [
  ...['20', '22', '24'].map((major) => ({
    name: `node-${major}`,
    packages: [`node-${system}@${major}`],
    program: [`node-${system}`, 'bin', 'node'],
  })),
  { name: 'bun', packages: [`@oven/bun-${system}`], program: ['@oven', `bun-${system}`, 'bin', 'bun'] },
]

const sellerModule = `import { createSeller, memoryStore } from '@loggia/seller'
export const seller = createSeller({
  accessKey: ${JSON.stringify(accessKey)},
  store: memoryStore(),
  onProblem: () => {},
  handlers: { open: () => ({ frontEndUrl: 'https://app.example.com' }) },
})
`
/** A server of its own for each, that listens on PORT with the seller at /saas. */
const applications = {
  'express 4': {
    packages: ['express@4'],
    main: `import express from 'express'
import { createExpressHandler } from '@loggia/seller/express'
import { seller } from './seller.mjs'
express().all('/saas', createExpressHandler(seller)).listen(process.env.PORT)`,
  },
  'fastify 4': {
    packages: ['fastify@4'],
    main: `import { fastify } from 'fastify'
import { sellerPlugin } from '@loggia/seller/fastify'
import { seller } from './seller.mjs'
const app = fastify()
app.register(sellerPlugin, { seller, path: '/saas' })
await app.listen({ port: Number(process.env.PORT) })`,
  },
  'koa 2': {
    packages: ['koa@2'],
    main: `import Koa from 'koa'
import { createKoaMiddleware } from '@loggia/seller/koa'
import { seller } from './seller.mjs'
new Koa().use(createKoaMiddleware(seller, { path: '/saas' })).listen(process.env.PORT)`,
  },
}

async function underApplication(archive, [name, { packages, main }]) {
  const folder = await install(name.replace(' ', '-'), archive, packages)
  write(folder, { 'seller.mjs': sellerModule, 'main.mjs': main })
  return against(folder, ['main.mjs'], '/saas')
}

/** Starts a server in the folder, runs the scenarios against it, and ends it. */
async function against(folder, args, path) {
  const port = await freePort()
  const env = { ...process.env, PORT: String(port), NODE_OPTIONS: '', NEXT_TELEMETRY_DISABLED: '1' }
  const server = spawn(process.execPath, args, { cwd: folder, env, stdio: ['ignore', 'ignore', 'inherit'] })
  try {
    await untilItAnswers(port)
    const url = `http://127.0.0.1:${port}${path}`
    return JSON.parse(await runQuietly(process.execPath, ['against.mjs', url, accessKey], { cwd: folder }))
  } finally {
    server.kill('SIGTERM')
    if (server.exitCode === null) await once(server, 'exit')
  }
}

const nextFiles = {
  'lib/seller.js': sellerModule,
  'app/layout.js': 'export default ({ children }) => <html lang="en"><body>{children}</body></html>\n',
  'app/saas/route.js': `import { createRouteHandlers } from '@loggia/seller/next'
import { seller } from '../../lib/seller.js'
export const { GET, POST } = createRouteHandlers(seller)
`,
  'pages/api/saas.js': `import { createApiRoute } from '@loggia/seller/next'
import { seller } from '../../lib/seller.js'
export const config = { api: { bodyParser: false } }
export default createApiRoute(seller)
`,
}

async function underNext(archive) {
  const folder = await install('next', archive, ['next@16', 'react@19', 'react-dom@19'])
  write(folder, nextFiles)
  const next = join('node_modules', 'next', 'dist', 'bin', 'next')
  await runQuietly(process.execPath, [next, 'build'], {
    cwd: folder,
    env: { ...process.env, NODE_OPTIONS: '', NEXT_TELEMETRY_DISABLED: '1' },
  })
  const results = []
  for (const path of ['/saas', '/api/saas']) results.push(await against(folder, [next, 'start'], path))
  return results
}

async function untilItAnswers(port) {
  for (let attempt = 0; attempt < 300; attempt += 1) {
    const answered = await fetch(`http://127.0.0.1:${port}/`).then(
      () => true,
      () => false,
    )
    if (answered) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error('The server did not start.')
}

function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => resolve(port))
    })
  })
}

async function report(name, run) {
  const outcome = await run().catch((error) => error)
  const failed = outcome instanceof Error
  console.log(`${failed ? '✗' : '✓'} ${name}: ${failed ? outcome.message : JSON.stringify(outcome)}`)
  if (failed) process.exitCode = 1
}

const only = process.argv.slice(2)
const wanted = (name) => only.length === 0 || only.some((part) => name.includes(part))
try {
  const archive = await packSeller(root)
  for (const runtime of runtimes)
    if (wanted(runtime.name)) await report(runtime.name, () => underRuntime(archive, runtime))
  for (const application of Object.entries(applications))
    if (wanted(application[0])) await report(application[0], () => underApplication(archive, application))
  if (wanted('next')) await report('next 16, app router and pages', () => underNext(archive))
} finally {
  rmSync(root, { recursive: true, force: true })
}
