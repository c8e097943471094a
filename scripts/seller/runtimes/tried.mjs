// Runs one application in one runtime: starts it, runs every check over HTTP, and ends it.
import { once } from 'node:events'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { accessKey } from '../applications/seller.mjs'
import { runQuietly } from '../../setup/run-quietly.mjs'
import { judge } from '../judge.mjs'
import { alternate } from './alternate.mjs'
import { nextStart } from './next.mjs'
import { isRunning, startProcess } from './processes.mjs'

const env = { ...process.env, NODE_OPTIONS: '' }

/** The runtime's name, and the scenarios of the test kit that passed with the seller in plain JavaScript. */
export const tryPlainly = async ({ path, args }, folder) =>
  JSON.parse(await runQuietly(path, [...args, 'plain.mjs'], { cwd: folder, env }))

/** Returns the result of {@link judge}; throws if the application did not start, or if another runtime answers. */
export async function tryApplication(runtime, application) {
  const { url, answers, end } = await startOf(application)(runtime, application)
  try {
    if (answers !== runtime.version) throw new Error(`It was ${answers} that answered.`)
    return await judge(url, accessKey)
  } finally {
    await end()
  }
}

function startOf({ nextPath, store }) {
  if (nextPath) return startNext
  return store ? startTwo : startOne
}

async function startOne({ path, args }, { folder, application }, store = ['memory']) {
  const options = { cwd: join(folder, 'applications'), env }
  const { ready, end } = await startProcess(
    path,
    [...args, 'main.mjs', application, ...store],
    options,
    firstLine,
  )
  const { runtime: answers, port } = JSON.parse(ready)
  return { answers, port, url: addressAt(port), end }
}

const addressAt = (port) => `http://127.0.0.1:${port}/saas`

async function firstLine({ stdout }) {
  const [line] = await once(createInterface({ input: stdout }), 'line')
  return line
}

let stores = 0

/** Two processes that share a store; requests alternate between them. */
async function startTwo(runtime, application) {
  const store = [application.store, application.place, `tried${(stores += 1)}_`]
  const running = [await startOne(runtime, application, store)]
  const endAll = () => Promise.all(running.map(({ end }) => end()))
  try {
    running.push(await startOne(runtime, application, store))
    const { port, close } = await alternate(running.map((one) => one.port))
    const end = async () => {
      close()
      await endAll()
    }
    return { answers: running[1].answers, url: addressAt(port), end }
  } catch (error) {
    await endAll()
    throw error
  }
}

async function startNext({ path, args, nextArgs }, { folder, nextPath }) {
  const port = await freePort()
  const next = nextStart(folder, port)
  const origin = `http://127.0.0.1:${port}`
  const started = await startProcess(path, [...args, ...nextArgs, ...next.args], next.options, (child) =>
    untilItTells(child, `${origin}/api/runtime`),
  )
  return { answers: started.ready.runtime, url: `${origin}${nextPath}`, end: started.end }
}

async function untilItTells(child, url) {
  child.stdout.resume()
  while (isRunning(child)) {
    const reply = await fetch(url).catch(() => undefined)
    if (reply) return reply.json()
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  // The caller reports why the process ended, from what it printed.
  return new Promise(() => {})
}

function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => resolve(port))
    })
  })
}
