import { access, constants, writeFile } from 'node:fs/promises'
import { dirname, extname, resolve } from 'node:path'
import { InvalidArgumentError, Option } from 'commander'
import type { Command } from 'commander'
import {
  CannotReach,
  UnknownChecks,
  checkedProtocols,
  isShown,
  isToldOfCompanies,
  judgeServer,
  selectChecks,
  suites,
  toHtml,
  toJunit,
  toReport,
  withoutKey,
} from '@loggia/conformance'
import type { Check, CheckedProtocol, Finding, RunSettings, Verdict } from '@loggia/conformance'
import { oaepHashes } from '@loggia/signing'
import type { FieldKeyBits, OaepHashes } from '@loggia/signing'
import { createCheckLines, startProgress } from '../check-lines.ts'
import { openOrders } from '../check-orders.ts'
import { addSignOnOptions, readSignOn } from '../check-sign-on.ts'
import type { SignOnOptions } from '../check-sign-on.ts'
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
import { readPublicKeyOf } from '../requests/secret-options.ts'

type Options = KeyOptions &
  SignOnOptions & {
    protocol: CheckedProtocol
    keyBits?: FieldKeyBits
    licenses?: string
    publicKey?: string
    oaep?: string
    instance?: string
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
      'Check whether a seller’s server conforms to a protocol. This creates and releases instances there, so use a test installation. Exit code 1 if a required check fails or cannot be judged.',
    )
    .argument('<url>', 'the endpoint, such as http://127.0.0.1:3000/saas')
    .addOption(
      new Option('-p, --protocol <name>', 'the protocol of the endpoint')
        .choices([...checkedProtocols, newestKit])
        .argParser(readProtocol)
        .makeOptionMandatory(),
    )
  addKeyOptions(command)
    .addOption(
      createKeyBitsOption('--key-bits <bits>', 'encrypt phone and email with an AES key of this size'),
    )
    .option(
      '--licenses <codes>',
      'license-code only: authorisation codes that the server knows, such as test codes, separated by commas; 8 are enough for every check, and most of them are released (default: the run invents some)',
    )
    .option(
      '--public-key <file>',
      'joint kit and sso: the public key of the server’s app credential, with which the run encrypts secrets; PEM or its Base64 alone',
    )
    .option(
      '--oaep <list>',
      `joint kit and sso: with which hashes of label and MGF1 the server decrypts secrets, separated by commas: ${oaepHashes.join(', ')} (default: ${oaepHashes[0]})`,
    )
    .option(
      '--instance <id>',
      'joint kit: an instance that the server knows, for the calls of a real order (default: these are not sent)',
    )
    .addOption(
      createListOption(
        '-r, --report <file>',
        'write a report; the file extension sets its format: .json, .xml (JUnit) or .html',
      ),
    )
    .option(
      '--only <ids>',
      'run only these checks, separated by commas; v2.proof selects all that start with it',
    )
    .option('--ready-within <seconds>', 'how long to wait for an asynchronous activation (default: 10)')
    .option(
      '--orders [port]',
      `serve the order query on 127.0.0.1 for the orders of this run, and for license-online the upload of licenses, and run the checks about them as well (default port: ${defaultPort}; 0 uses a free one)`,
    )
    .option(
      '--orders-ak <id>',
      'with --orders: the access key ID (AK) of the order query (default: that of the emulator)',
    )
    .option(
      '--orders-sk-file <file>',
      'with --orders: a file with the secret key (SK) (default: that of the emulator)',
    )
    .option('--limit <seconds>', 'how long to wait for a response (default: 20, as the marketplace does)')
    .option(
      '--allow-skips',
      'exit code 0 even if required checks could not be judged, for example because there was no instance',
    )
  addSignOnOptions(command)
  addJsonOption(command).action(async (url: string, options: Options) => done(await check(io, url, options)))
}

async function check(io: Io, address: string, options: Options): Promise<Answer> {
  const url = requireAddress(address)
  const { protocol, keyBits, allowSkips = false } = options
  const reports = (options.report ?? []).map((file) => ({ file, write: writerOf(file) }))
  const limits = limitsOf(options)
  const checks = chosen(options)
  const licenses = licensesOf(options)
  const signOn = readSignOn(options)
  const ofKit = await kitOf(io, options)
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
      licenses,
      ...ofKit,
      plan: suites[protocol].plan,
      orders,
      signOn,
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
  if (!write)
    throw new CannotRun(`The name of a report must end with ${Object.keys(writers).join(', ')}: ${file}`)
  return write
}

/** Splits a list with commas; undefined if there is none. */
const splitList = (text: string | undefined): string[] | undefined =>
  text
    ?.split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '')

function licensesOf({ protocol, licenses }: Options): readonly string[] | undefined {
  const codes = splitList(licenses)
  if (codes === undefined) return undefined
  if (protocol !== 'license-code')
    throw new CannotRun(`--licenses is for license-code; ${protocol} has no authorisation codes`)
  if (codes.length === 0) throw new CannotRun('--licenses must name at least one code')
  return codes
}

/** The newest generation of the joint kit under its plain name. */
const newestKit = 'joint-kit'

function readProtocol(name: string): CheckedProtocol {
  const found = name === newestKit ? 'kit-v2' : checkedProtocols.find((one) => one === name)
  if (found) return found
  throw new InvalidArgumentError(`Allowed choices are ${[...checkedProtocols, newestKit].join(', ')}.`)
}

/** What a run with the joint kit is told. */
async function kitOf(
  io: Io,
  { protocol, publicKey, oaep, instance }: Options,
): Promise<Pick<RunSettings, 'publicKey' | 'oaep' | 'instanceId'>> {
  const isKit = isToldOfCompanies(protocol)
  const given = Object.entries({ 'public-key': publicKey, oaep, instance }).find(([, value]) => value)
  if (!isKit && given) throw new CannotRun(`--${given[0]} is for kit-v2, kit-v1 and sso`)
  if (!isKit) return {}
  if (protocol === 'sso' && instance !== undefined) throw new CannotRun('--instance is for kit-v2 and kit-v1')
  if (publicKey === undefined)
    throw new CannotRun('--public-key is required: the public key of the server’s app credential')
  const hashes = splitList(oaep)
  const unknown = hashes?.find((one) => !oaepHashes.some((known) => known === one))
  if (unknown !== undefined || hashes?.length === 0)
    throw new CannotRun(
      `--oaep must be one or several of ${oaepHashes.join(', ')}, not ${unknown ?? 'nothing'}`,
    )
  return {
    publicKey: await readPublicKeyOf(io, publicKey),
    oaep: hashes as OaepHashes[] | undefined,
    instanceId: instance,
  }
}

function chosen({ protocol, only, orders }: Options): readonly Check[] {
  const names = splitList(only)
  if (names?.length === 0) throw new CannotRun('--only must name at least one check')
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
    throw new CannotRun(`${file} cannot be written: the folder ${folder} does not exist or is not writable`, {
      cause,
    })
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
