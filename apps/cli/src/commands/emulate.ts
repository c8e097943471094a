import { access } from 'node:fs/promises'
import { join } from 'node:path'
import { Option } from 'commander'
import type { Command } from 'commander'
import { Problem, omitUndefined } from '@loggia/kernel'
import type { Emulator, EmulatorOptions, Exchange } from '@loggia/emulator/schema'
import {
  defaultProtocol,
  isSealingProtocol,
  kitProtocols,
  protocolTraits,
  saasProtocols,
} from '@loggia/protocol/protocols'
import type { KitProtocol, SaasProtocol } from '@loggia/protocol/protocols'
import { defaultPort } from '../emulator/ask.ts'
import { formatExchange, formatGreeting } from '../emulator/lines.ts'
import { CannotRun, findKey, say } from '../io.ts'
import type { Answer, Io, KeyOptions } from '../io.ts'
import { addJsonOption, addKeyOptions, createKeyBitsOption } from '../options.ts'

type Options = KeyOptions & {
  port: string
  seller?: string
  protocol: SaasProtocol
  keyBits?: 128 | 256
  licenses?: string
  licenseKey?: string
  licenseCodeKey?: string
  kit?: string
  kitKey?: string
  kitProtocol?: KitProtocol
  notify?: string
  notifyKey?: string
  pages: boolean
  json?: boolean
}

export function addEmulate(program: Command, io: Io, done: (answer: Answer) => void): void {
  const command = program
    .command('emulate')
    .description(
      'Run the marketplace in memory against your server, with its pages, a clock that you can move, and every call as it happens. Stop it with Ctrl-C.',
    )
    .option('--port <port>', 'the port on 127.0.0.1; 0 uses a free one', String(defaultPort))
    .option('-s, --seller <url>', 'the endpoint of your server (default: a built-in server responds instead)')
  addKeyOptions(command, 'the access key of your server')
    .addOption(
      new Option('-p, --protocol <name>', 'the protocol of your server')
        .choices(saasProtocols)
        .default(defaultProtocol),
    )
    .addOption(
      createKeyBitsOption(
        '--key-bits <bits>',
        'V1.0 only: the AES key size for phone and email (default: 256)',
      ),
    )
    .option(
      '--licenses <url>',
      'the endpoint that is called for products with a license (default: the built-in server)',
    )
    .option('--license-key <key>', 'the access key of that endpoint (default: a fixed one)')
    .option(
      '--license-code-key <key>',
      'its access key of the calls about authorisation codes (default: a fixed one)',
    )
    .option(
      '--kit <url>',
      'the endpoint that is told of the company of the product joint (default: the built-in server)',
    )
    .option('--kit-key <key>', 'the access key of that endpoint (default: a fixed one)')
    .addOption(new Option('--kit-protocol <name>', 'its protocol (default: kit-v2)').choices(kitProtocols))
    .option('--notify <url>', 'the endpoint that is notified of each paid order')
    .option('--notify-key <key>', 'the access key of that endpoint (default: a fixed one)')
    .option('--no-pages', 'run without the web pages')
  addJsonOption(command)
    .addHelpText(
      'after',
      `
Examples:
  loggia emulate
  loggia emulate --seller http://127.0.0.1:3000/saas --key-file key.txt
  loggia emulate --seller http://127.0.0.1:3000/saas --protocol saas-v1 --key-bits 128
  loggia emulate --licenses http://127.0.0.1:8092/license
  loggia emulate --kit http://127.0.0.1:3000/saas
Then, in another window:
  loggia trigger buy`,
    )
    .action(async (options: Options) => done(await emulate(io, options)))
}

async function emulate(io: Io, options: Options): Promise<Answer> {
  const from = performance.now()
  const pages = options.pages ? await builtPages() : undefined
  const asked = await optionsOf(io, options)
  const onExchange = (exchange: Exchange): void =>
    say(io, options.json ? JSON.stringify({ exchange }) : formatExchange(exchange))
  const emulator = await start({ ...asked, pages, onExchange })
  try {
    const state = await emulator.state()
    const { url, accounts, products, fromTemplate } = emulator
    const seconds = (performance.now() - from) / 1000
    if (options.json) say(io, JSON.stringify({ url, accounts, products, state, seconds }))
    else
      say(
        io,
        formatGreeting({
          emulator: { url, accounts, fromTemplate },
          state,
          seconds,
          hasPages: pages !== undefined,
        }).join('\n'),
      )
    await io.untilStopped?.()
  } finally {
    await emulator.close()
  }
  return 'ok'
}

const nameSealing = (): string =>
  saasProtocols
    .filter(isSealingProtocol)
    .map((one) => `${protocolTraits[one].name['en-US']}: add --protocol ${one}`)
    .join(', or for ')

async function optionsOf(io: Io, options: Options): Promise<EmulatorOptions> {
  const { seller: url, protocol, keyBits, licenses, licenseKey, licenseCodeKey, notify, notifyKey } = options
  const { kit, kitKey, kitProtocol } = options
  const port = Number(options.port)
  if (!/^\d{1,5}$/.test(options.port) || port > 65_535)
    throw new CannotRun(`--port must be from 0 to 65535, not ${options.port}`)
  // A fixed key is enough, so that none needs to be given.
  const key = await findKey(io, options)
  if (url === undefined && (options.key !== undefined || options.keyFile !== undefined))
    throw new CannotRun('A key needs a server: add --seller')
  if (url === undefined && (protocol !== defaultProtocol || keyBits !== undefined))
    throw new CannotRun('--protocol and --key-bits need a server: add --seller')
  if (!isSealingProtocol(protocol) && keyBits !== undefined)
    throw new CannotRun(`--key-bits is only for ${nameSealing()}`)
  if (licenses === undefined && (licenseKey !== undefined || licenseCodeKey !== undefined))
    throw new CannotRun('--license-key and --license-code-key need a server: add --licenses')
  if (kit === undefined && (kitKey !== undefined || kitProtocol !== undefined))
    throw new CannotRun('--kit-key and --kit-protocol need a server: add --kit')
  if (notify === undefined && notifyKey !== undefined)
    throw new CannotRun('--notify-key needs a server: add --notify')
  return omitUndefined({
    port,
    time: 'running',
    seller: url === undefined ? undefined : { url, key, protocol, keyBits },
    licenses:
      licenses === undefined ? undefined : { url: licenses, key: licenseKey, codeKey: licenseCodeKey },
    kit: kit === undefined ? undefined : { url: kit, key: kitKey, protocol: kitProtocol },
    notify: notify === undefined ? undefined : { url: notify, key: notifyKey },
  })
}

/** The marketplace is imported only here, so that the other commands start quickly. */
async function start(options: EmulatorOptions): Promise<Emulator> {
  const { startEmulator } = await import('@loggia/emulator')
  try {
    return await startEmulator(options)
  } catch (cause) {
    if (cause instanceof Problem) throw new CannotRun(cause.sentences['en-US'], { cause })
    const { code } = cause as { code?: unknown }
    if (code === 'EADDRINUSE' || code === 'EACCES')
      throw new CannotRun(`Port ${options.port} cannot be used (${code}). Choose another with --port.`, {
        cause,
      })
    throw cause
  }
}

/** The folder of the built pages; undefined if they were not built. */
async function builtPages(): Promise<string | undefined> {
  const folder = join(import.meta.dirname, '..', '..', '..', 'console', 'dist')
  const isBuilt = await access(join(folder, 'server', 'entry-server.js')).then(
    () => true,
    () => false,
  )
  return isBuilt ? folder : undefined
}
