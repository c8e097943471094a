import { fork } from 'node:child_process'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { ChildProcess } from 'node:child_process'
import type { DemoServer } from '@loggia/marketplace'
import { findFreePort } from './ports.ts'

/** Keeps the sample seller's process running until `stop` is called. */
export type SampleSeller = { stop(): void }
/** Its address, whose port may differ at each start, and the public keys of app credentials by slug. */
export type ReadySeller = { readonly origin: string; readonly publicKeys: Readonly<Record<string, string>> }
export type SampleSellerOptions = {
  /** The path of its file: a source, or a bundle. */
  readonly script: string
  readonly dataFolder: string
  readonly servers: readonly DemoServer[]
  /** The address of its order queries to the market, without a trailing slash. */
  readonly market: string
  readonly firstPort: number
  /** The environment that every process needs, such as PATH. */
  readonly env: Readonly<Record<string, string | undefined>>
  /** Called at each start. */
  readonly onReady: (ready: ReadySeller) => Promise<void>
  readonly onLine: (line: string) => void
  readonly onTrouble: (sentence: string) => void
}

const host = '127.0.0.1'
const firstPauseMs = 500
const longestPauseMs = 30_000
/** After a run of this length, the next pause before a restart is short again. */
const goodRunMs = 60_000

/**
 * The path of its file: beside the server if that runs from a bundle (scripts/setup/server-bundle.mjs has their names),
 * else its source. `started` is the file that this process was started with.
 */
export function findSampleSeller(root: string, started: string): string {
  const bundled = join(dirname(started), 'sample-seller.mjs')
  return existsSync(bundled) ? bundled : join(root, 'examples', 'sample-seller', 'src', 'main.ts')
}

/**
 * Starts the sample seller, and restarts it with growing pauses whenever it ends by itself. It also ends if this
 * process is killed: its IPC channel then closes, and it stops.
 */
export function keepSampleSeller(options: SampleSellerOptions): SampleSeller {
  let stopped = false
  let child: ChildProcess | undefined
  let timer: NodeJS.Timeout | undefined
  let pauseMs = firstPauseMs
  let port = options.firstPort

  async function start(): Promise<void> {
    port = await findFreePort(port, host)
    if (stopped) return
    const startedAt = performance.now()
    child = spawnSeller(options, port)
    child.once('exit', (code, signal) => {
      if (stopped) return
      if (performance.now() - startedAt > goodRunMs) pauseMs = firstPauseMs
      options.onTrouble(
        `The sample seller stopped (${signal ?? `exit code ${code}`}); it restarts in ${pauseMs / 1000} s.`,
      )
      again()
    })
  }

  function again(): void {
    timer = setTimeout(() => run(), pauseMs)
    pauseMs = Math.min(pauseMs * 2, longestPauseMs)
  }
  function run(): void {
    start().catch((error: unknown) => {
      options.onTrouble(
        `The sample seller could not be started: ${error instanceof Error ? error.message : String(error)}`,
      )
      if (!stopped) again()
    })
  }

  run()
  return {
    stop() {
      stopped = true
      clearTimeout(timer)
      child?.kill('SIGTERM')
    },
  }
}

function spawnSeller(options: SampleSellerOptions, port: number): ChildProcess {
  const child = fork(options.script, [], {
    execArgv: ['--conditions=loggia-source', '--disable-warning=ExperimentalWarning'],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: {
      ...options.env,
      SELLER_HOST: host,
      SELLER_PORT: String(port),
      SELLER_DATA: options.dataFolder,
      SELLER_KEYS: JSON.stringify(
        options.servers.map(({ slug, accessKey, kitKey, name, opening, apiKey }) => ({
          slug,
          accessKey,
          kitKey,
          name,
          opening,
          market: { origin: options.market, ...apiKey },
        })),
      ),
    },
  })
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8')
    stream?.on('data', (text: string) => text.split('\n').filter(Boolean).forEach(options.onLine))
  }
  child.on('error', (error) => options.onTrouble(`The sample seller: ${error.message}`))
  child.on('message', (message) => {
    const ready = readReady(message)
    if (ready === undefined) return
    options
      .onReady({ origin: `http://${host}:${ready.port}`, publicKeys: ready.publicKeys })
      .catch((error: unknown) =>
        options.onTrouble(`The sample seller could not be registered: ${String(error)}`),
      )
  })
  return child
}

type Ready = { readonly port: number; readonly publicKeys: Readonly<Record<string, string>> }
/** `{ ready: true, port, publicKeys? }` */
function readReady(message: unknown): Ready | undefined {
  const { ready, port, publicKeys = {} } = (message ?? {}) as Partial<Ready> & { readonly ready?: unknown }
  return ready === true && typeof port === 'number' ? { port, publicKeys } : undefined
}
