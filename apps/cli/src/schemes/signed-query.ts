import { messagesByProtocol } from '@loggia/protocol/messages'
import type { Protocol } from '@loggia/protocol/protocols'
import { verifySaasV2 } from '@loggia/signing'
import { print, readInput, readKey } from '../io.ts'
import type { Answer, Io, KeyOptions } from '../io.ts'
import { addJsonOption, addKeyOptions, readMoment, requireAddress } from '../options.ts'
import { describeVerdictOverBody } from '../refusals/saas-v2.ts'
import { formatCurl } from '../requests/curl-line.ts'
import { addRequestOptions, drawId, readRequest } from '../requests/options.ts'
import type { RequestOptions } from '../requests/options.ts'
import { signRequest } from '../requests/sign-request.ts'
import type { AddScheme } from './scheme.ts'

type SignOptions = KeyOptions & RequestOptions & { nonce?: string; at?: string; url: string; json?: boolean }
type VerifyOptions = KeyOptions & { body?: string; query: string; at?: string; json?: boolean }

/**
 * Adds the command that signs a request of this protocol with `signature`, `timestamp` and `nonce` in the query
 * (saas-v2 §2.2).
 */
export const addSignQueryOf =
  (protocol: Protocol): AddScheme =>
  (parent, io, done) => {
    const { requestName } = messagesByProtocol[protocol]
    const command = parent
      .command(protocol)
      .description(`Sign ${requestName}, with its body from a file, from standard input or from fields.`)
    addRequestOptions(command, [protocol])
    addKeyOptions(command)
      .option('--nonce <text>', 'the nonce (default: random)')
      .option('--at <time>', 'when it is sent, in UTC milliseconds or ISO 8601 (default: now)')
      .option('-u, --url <url>', 'the URL in the printed curl command', 'https://seller.example/saas')
    addJsonOption(command).action(async (words: string[], options: SignOptions) =>
      done(await sign(io, words, { ...options, protocol })),
    )
  }

async function sign(
  io: Io,
  words: readonly string[],
  options: SignOptions & { protocol: Protocol },
): Promise<Answer> {
  const accessKey = await readKey(io, options)
  const signed = signRequest(await readRequest(io, words, { ...options, accessKey }), {
    protocol: options.protocol,
    activity: options.activity ?? '',
    url: requireAddress(options.url),
    accessKey,
    timeMs: readMoment(io, options.at),
    nonce: options.nonce ?? drawId(io),
  })
  const curl = formatCurl(signed, options.body === '-' ? undefined : options.body)
  if (signed.body.at(-1) === 10)
    io.stderr.write('Note: the body ends with a line break, which is signed and must be sent too.\n')
  const { signature, bodyHash, query } = signed.proof
  print(io, options.json, {
    data: { ...signed.proof, url: signed.url, body: Buffer.from(signed.body).toString('utf8'), curl },
    lines: [`signature  ${signature}`, `body hash  ${bodyHash}`, `query      ${query}`, '', curl],
  })
  return 'ok'
}

/** Adds the command that verifies what {@link addSignQueryOf} signs. */
export const addVerifyQueryOf =
  (protocol: Protocol): AddScheme =>
  (parent, io, done) => {
    const { requestName } = messagesByProtocol[protocol]
    const command = parent
      .command(protocol)
      .description(`Verify the signature of ${requestName}, and show why it does not match.`)
      .requiredOption('-q, --query <text>', 'the query string as received, or the full URL')
      .option('-b, --body <file>', 'a file with the exact body received (default: standard input, also -)')
    addKeyOptions(command).option(
      '--at <time>',
      'when it arrived, in UTC milliseconds or ISO 8601, or "sent" for its own timestamp (default: now)',
    )
    addJsonOption(command).action(async (options: VerifyOptions) => done(await verify(io, options)))
  }

async function verify(io: Io, options: VerifyOptions): Promise<Answer> {
  const body = await readInput(io, options.body)
  const accessKey = await readKey(io, options)
  const parameters = new URLSearchParams(readSignedQuery(options.query))
  const parameter = (name: string): string | undefined => parameters.get(name) ?? undefined
  const query = {
    signature: parameter('signature'),
    timestamp: parameter('timestamp'),
    nonce: parameter('nonce'),
  }
  const nowMs = options.at === 'sent' ? Number(query.timestamp) : readMoment(io, options.at)
  const verdict = await verifySaasV2({ accessKey, query, body, nowMs })
  const sentence = describeVerdictOverBody(verdict)
  print(io, options.json, { data: { ...verdict, sentence }, lines: [sentence] })
  return verdict.ok ? 'ok' : 'no'
}

/** Finds the query string in a copied text: a full address, or only the query. */
export const readSignedQuery = (text: string): string =>
  text.slice(text.indexOf('?') + 1).replace(/#.*$/s, '')
