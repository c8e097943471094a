import {
  readBodyPairs,
  writeCanonicalPairs,
  readQuery,
  signSaasV1Body,
  verifySaasV1,
  verifySaasV1Body,
} from '@loggia/signing'
import type { Freshness, SaasV1BodyVerdict } from '@loggia/signing'
import { messagesByProtocol } from '@loggia/protocol/messages'
import type { Protocol } from '@loggia/protocol/protocols'
import { CannotRun, print, readInput, readKey } from '../io.ts'
import type { Answer, Io, KeyOptions } from '../io.ts'
import { addJsonOption, addKeyOptions, readMoment, requireAddress, parseSeconds } from '../options.ts'
import { describeSaasV1Refusal } from '../refusals/saas-v1.ts'
import { formatCurl } from '../requests/curl-line.ts'
import { addRequestOptions, drawId, hasBody, readRequest } from '../requests/options.ts'
import type { RequestOptions } from '../requests/options.ts'
import { signOrExplain, signRequest } from '../requests/sign-request.ts'
import { readSignedQuery } from './signed-query.ts'
import type { AddScheme } from './scheme.ts'

type SignOptions = KeyOptions &
  RequestOptions & { query?: string; post?: string; at?: string; url: string; json?: boolean }
type VerifyOptions = KeyOptions & {
  query?: string
  post?: string
  authToken?: string
  window?: string
  at?: string
  json?: boolean
}

/** Adds the command that signs a request of this protocol with `authToken` and `timeStamp` (saas-v1 §3). */
export const addSignTokenOf =
  (protocol: Protocol): AddScheme =>
  (parent, io, done) => {
    const command = parent
      .command(protocol)
      .description(
        hasBody(protocol)
          ? `Sign ${messagesByProtocol[protocol].requestName}, with its body from a file, from standard input or from fields.`
          : `Sign ${messagesByProtocol[protocol].requestName}, from fields or a query; with --post, compute the header of a request with a body.`,
      )
    addRequestOptions(command, [protocol])
    if (!hasBody(protocol))
      command
        .option('-q, --query <text>', 'a query string or a URL to sign again, instead of fields')
        .option(
          '--post <file>',
          'a file with a JSON body that includes timeStamp, instead of fields; - for standard input',
        )
    addKeyOptions(command)
      .option('--at <time>', 'when it is sent, in UTC milliseconds or ISO 8601 (default: now)')
      .option('-u, --url <url>', 'the URL in the printed curl command', 'https://seller.example/saas')
    addJsonOption(command).action(async (words: string[], options: SignOptions) =>
      done(
        await (options.post === undefined
          ? sign(io, words, { ...options, protocol })
          : signPost(io, options)),
      ),
    )
  }

async function sign(
  io: Io,
  words: readonly string[],
  options: SignOptions & { protocol: Protocol },
): Promise<Answer> {
  const accessKey = await readKey(io, options)
  const unsigned =
    options.query === undefined
      ? await readRequest(io, words, { ...options, accessKey })
      : { parameters: parametersIn(options.query) }
  const signed = signRequest(unsigned, {
    protocol: options.protocol,
    activity: options.activity ?? '',
    url: requireAddress(options.url),
    accessKey,
    timeMs: readMoment(io, options.at),
    nonce: drawId(io),
  })
  const { authToken, timeStamp, pairs } = signed.proof
  const curl = formatCurl(signed, options.body === '-' ? undefined : options.body)
  const ofQuery = timeStamp === undefined ? [] : [`timeStamp  ${timeStamp}`]
  print(io, options.json, {
    data: { ...signed.proof, url: signed.url, curl },
    lines: [`authToken  ${authToken}`, ...ofQuery, `signed     ${pairs}`, '', curl],
  })
  return 'ok'
}

/** The parameters of a query without its old proof. Of a repeated name, the first value counts. */
function parametersIn(query: string): Record<string, string> {
  const pairs = readQuery(readSignedQuery(query)).filter(
    ({ name }) => name !== 'authToken' && name !== 'timeStamp',
  )
  return Object.fromEntries(pairs.toReversed().map(({ name, value }) => [name, value]))
}

async function signPost(io: Io, options: SignOptions): Promise<Answer> {
  const body = await readInput(io, options.post)
  const accessKey = await readKey(io, options)
  const { authToken, pairs } = signOrExplain(() => signSaasV1Body(accessKey, body))
  const headers = { 'content-type': 'application/json;charset=utf-8', authToken }
  const request = { method: 'POST', url: requireAddress(options.url), headers, body, proof: {} } as const
  const curl = formatCurl(request, options.post === '-' ? undefined : options.post)
  print(io, options.json, {
    data: { authToken, pairs, curl },
    lines: [`authToken  ${authToken}`, `signed     ${pairs}`, '', curl],
  })
  return 'ok'
}

/** Adds the command that verifies what {@link addSignTokenOf} signs. */
export const addVerifyTokenOf =
  (protocol: Protocol): AddScheme =>
  (parent, io, done) => {
    const command = parent
      .command(protocol)
      .description(
        `Verify the authToken of ${messagesByProtocol[protocol].requestName}, and show why it does not match.`,
      )
    if (!hasBody(protocol))
      command.option('-q, --query <text>', 'the query string as received, or the full URL')
    command
      .option(
        '--post <file>',
        'a file with the JSON body of the request, if it has one; - for standard input',
      )
      .option('--auth-token <token>', 'with --post: the value of the authToken header')
      .option('--window <seconds>', 'refuse a timeStamp further from now than this (default: any age)')
    addKeyOptions(command).option(
      '--at <time>',
      'when it arrived, in UTC milliseconds or ISO 8601 (default: now)',
    )
    addJsonOption(command).action(async (options: VerifyOptions) =>
      done(await verify(io, { ...options, protocol })),
    )
  }

async function verify(io: Io, options: VerifyOptions & { protocol: Protocol }): Promise<Answer> {
  if ((options.query === undefined) === (options.post === undefined))
    throw new CannotRun(hasBody(options.protocol) ? 'Use --post' : 'Use either --query or --post')
  const accessKey = await readKey(io, options)
  const freshness: Freshness | undefined =
    options.window === undefined
      ? undefined
      : {
          nowMs: readMoment(io, options.at) + aheadMs(options.protocol),
          windowMs: parseSeconds('--window', options.window, [0, 86_400]),
        }
  const { verdict, pairs } =
    options.query === undefined
      ? await verifyPost(io, options, { accessKey, freshness })
      : verifyGet(options.query, { accessKey, freshness })
  const sentence = verdict.ok
    ? 'The authToken matches the parameters.'
    : `Refused: ${describeSaasV1Refusal(verdict.reason)}`
  print(io, options.json, {
    data: { ...verdict, sentence, pairs },
    lines: [sentence, ...(verdict.ok ? [] : [`What must be signed: ${pairs}`])],
  })
  return verdict.ok ? 'ok' : 'no'
}

/** How far the clock of a time stamp is ahead of UTC: that of the joint kit is in UTC+8 (joint-kit §6). */
const aheadMs = (protocol: Protocol): number => (hasBody(protocol) ? 8 * 3_600_000 : 0)

type Checking = { accessKey: string; freshness: Freshness | undefined }
type Checked = { verdict: SaasV1BodyVerdict; pairs: string }

function verifyGet(text: string, checking: Checking): Checked {
  const query = readSignedQuery(text)
  return { verdict: verifySaasV1({ ...checking, query }), pairs: writeCanonicalPairs(readQuery(query)) }
}

async function verifyPost(io: Io, options: VerifyOptions, checking: Checking): Promise<Checked> {
  const body = await readInput(io, options.post)
  const verdict = verifySaasV1Body({ ...checking, authToken: options.authToken, body })
  return { verdict, pairs: writeCanonicalPairs(readBodyPairs(body) ?? []) }
}
