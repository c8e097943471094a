import { spawn, spawnSync } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { unpackInto } from '../scripts/seller/pack.mjs'
import { readBlocks, readTerminalSteps } from './guide/blocks.ts'
import type { Block } from './guide/blocks.ts'
import { countEffort } from './guide/effort.ts'
import { startFilledDemo } from './harness/demo.ts'
import { createTemporaryFolder } from './harness/folders.ts'
import { findQuietPorts } from './harness/ports.ts'
import { repository } from './harness/server.ts'
import type { ServerProcess } from './harness/server.ts'

const guide = (name: string): string => readFileSync(join(repository, 'docs/guides', name), 'utf8')
const english = guide('integrate-in-ten-minutes.md')
const chinese = guide('integrate-in-ten-minutes.zh-CN.md')

test('the guide takes a newcomer less than ten minutes, and has its steps in order', () => {
  for (const text of [english, chinese]) {
    const steps = readTerminalSteps(text)
    const { acts, minutes } = countEffort(steps)

    console.log(`${steps.length} steps, ${acts} things to do, about ${minutes.toFixed(1)} min for a person`)
    expect(steps.map(({ number }) => number)).toEqual(steps.map((_, at) => at + 1))
    expect(minutes).toBeGreaterThan(1)
    expect(minutes).toBeLessThan(10)
  }
})

test('the guide has the same code in both languages', () => {
  expect(readBlocks(chinese)).toEqual(readBlocks(english))
})

/** The address of the marketplace in the guide. */
const guidesMarket = 'http://127.0.0.1:8080'

describe('the guide, as it is written', () => {
  let parent: string
  let market: ServerProcess
  let port: number
  let emulatorPort: number
  const servers: ChildProcess[] = []
  const blocks = readBlocks(english)
  const mine = (): string => join(parent, 'my-seller')

  beforeAll(async () => {
    parent = createTemporaryFolder('integrate')
    market = await startFilledDemo('integrate-market')
    ;[port = 0, emulatorPort = 0] = await findQuietPorts(2)
  })
  afterAll(async () => {
    await market?.stop()
    for (const server of servers) {
      if (server.exitCode !== null || server.signalCode !== null) continue
      const gone = once(server, 'exit')
      process.kill(-(server.pid ?? 0), 'SIGTERM')
      await gone
    }
  })

  /** Runs a line of a block where the guide says so, with free ports instead of the guide's. */
  async function type(line: string): Promise<string> {
    const here = line.replaceAll('8090', String(port)).replace(guidesMarket, market.url)
    if (line === 'cd my-seller') return ''
    if (line === 'mkdir my-seller') return run(here, parent)
    if (line.startsWith('npm install --save-dev ')) return installCommandLine(here.split(' ').at(-1) ?? '')
    // By npm itself, without a registry: the packages must come from the marketplace.
    if (line.startsWith('npm install ')) return run(`${here} ${noRegistry(parent)}`, mine())
    if (/\bnode seller\.mjs$/.test(line))
      return serve(here.replace(/\bnode\b/, `exec '${process.execPath}'`), mine(), 'listens')
    if (line.includes(' emulate '))
      return serve(`${withProgram(here)} --port ${emulatorPort}`, mine(), `http://127.0.0.1:${emulatorPort}`)
    return run(withProgram(here), mine())
  }

  /** What `npx loggia` starts, run by the Node of this test; the machine's own may be older. */
  const withProgram = (line: string): string =>
    line.replace('npx loggia', `'${process.execPath}' node_modules/@loggia/cli/bin/loggia.mjs`)

  /** Installs the command line as npm would, with the packages of this repository instead of a registry's. */
  async function installCommandLine(url: string): Promise<string> {
    const archive = join(parent, basename(url))
    writeFileSync(archive, Buffer.from(await (await fetch(url)).arrayBuffer()))
    unpackInto(mine(), archive, '@loggia/cli')
    const modules = join(mine(), 'node_modules')
    const manifest = JSON.parse(readFileSync(join(modules, '@loggia/cli/package.json'), 'utf8')) as {
      dependencies: Record<string, string>
    }
    for (const name of Object.keys(manifest.dependencies)) {
      mkdirSync(dirname(join(modules, name)), { recursive: true })
      symlinkSync(join(repository, 'node_modules', name), join(modules, name), 'junction')
    }
    return ''
  }

  /** Runs a line that keeps a terminal busy, until it prints `words`. */
  async function serve(line: string, cwd: string, words: string): Promise<string> {
    const env = { ...process.env, NODE_OPTIONS: '', INIT_CWD: cwd, PORT: String(port) }
    // Its own process group, so that everything that npm starts in it can be ended.
    const server = spawn(line, { cwd, shell: true, detached: true, env })
    servers.push(server)
    let said = ''
    server.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()))
    for await (const chunk of server.stdout.iterator({ destroyOnReturn: false })) {
      said += String(chunk)
      if (said.includes(words)) break
    }
    server.stdout.resume()
    if (!said.includes(words)) throw new Error(`The guide says: ${line}\n${said}`)
    return said
  }

  function run(line: string, cwd: string): string {
    const emulator = `http://127.0.0.1:${emulatorPort}`
    const env = { ...process.env, NODE_OPTIONS: '', INIT_CWD: cwd, LOGGIA_EMULATOR: emulator }
    const done = spawnSync(line, { cwd, shell: true, encoding: 'utf8', env })
    if (done.status !== 0) throw new Error(`The guide says: ${line}\n${done.stdout}\n${done.stderr}`)
    return done.stdout
  }

  async function follow(block: Block): Promise<string> {
    if (block.kind === 'run') {
      let said = ''
      for (const line of block.lines) said += await type(line)
      return said
    }
    const path = join(mine(), block.file)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, block.content)
    return ''
  }

  test('leads from an empty folder to every check green and a term that is renewed, and its tests pass', async () => {
    const said: string[] = []
    for (const block of blocks) said.push(await follow(block))

    const bought = said.find((text) => /^order /m.test(text)) ?? ''
    const judged = said.find((text) => text.includes('passed')) ?? ''
    expect(judged).toMatch(/The server conforms\. \d+ passed, 0 failed, 0 warned, 0 skipped\./)
    for (const activity of ['newInstance', 'updateInstanceStatus', 'refreshInstance'])
      expect(bought).toMatch(new RegExp(`${activity} .*confirmed`))
    const tests = run(`'${process.execPath}' --test seller.test.mjs plans.test.mjs`, mine())
    expect(tests).toMatch(/fail 0/)
    expect(tests).toContain('five seats of Team become eight of Pro')
  })

  test('ends with a seller that starts, keeps what happened in a file, and stops when it is told', async () => {
    const [livePort = 0] = await findQuietPorts(1)
    const env = { PORT: String(livePort), LOGGIA_ACCESS_KEY: 'k', LOGGIA_AK: 'ak', LOGGIA_SK: 'sk' }
    const server = spawn(process.execPath, ['live.mjs'], {
      cwd: mine(),
      env: { ...process.env, NODE_OPTIONS: '', ...env },
      stdio: 'ignore',
      detached: true,
    })
    servers.push(server)

    const reply = await untilAnswered(`http://127.0.0.1:${livePort}/saas`)
    server.kill('SIGTERM')
    const [code] = (await once(server, 'exit')) as [number]

    expect(await reply.json()).toMatchObject({ resultCode: '000001' })
    expect(code).toBe(0)
    expect(readFileSync(join(mine(), 'seller.db')).length).toBeGreaterThan(0)
  })
})

/** An empty cache, and a registry address where nothing listens. */
const noRegistry = (folder: string): string =>
  `--no-audit --no-fund --cache ${join(folder, 'cache')} --registry http://127.0.0.1:1/ --fetch-retries 0`

async function untilAnswered(url: string): Promise<Response> {
  const patience = performance.now() + 20_000
  for (;;) {
    const reply = await fetch(url, { method: 'POST', body: '{}', headers: { connection: 'close' } }).catch(
      () => undefined,
    )
    if (reply) return reply
    if (performance.now() > patience) throw new Error(`Nobody answers at ${url}`)
    await new Promise((resolve) => setImmediate(resolve))
  }
}
