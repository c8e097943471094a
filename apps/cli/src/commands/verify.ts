import type { Command } from 'commander'
import { verifySaasV2 } from '@loggia/signing'
import type { SaasV2Verdict } from '@loggia/signing'
import { CannotRun, print, readInput, readKey } from '../io.ts'
import type { Answer, Io, KeyOptions } from '../io.ts'
import { refusalSentence } from '../refusals.ts'

type Options = KeyOptions & { query: string; at?: string; json?: boolean }

export function addVerify(program: Command, io: Io, done: (answer: Answer) => void): void {
  program
    .command('verify')
    .description(
      'Check the signature of a request that was received, and say why it does not fit. Exit code 1 if it does not.',
    )
    .argument('[file]', 'the body, byte for byte as it came; standard input if absent or -')
    .requiredOption('-q, --query <text>', 'the query string as it came, or the whole address')
    .option(
      '-k, --key <key>',
      'the access key (other users of this machine can see it; prefer one of the other two)',
    )
    .option(
      '--key-file <file>',
      'a file that holds the access key; the variable LOGGIA_ACCESS_KEY is the third way',
    )
    .option(
      '--at <ms>',
      'when it came, in UTC milliseconds, or "sent" for the moment of its own timestamp; now if absent',
    )
    .option('--json', 'print JSON')
    .action(async (file: string | undefined, options: Options) => done(await verify(io, file, options)))
}

async function verify(io: Io, file: string | undefined, options: Options): Promise<Answer> {
  const body = await readInput(io, file)
  const accessKey = await readKey(io, options)
  const parameters = new URLSearchParams(options.query.slice(options.query.indexOf('?') + 1))
  const parameter = (name: string): string | undefined => parameters.get(name) ?? undefined
  const query = {
    signature: parameter('signature'),
    timestamp: parameter('timestamp'),
    nonce: parameter('nonce'),
  }
  const verdict = await verifySaasV2({
    accessKey,
    query,
    body,
    nowMs: momentOf(io, options.at, query.timestamp),
  })
  print(io, options.json, {
    data: verdict.ok ? verdict : { ...verdict, sentence: refusalSentence(verdict.reason) },
    lines: [sentenceOf(verdict)],
  })
  return verdict.ok ? 'ok' : 'no'
}

function momentOf(io: Io, at: string | undefined, timestamp: string | undefined): number {
  if (at === undefined) return io.nowMs()
  const ms = Number(at === 'sent' ? (timestamp ?? io.nowMs()) : at)
  if (at !== 'sent' && !Number.isSafeInteger(ms))
    throw new CannotRun(`--at is neither "sent" nor UTC milliseconds: ${at}`)
  return ms
}

function sentenceOf(verdict: SaasV2Verdict): string {
  if (!verdict.ok) return `Refused: ${refusalSentence(verdict.reason)}`
  return verdict.over === 'raw'
    ? 'The signature fits the body as it came.'
    : 'The signature fits the body with its members sorted and without nulls, not the bytes as they came.'
}
