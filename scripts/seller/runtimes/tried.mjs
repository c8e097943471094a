// One application under one runtime: started, judged over HTTP by every check, and ended.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { accessKey } from '../../../packages/seller/applications/seller.mjs'
import { runQuietly } from '../../setup/run-quietly.mjs'
import { judge } from '../judge.mjs'
import { nextStart } from './next.mjs'

const startWithinMs = 60_000
const endWithinMs = 5_000

/** What the runtime calls itself, and the test kit's scenarios passed in a seller of plain JavaScript. */
export async function tryPlainly(runtime, folder) {
  const env = { ...process.env, NODE_OPTIONS: '' }
  return JSON.parse(await runQuietly(runtime.path, [...runtime.args, 'plain.mjs'], { cwd: folder, env }))
}

/** Answers what {@link judge} does; throws if nothing has started, or if something else than this runtime answers. */
export async function tryApplication(runtime, application) {
  const start = application.nextPath ? startNext : startPlain
  const { url, child, answers } = await start(runtime, application)
  try {
    if (answers !== runtime.version) throw new Error(`It was ${answers} that answered.`)
    return await judge(url, accessKey)
  } finally {
    await end(child)
  }
}

let files = 0

async function startPlain({ path, args }, { folder, application, sqlite }) {
  const cwd = join(folder, 'applications')
  const file = sqlite ? [join(folder, `seller-${(files += 1)}.db`)] : []
  const env = { ...process.env, NODE_OPTIONS: '' }
  const { child, untilEnded } = started(path, [...args, 'main.mjs', application, ...file], { cwd, env })
  const lines = createInterface({ input: child.stdout })
  const [line] = await inTime(child, Promise.race([once(lines, 'line'), untilEnded]))
  const { runtime, port } = JSON.parse(line)
  return { child, answers: runtime, url: `http://127.0.0.1:${port}/saas` }
}

async function startNext({ path, args, nextArgs }, { folder, nextPath }) {
  const port = await freePort()
  const next = nextStart(folder, port)
  const { child, untilEnded } = started(path, [...args, ...nextArgs, ...next.args], next.options)
  child.stdout.resume()
  const origin = `http://127.0.0.1:${port}`
  const telling = untilItTells(child, `${origin}/api/runtime`)
  const { runtime } = await inTime(
    child,
    Promise.race([telling.then((told) => told ?? untilEnded), untilEnded]),
  )
  return { child, answers: runtime, url: `${origin}${nextPath}` }
}

/** A process whose errors are told when it ends by itself. */
function started(path, args, options) {
  const child = spawn(path, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] })
  let printed = ''
  child.stderr.on('data', (chunk) => (printed += chunk.toString()))
  const untilEnded = new Promise((_, reject) => {
    child.once('error', reject)
    child.once('close', () => reject(new Error(reasonIn(printed))))
  })
  // It ends in the end, when nobody asks any more.
  untilEnded.catch(() => {})
  return { child, untilEnded }
}

/** Of a stack the line that says what is wrong, without the colours. */
function reasonIn(printed) {
  // oxlint-disable-next-line no-control-regex
  const lines = printed.replaceAll(/\u001b\[[\d;]*m/g, '').split('\n')
  const line = lines.find((one) => /error:? /i.test(one) && !/^\s*throw /.test(one))
  return (line ?? lines[0] ?? '').replace(/^(?:error: )?(?:Uncaught )?(?:\(in promise\) )?/, '').trim()
}

async function inTime(child, work) {
  let timer
  const limit = new Promise((_, reject) => {
    const tooLate = new Error(`It did not start within ${startWithinMs / 1000} s.`)
    timer = setTimeout(() => reject(tooLate), startWithinMs)
  })
  try {
    return await Promise.race([work, limit])
  } catch (error) {
    await end(child)
    throw error
  } finally {
    clearTimeout(timer)
  }
}

async function untilItTells(child, url) {
  while (isRunning(child)) {
    const reply = await fetch(url).catch(() => undefined)
    if (reply) return reply.json()
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  return undefined
}

const isRunning = ({ exitCode, signalCode }) => exitCode === null && signalCode === null

async function end(child) {
  if (!isRunning(child)) return
  const gone = once(child, 'exit')
  child.kill('SIGTERM')
  const timer = setTimeout(() => child.kill('SIGKILL'), endWithinMs)
  await gone
  clearTimeout(timer)
}

function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => resolve(port))
    })
  })
}
