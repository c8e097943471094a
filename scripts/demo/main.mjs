// Draws the pictures of the demo and makes its template: `node scripts/run.mjs demo [pictures]`. The demo is made as a
// first start makes it, by the server itself, in a folder of its own.
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { drawDemo, packDemo, templateFile, templateSecret } from '@loggia/marketplace'
import { runtimeFlags } from '../setup/hand-over.mjs'
import { projectRoot } from '../setup/progress.mjs'

const patienceMs = 600_000

/** Runs the server until it says that it is ready, and ends it. */
async function fillFolder(folder) {
  const server = spawn(
    process.execPath,
    [...runtimeFlags, join(projectRoot, 'apps/server/src/main.ts'), '--demo'],
    {
      env: { PATH: process.env.PATH, PORT: '0', LOGGIA_DATA: folder, LOGGIA_SECRET: templateSecret },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  const timer = setTimeout(() => server.kill('SIGKILL'), patienceMs)
  const ended = new Promise((resolve) => server.once('exit', resolve))
  let isReady = false
  server.stdout.setEncoding('utf8').on('data', (text) => {
    if (!text.includes('Ctrl-C')) return
    isReady = true
    server.kill('SIGTERM')
  })
  await ended
  clearTimeout(timer)
  if (!isReady) throw new Error('The server did not start')
}

async function makeTemplate() {
  const folder = mkdtempSync(join(tmpdir(), 'loggia-demo-'))
  // The server would unpack it.
  rmSync(templateFile, { force: true })
  try {
    await fillFolder(folder)
    return await packDemo(folder, Date.now())
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const say = (line) => process.stdout.write(`${line}\n`)
if (process.argv[2] === 'pictures') say(`${await drawDemo()} pictures drawn`)
else say(`Template of the demo made: ${((await makeTemplate()) / 1e6).toFixed(1)} MB`)
process.exit(0)
