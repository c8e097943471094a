import { writeFile } from 'node:fs/promises'
import { extname, resolve } from 'node:path'
import { Option } from 'commander'
import type { Command } from 'commander'
import {
  CannotReach,
  UnknownChecks,
  checkedProtocols,
  runChecks,
  selectChecks,
  toHtml,
  toJunit,
  toReport,
} from '@loggia/conformance'
import type { Check, CheckedProtocol, Judged, Verdict } from '@loggia/conformance'
import { checkLines, startProgress } from '../check-lines.ts'
import { CannotRun, print, readKey } from '../io.ts'
import type { Answer, Io, KeyOptions } from '../io.ts'

type Options = KeyOptions & {
  protocol: CheckedProtocol
  keyBits?: '128' | '256'
  report?: string[]
  only?: string
  readyWithin?: string
  json?: boolean
}

/** How each kind of report is written, by the end of the file's name. */
const writers: Readonly<Record<string, (verdict: Verdict, nowMs: number) => string>> = {
  '.json': (verdict) => `${JSON.stringify(toReport(verdict), null, 2)}\n`,
  '.xml': toJunit,
  '.html': toHtml,
}

export function addCheck(program: Command, io: Io, done: (answer: Answer) => void): void {
  program
    .command('check')
    .description(
      'Judge a seller’s server by named checks. It opens and releases instances there, so aim it at a test installation. Exit code 1 if a must is broken.',
    )
    .argument('<url>', 'the production address, such as http://127.0.0.1:3000/saas')
    .addOption(
      new Option('-p, --protocol <name>', 'what the address speaks')
        .choices(checkedProtocols)
        .makeOptionMandatory(),
    )
    .option(
      '-k, --key <key>',
      'the access key (other users of this machine can see it; prefer one of the other two)',
    )
    .option(
      '--key-file <file>',
      'a file that holds the access key; the variable LOGGIA_ACCESS_KEY is the third way',
    )
    .addOption(
      new Option('--key-bits <bits>', 'seal phone and e-mail with an AES key of this size').choices([
        '128',
        '256',
      ]),
    )
    .option(
      '-r, --report <file>',
      'write a report, its kind by the end of the name: .json, .xml (JUnit) or .html; may be repeated',
      (file: string, before: string[] | undefined) => [...(before ?? []), file],
    )
    .option('--only <ids>', 'only these checks, parted by commas; v2.proof names all that begin so')
    .option('--ready-within <seconds>', 'how long an asynchronous opening is waited for; 10 if absent')
    .option('--json', 'print the report as JSON')
    .action(async (url: string, options: Options) => done(await check(io, url, options)))
}

async function check(io: Io, address: string, options: Options): Promise<Answer> {
  const url = requireAddress(address)
  const reports = (options.report ?? []).map((file) => ({ file, write: writerOf(file) }))
  const readyWithinMs = readSeconds(options.readyWithin)
  const checks = chosen(options)
  const key = await readKey(io, options)
  const progress = startProgress(io, { url, protocol: options.protocol, count: checks.length })
  const judged = await runOrSay(checks, {
    url,
    key,
    keyBits: options.keyBits === undefined ? undefined : options.keyBits === '128' ? 128 : 256,
    readyWithinMs,
    nowMs: io.nowMs,
    randomBytes: io.randomBytes,
    onJudged: progress.judged,
  }).finally(progress.end)
  const verdict: Verdict = { url, protocol: options.protocol, judged }
  for (const { file, write } of reports) await writeReport(io, file, write(verdict, io.nowMs()))
  print(io, options.json, { data: toReport(verdict), lines: options.json ? [] : checkLines(io, verdict) })
  return judged.some(({ outcome }) => outcome === 'fail') ? 'no' : 'ok'
}

function requireAddress(address: string): string {
  const protocol = URL.canParse(address) ? new URL(address).protocol : undefined
  if (protocol !== 'http:' && protocol !== 'https:')
    throw new CannotRun(`This is no address that begins with http:// or https://: ${address}`)
  if (address.includes('#')) throw new CannotRun(`An address that is called has no part after #: ${address}`)
  return address
}

function writerOf(file: string): (verdict: Verdict, nowMs: number) => string {
  const write = writers[extname(file).toLowerCase()]
  if (!write) throw new CannotRun(`A report ends with ${Object.keys(writers).join(', ')}: ${file}`)
  return write
}

function readSeconds(text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  const seconds = Number(text)
  if (text.trim() === '' || !(seconds >= 0 && seconds <= 3600))
    throw new CannotRun(`--ready-within is a number of seconds from 0 to 3600: ${text}`)
  return seconds * 1000
}

function chosen({ protocol, only }: Options): readonly Check[] {
  const names = only
    ?.split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '')
  if (names?.length === 0) throw new CannotRun('--only names no check')
  try {
    return selectChecks(protocol, names)
  } catch (cause) {
    if (cause instanceof UnknownChecks) throw new CannotRun(`${cause.message}.`, { cause })
    throw cause
  }
}

async function runOrSay(
  checks: readonly Check[],
  settings: Parameters<typeof runChecks>[1],
): Promise<Judged[]> {
  try {
    return await runChecks(checks, settings)
  } catch (cause) {
    if (cause instanceof CannotReach) throw new CannotRun(`${cause.message}.`, { cause })
    throw cause
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
