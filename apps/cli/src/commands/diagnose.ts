import type { Command } from 'commander'
import { fromIso } from '@loggia/kernel'
import { diagnose, inputSentence, protocols, readInput } from '@loggia/diagnosis'
import type { Diagnosis, DiagnosisAsked, Exchange, NamedKey, Protocol } from '@loggia/diagnosis'
import { diagnosisData, diagnosisLines } from '../diagnosis-lines.ts'
import { CannotRun, print, readFileOf, readInput as readBytes, readKey } from '../io.ts'
import type { Answer, Io, KeyOptions } from '../io.ts'

type Options = KeyOptions & {
  otherKey: readonly NamedKey[]
  accessKeyId?: string
  protocol?: string
  now?: string
  computed?: string
  sent?: string
  entry?: string
  json?: boolean
}

function collectKey(text: string, before: readonly NamedKey[]): readonly NamedKey[] {
  const at = text.indexOf('=')
  const name = at < 1 ? `other key ${before.length + 1}` : text.slice(0, at)
  return [...before, { name, key: at < 1 ? text : text.slice(at + 1) }]
}

export function addDiagnose(program: Command, io: Io, done: (answer: Answer) => void): void {
  program
    .command('diagnose')
    .description(
      'Name why a request or a reply is refused, from the bytes of a raw HTTP exchange, a curl line or a HAR. Exit code 1 if a cause is found or the proof does not fit.',
    )
    .argument(
      '[file]',
      'the exchange: request, empty line, body, then the reply; standard input if absent or -',
    )
    .option(
      '-k, --key <key>',
      'the access key that both sides should use; the secret key for ak-sk (other users of this machine can see it)',
    )
    .option('--key-file <file>', 'a file that holds the key; the variable LOGGIA_ACCESS_KEY is the third way')
    .option(
      '--other-key <name=key>',
      'a key that may have been taken for it; may be given several times',
      collectKey,
      [],
    )
    .option('--access-key-id <id>', 'the access key id (AK) of an open API')
    .option('--protocol <name>', `${protocols.join(', ')}; found out by itself if absent`)
    .option(
      '--now <time>',
      'when the request was received, UTC milliseconds or ISO 8601; else the record’s own time or the Date of the reply',
    )
    .option('--computed <proof>', 'the signature that your own code came to: its mistake is looked for too')
    .option('--sent <file>', 'the body as it was sent, if another one was received')
    .option('--entry <n>', 'which entry of a HAR, from 1 on')
    .option('--json', 'print JSON')
    .action(async (file: string | undefined, options: Options) =>
      done(await diagnoseInput(io, file, options)),
    )
}

async function diagnoseInput(io: Io, file: string | undefined, options: Options): Promise<Answer> {
  const read = readInput(await readBytes(io, file), { entry: entryOf(options.entry) })
  if (!read.ok) throw new CannotRun(inputSentence(read.fault, 'en-US'))
  const diagnosis = diagnose(await askedOf(io, read.exchange, options))
  print(io, options.json, { data: diagnosisData(diagnosis), lines: diagnosisLines(diagnosis) })
  return answerOf(diagnosis)
}

const answerOf = ({ problems }: Diagnosis): Answer => (problems.length > 0 ? 'no' : 'ok')

async function askedOf(io: Io, exchange: Exchange, options: Options): Promise<DiagnosisAsked> {
  return {
    exchange,
    accessKey: await readKey(io, options),
    otherKeys: options.otherKey,
    accessKeyId: options.accessKeyId,
    protocol: protocolOf(options.protocol),
    receivedAtMs: momentOf(options.now),
    computed: options.computed,
    sentBody: options.sent === undefined ? undefined : await readFileOf(io, options.sent),
  }
}

function protocolOf(name: string | undefined): Protocol | undefined {
  const found = protocols.find((one) => one === name)
  if (name !== undefined && !found)
    throw new CannotRun(`--protocol is none of ${protocols.join(', ')}: ${name}`)
  return found
}

function entryOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  if (!/^[1-9]\d{0,5}$/.test(text)) throw new CannotRun(`--entry is no number from 1 on: ${text}`)
  return Number(text)
}

function momentOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  if (/^\d{13}$/.test(text)) return Number(text)
  try {
    return fromIso(text)
  } catch (cause) {
    throw new CannotRun(`--now is neither UTC milliseconds nor a time of ISO 8601: ${text}`, { cause })
  }
}
