import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { connect } from 'node:net'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterEach, expect, test } from 'vitest'
import { startProcess } from './processes.mjs'

const firstLine = async ({ stdout }) => (await once(createInterface({ input: stdout }), 'line'))[0]

/** A process that listens and prints its port. It ends when its one connection ends, or when none is opened. */
const server = `
  const unused = setTimeout(() => process.exit(), 20_000)
  const server = require('node:net').createServer((socket) => {
    clearTimeout(unused)
    socket.on('error', () => {}).on('close', () => process.exit())
  })
  server.listen(0, '127.0.0.1', () => console.log(server.address().port))
`
/** A process that starts it with startProcess, prints its port too, and ends when its input ends. */
const starter = `
  import { once } from 'node:events'
  import { createInterface } from 'node:readline'
  import { startProcess } from ${JSON.stringify(join(import.meta.dirname, 'processes.mjs'))}
  const firstLine = async ({ stdout }) => (await once(createInterface({ input: stdout }), 'line'))[0]
  const { ready } = await startProcess(process.execPath, ['-e', ${JSON.stringify(server)}], {}, firstLine)
  process.stdin.resume().once('end', () => process.exit(1))
  console.log(ready)
`
let socket
afterEach(() => socket?.destroy())

/** Opens a connection, and returns a promise that resolves when the process at the other end is gone. */
async function endOf(port) {
  socket = connect(Number(port), '127.0.0.1')
  await once(socket, 'connect')
  const opened = socket.on('error', () => {}).resume()
  return { gone: new Promise((resolve) => opened.once('close', () => resolve(true))) }
}

test('a process that was started ends when it is told to', async () => {
  const { ready, end } = await startProcess(process.execPath, ['-e', server], {}, firstLine)
  const { gone } = await endOf(ready)

  await end()

  expect(await gone).toBe(true)
})

test('what was started does not outlive the process that has started it', async () => {
  const args = ['--input-type=module', '-e', starter]
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] })
  const { gone } = await endOf(await firstLine(child))

  child.stdin.end()

  expect(await gone).toBe(true)
})

test('a process that ends before it is ready is told with what it printed', async () => {
  const started = startProcess(process.execPath, ['-e', 'throw new Error("no way")'], {}, firstLine)

  await expect(started).rejects.toThrow('no way')
})
