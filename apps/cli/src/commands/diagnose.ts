import { Option } from 'commander'
import type { Command } from 'commander'
import { diagnose, describeInputFault, protocols, readInput } from '@loggia/diagnosis'
import type { Diagnosis, DiagnosisAsked, Exchange, NamedKey, Protocol } from '@loggia/diagnosis'
import { toDiagnosisData, formatDiagnosis } from '../diagnosis-lines.ts'
import { CannotRun, print, readFileOf, readInput as readBytes, readKey } from '../io.ts'
import type { Answer, Io, KeyOptions } from '../io.ts'
import { addJsonOption, addKeyOptions, createListOption, parseIso } from '../options.ts'

type Options = KeyOptions & {
  otherKey?: string[]
  accessKeyId?: string
  protocol?: Protocol
  now?: string
  computed?: string
  sent?: string
  entry?: string
  json?: boolean
}

function namedKey(text: string, i: number): NamedKey {
  const at = text.indexOf('=')
  // A key in Base64 may end with equals signs; then there is no name before it.
  return at < 1 || /^=+$/.test(text.slice(at))
    ? { name: `other key ${i + 1}`, key: text }
    : { name: text.slice(0, at), key: text.slice(at + 1) }
}

export function addDiagnose(program: Command, io: Io, done: (answer: Answer) => void): void {
  const command = program
    .command('diagnose')
    .description(
      'Find out why a request or response was refused, from a raw HTTP exchange, a curl command, the output of curl -v or a HAR. Exit code 1 if a cause is found or the signature does not match.',
    )
    .argument(
      '[file]',
      'the exchange: request, empty line, body, then the response (default: standard input, also -)',
    )
  addKeyOptions(command, 'the key that both sides should use: an access key, or the secret key for ak-sk')
  command
    .addOption(
      createListOption(
        '--other-key <name=key>',
        'another key that may have been used by mistake, with a name for the output',
      ),
    )
    .option('--access-key-id <id>', 'the access key ID (AK) of an open API')
    .addOption(new Option('-p, --protocol <name>', 'the protocol (default: detected)').choices(protocols))
    .option(
      '--now <time>',
      'when the request was received, in UTC milliseconds or ISO 8601 (default: the time of the record, or the Date of the response)',
    )
    .option('--computed <proof>', 'the signature that your own code computed, to find its mistake as well')
    .option('--sent <file>', 'the body that was sent, if a different one was received')
    .option('--entry <n>', 'the number of the HAR entry, starting at 1')
  addJsonOption(command).action(async (file: string | undefined, options: Options) =>
    done(await diagnoseInput(io, file, options)),
  )
}

async function diagnoseInput(io: Io, file: string | undefined, options: Options): Promise<Answer> {
  const read = readInput(await readBytes(io, file), { entry: entryOf(options.entry) })
  if (!read.ok) throw new CannotRun(describeInputFault(read.fault, 'en-US'))
  const diagnosis = diagnose(await askedOf(io, read.exchange, options))
  print(io, options.json, { data: toDiagnosisData(diagnosis), lines: formatDiagnosis(diagnosis) })
  return answerOf(diagnosis)
}

const answerOf = ({ problems }: Diagnosis): Answer => (problems.length > 0 ? 'no' : 'ok')

async function askedOf(io: Io, exchange: Exchange, options: Options): Promise<DiagnosisAsked> {
  return {
    exchange,
    accessKey: await readKey(io, options),
    otherKeys: options.otherKey?.map(namedKey),
    accessKeyId: options.accessKeyId,
    protocol: options.protocol,
    receivedAtMs: momentOf(options.now),
    computed: options.computed,
    sentBody: options.sent === undefined ? undefined : await readFileOf(io, options.sent),
  }
}

function entryOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  if (!/^[1-9]\d{0,5}$/.test(text)) throw new CannotRun(`--entry must be a whole number from 1, not ${text}`)
  return Number(text)
}

function momentOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  const moment = /^\d{13}$/.test(text) ? Number(text) : parseIso(text)
  if (moment === undefined)
    throw new CannotRun(`--now must be UTC milliseconds or a time such as 2026-01-31T08:00:00Z, not ${text}`)
  return moment
}
