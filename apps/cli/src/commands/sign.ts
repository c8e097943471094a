import type { Command } from 'commander'
import { signSaasV2 } from '@loggia/signing'
import { CannotRun, print, readInput, readKey } from '../io.ts'
import type { Answer, Io, KeyOptions } from '../io.ts'

type Options = KeyOptions & { nonce?: string; timestamp?: string; url: string; json?: boolean }

export function addSign(program: Command, io: Io, done: (answer: Answer) => void): void {
  program
    .command('sign')
    .description(
      'Sign a request body as SaaS access protocol V2.0 demands, and print a curl line that sends it.',
    )
    .argument('[file]', 'the body, byte for byte; standard input if absent or -')
    .option(
      '-k, --key <key>',
      'the access key (other users of this machine can see it; prefer one of the other two)',
    )
    .option(
      '--key-file <file>',
      'a file that holds the access key; the variable LOGGIA_ACCESS_KEY is the third way',
    )
    .option('--nonce <text>', 'the nonce; a random one if absent')
    .option('--timestamp <ms>', 'UTC milliseconds, thirteen digits; now if absent')
    .option('--url <url>', 'where the curl line sends it', 'https://seller.example/saas')
    .option('--json', 'print JSON')
    .action(async (file: string | undefined, options: Options) => done(await sign(io, file, options)))
}

async function sign(io: Io, file: string | undefined, options: Options): Promise<Answer> {
  const body = await readInput(io, file)
  const accessKey = await readKey(io, options)
  const nonce = options.nonce ?? Buffer.from(io.randomBytes(16)).toString('hex')
  const timestampMs = options.timestamp === undefined ? io.nowMs() : Number(options.timestamp)
  const signed = signOrSay({ accessKey, body, nonce, timestampMs })
  const url = urlWith(options.url, signed.query)
  const curl = curlLine(url, file === undefined || file === '-' ? { text: body.toString('utf8') } : { file })
  if (body.at(-1) === 10)
    io.stderr.write('Note: the body ends with a line break, which is signed and must be sent too.\n')
  print(io, options.json, {
    data: { ...signed, nonce, timestamp: String(timestampMs), url, curl },
    lines: [
      `signature  ${signed.signature}`,
      `body hash  ${signed.bodyHash}`,
      `query      ${signed.query}`,
      '',
      curl,
    ],
  })
  return 'ok'
}

function signOrSay(signing: Parameters<typeof signSaasV2>[0]): ReturnType<typeof signSaasV2> {
  try {
    return signSaasV2(signing)
  } catch (cause) {
    if (cause instanceof RangeError) throw new CannotRun(cause.message, { cause })
    throw cause
  }
}

function urlWith(address: string, query: string): string {
  if (!URL.canParse(address)) throw new CannotRun(`--url is no address: ${address}`)
  return `${address}${address.includes('?') ? '&' : '?'}${query}`
}

/** A word for a POSIX shell. */
const quoted = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`

// --data-binary, since --data takes line breaks out of a file, and the signature would no longer fit.
function curlLine(url: string, body: { file: string } | { text: string }): string {
  const data = 'file' in body ? `@${body.file}` : body.text
  const headers = ['accept: application/json', 'content-type: application/json;charset=utf8'].map(
    (header) => `-H ${quoted(header)}`,
  )
  return `curl -sS -X POST ${headers.join(' ')} --data-binary ${quoted(data)} ${quoted(url)}`
}
