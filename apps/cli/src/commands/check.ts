import { access, constants, writeFile } from 'node:fs/promises'
import { dirname, extname, resolve } from 'node:path'
import { Option } from 'commander'
import type { Command } from 'commander'
import {
  CannotReach,
  UnknownChecks,
  checkedProtocols,
  isShown,
  judgeServer,
  selectChecks,
  suites,
  toHtml,
  toJunit,
  toReport,
  withoutKey,
} from '@loggia/conformance'
import type { Check, CheckedProtocol, Finding, RunSettings, Verdict } from '@loggia/conformance'
import type { FieldKeyBits } from '@loggia/signing'
import { createCheckLines, startProgress } from '../check-lines.ts'
import { openOrders } from '../check-orders.ts'
import { defaultPort } from '../emulator/ask.ts'
import { CannotRun, print, readKey } from '../io.ts'
import type { Answer, Io, KeyOptions } from '../io.ts'
import {
  addJsonOption,
  addKeyOptions,
  createKeyBitsOption,
  createListOption,
  requireAddress,
  parseSeconds,
} from '../options.ts'

type Options = KeyOptions & {
  protocol: CheckedProtocol
  keyBits?: FieldKeyBits
  report?: string[]
  only?: string
  readyWithin?: string
  limit?: string
  allowSkips?: boolean
  orders?: string | true
  ordersAk?: string
  ordersSkFile?: string
  json?: boolean
}

/** The writer of each kind of report, by the extension of the file. */
const writers: Readonly<Record<string, (verdict: Verdict, nowMs: number) => string>> = {
  '.json': (verdict) => `${JSON.stringify(toReport(verdict), null, 2)}\n`,
  '.xml': toJunit,
  '.html': toHtml,
}

export function addCheck(program: Command, io: Io, done: (answer: Answer) => void): void {
  const command = program
    .command('check')
    .description(
      'Judge a seller’s server by named checks. It opens and releases instances there, so aim it at a test installation. Exit code 1 if a must is broken or could not be judged.',
    )
    .argument('<url>', 'the production address, such as http://127.0.0.1:3000/saas')
    .addOption(
      new Option('-p, --protocol <name>', 'what the address speaks')
        .choices(checkedProtocols)
        .makeOptionMandatory(),
    )
  addKeyOptions(command)
    .addOption(createKeyBitsOption('--key-bits <bits>', 'seal phone and e-mail with an AES key of this size'))
    .addOption(
      createListOption(
        '-r, --report <file>',
        'write a report, its kind by the end of the name: .json, .xml (JUnit) or .html',
      ),
    )
    .option('--only <ids>', 'only these checks, parted by commas; v2.proof names all that begin so')
    .option('--ready-within <seconds>', 'how long an asynchronous opening is waited for; 10 if absent')
    .option(
      '--orders [port]',
      `answer the order query on 127.0.0.1 for the orders of the run, and judge by v2.orders too; the port is ${defaultPort} if absent, 0 takes a free one`,
    )
    .option(
      '--orders-ak <id>',
      'with --orders, the access key id (AK) of the order query; that of the emulator if absent',
    )
    .option(
      '--orders-sk-file <file>',
      'with --orders, a file that holds the secret (SK); that of the emulator if absent',
    )
    .option('--limit <seconds>', 'how long a reply is waited for; 20 if absent, as the marketplace waits')
    .option('--allow-skips', 'exit code 0 though musts could not be judged, such as for want of an instance')
  addJsonOption(command).action(async (url: string, options: Options) => done(await check(io, url, options)))
}

async function check(io: Io, address: string, options: Options): Promise<Answer> {
  const url = requireAddress(address)
  const { protocol, keyBits, allowSkips = false } = options
  const reports = (options.report ?? []).map((file) => ({ file, write: writerOf(file) }))
  const limits = limitsOf(options)
  const checks = chosen(options)
  const key = await readKey(io, options)
  for (const { file } of reports) await requireFolder(io, file)
  const orders = await openOrders(io, options)
  try {
    const progress = startProgress(io, { url, protocol, count: checks.length })
    const found = await runOrSay(checks, {
      ...limits,
      url,
      key,
      keyBits,
      plan: suites[protocol].plan,
      orders,
      interrupt: interruptOf(io),
      nowMs: io.nowMs,
      randomBytes: io.randomBytes,
      onJudged: progress.judged,
    }).finally(progress.end)
    const verdict = withoutKey({ url, protocol, orders: orders?.url, ...found }, key)
    print(io, options.json, {
      data: toReport(verdict),
      lines: options.json ? [] : createCheckLines(io, verdict),
    })
    for (const { file, write } of reports) await writeReport(io, file, write(verdict, io.nowMs()))
    return isShown(verdict, { allowSkips }) ? 'ok' : 'no'
  } finally {
    await orders?.close()
  }
}

const secondsIf = (name: string, text: string | undefined, least: number): number | undefined =>
  text === undefined ? undefined : parseSeconds(name, text, [least, 3600])

const limitsOf = ({ readyWithin, limit }: Options): Pick<RunSettings, 'readyWithinMs' | 'limitMs'> => ({
  readyWithinMs: secondsIf('--ready-within', readyWithin, 0),
  limitMs: secondsIf('--limit', limit, 0.1),
})

/**
 * Ctrl-C stops the checks; the opened instances are released before the command ends. A second Ctrl-C ends it at once.
 */
function interruptOf({ untilStopped }: Io): AbortSignal {
  const interrupt = new AbortController()
  void untilStopped?.().then(() => interrupt.abort())
  return interrupt.signal
}

function writerOf(file: string): (verdict: Verdict, nowMs: number) => string {
  const write = writers[extname(file).toLowerCase()]
  if (!write) throw new CannotRun(`A report ends with ${Object.keys(writers).join(', ')}: ${file}`)
  return write
}

function chosen({ protocol, only, orders }: Options): readonly Check[] {
  const names = only
    ?.split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '')
  if (names?.length === 0) throw new CannotRun('--only names no check')
  try {
    return selectChecks(protocol, names, orders !== undefined)
  } catch (cause) {
    if (cause instanceof UnknownChecks) throw new CannotRun(`${cause.message}.`, { cause })
    throw cause
  }
}

async function runOrSay(checks: readonly Check[], settings: RunSettings): Promise<Finding> {
  try {
    return await judgeServer(checks, settings)
  } catch (cause) {
    if (cause instanceof CannotReach) throw new CannotRun(cause.message, { cause })
    throw cause
  }
}

/** Checked before a run that takes many seconds, not after it. */
async function requireFolder({ cwd }: Io, file: string): Promise<void> {
  const folder = dirname(resolve(cwd, file))
  try {
    await access(folder, constants.W_OK)
  } catch (cause) {
    throw new CannotRun(`${file} cannot be written: there is no folder ${folder} to write to`, { cause })
  }
}

async function writeReport(io: Io, file: string, text: string): Promise<void> {
  try {
    await writeFile(resolve(io.cwd, file), text)
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause)
    throw new CannotRun(`${file} cannot be written: ${why}`, { cause })
  }
}
