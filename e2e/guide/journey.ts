import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Browser } from 'playwright-core'
import { openReader, tellStop, waitForPaint } from '../harness/browser.ts'
import type { Language, Reader } from '../harness/browser.ts'
import { repository } from '../harness/server.ts'
import { chooseFile, waitForRest, press, see, write } from './reader.ts'
import { marketOrigin } from './steps.ts'
import type { Act, Step } from './steps.ts'

/** The address of `npm run seller`. */
const sellerOrigin = 'http://127.0.0.1:8090'

export type Journey = {
  follow(step: Step): Promise<void>
  /** Unexpected faults in the windows. */
  faults(): string[]
  close(): Promise<void>
}

type Setting = {
  readonly browser: Browser
  readonly language: Language
  /** The real addresses of the marketplace and of the seller's server. */
  readonly market: string
  readonly sellerPort: number
  readonly sellerFolder: string
  /** The folder for the guide's pictures, if they are to be taken. */
  readonly pictures: string | undefined
}

/** Does what a guide says, with a window for each person. */
export function startJourney(setting: Setting): Journey {
  const { browser, language, market, sellerPort } = setting
  const readers = new Map<string, Reader>()
  let seller: ChildProcess | undefined
  const real = (text: string): string =>
    text.replaceAll(marketOrigin, market).replaceAll(sellerOrigin, `http://127.0.0.1:${sellerPort}`)

  async function windowOf(person: string): Promise<Reader> {
    const known = readers.get(person)
    if (known) return known
    const reader = await openReader(browser, { language, origin: market })
    await reader.context.grantPermissions(['clipboard-read', 'clipboard-write'])
    readers.set(person, reader)
    return reader
  }

  async function run(command: string, pasted: string): Promise<void> {
    const [npm, verb, name, ...rest] = command.split(' ')
    if (npm !== 'npm' || verb !== 'run' || !name || rest.length > 0)
      throw new Error(`Only “npm run …” can be followed, not “${command}”`)
    if (seller) throw new Error('The seller’s server runs already')
    const env = { SELLER_PORT: String(sellerPort), SELLER_DATA: setting.sellerFolder }
    seller = spawn(process.execPath, [join(repository, 'scripts/run.mjs'), name], {
      cwd: repository,
      env: { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', ...env },
      stdio: ['pipe', 'pipe', 'inherit'],
    })
    seller.stdin?.end(`${pasted}\n`)
    await untilSaid(seller, `http://127.0.0.1:${sellerPort}/my/saas`)
  }

  async function take({ page }: Reader, file: string): Promise<void> {
    if (setting.pictures === undefined) return
    const path = join(setting.pictures, file)
    mkdirSync(dirname(path), { recursive: true })
    await waitForRest(page)
    // A toast may still show the result of the step before.
    await page.waitForFunction(() => !document.querySelector('.toast'))
    await waitForPaint(page)
    await page.screenshot({ path, animations: 'disabled', type: 'jpeg', quality: 75 })
  }

  async function doIt(act: Act, reader: Reader): Promise<void> {
    const { page } = reader
    switch (act.kind) {
      case 'go':
        await waitForRest(page)
        await page.goto(real(act.url))
        return
      case 'write':
        return write(page, act.name, real(act.value))
      case 'press':
        return press(page, act.name, act.beside === undefined ? undefined : real(act.beside))
      case 'upload':
        return chooseFile(page, act, join(repository, act.file))
      case 'see':
        return see(page, act.text)
      case 'run':
        return run(act.command, await page.evaluate(() => navigator.clipboard.readText()))
      case 'picture':
        return take(reader, act.file)
      default:
        act satisfies never
    }
  }

  return {
    async follow(step) {
      const reader = await windowOf(step.person)
      for (const act of step.acts)
        await doIt(act, reader).catch(async (error: unknown) => {
          await tellStop(reader.page, `${language}-guide`, error)
          throw new Error(`The guide cannot be followed: ${(error as Error).message}\n\n${step.text}`, {
            cause: error,
          })
        })
    },
    faults: () =>
      [...readers].flatMap(([person, { faults }]) => faults.map((fault) => `${person}: ${fault}`)),
    async close() {
      for (const { context } of readers.values()) await context.close()
      if (seller && seller.exitCode === null) {
        seller.kill('SIGTERM')
        await once(seller, 'exit')
      }
    },
  }
}

/** Waits until a process prints `words`, and goes on reading its output, because a full pipe would block it. */
function untilSaid(child: ChildProcess, words: string): Promise<void> {
  let said = ''
  return new Promise((resolve, reject) => {
    child.stdout?.on('data', (chunk: Buffer) => {
      said += chunk.toString()
      if (said.includes(words)) resolve()
    })
    child.once('exit', () => reject(new Error(`It ended before it said “${words}”: ${said}`)))
  })
}
