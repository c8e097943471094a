import { messagesByProtocol } from '@loggia/protocol/messages'
import type { Protocol } from '@loggia/protocol/protocols'
import { verifyKitV2 } from '@loggia/signing'
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
type VerifyOptions = KeyOptions & {
  body?: string
  sign?: string
  timestamp?: string
  nonce?: string
  at?: string
  json?: boolean
}

/** Adds the command that signs a request of this protocol with `x-sign`, `x-timestamp` and `x-nonce` (joint-kit §4.1). */
export const addSignHeadersOf =
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
      .option('-u, --url <url>', 'the address in the printed curl command', 'https://seller.example')
    addJsonOption(command).action(async (words: string[], options: SignOptions) =>
      done(await sign(io, words, { ...options, protocol })),
    )
  }

async function sign(
  io: Io,
  words: readonly string[],
  options: SignOptions & { protocol: Protocol },
): Promise<Answer> {
  const { protocol, activity = messagesByProtocol[protocol].activities[0] ?? '' } = options
  const accessKey = await readKey(io, options)
  const signed = signRequest(await readRequest(io, words, { ...options, accessKey }), {
    protocol,
    activity,
    url: requireAddress(options.url),
    accessKey,
    timeMs: readMoment(io, options.at),
    nonce: options.nonce ?? drawId(io),
  })
  const curl = formatCurl(signed, options.body === '-' ? undefined : options.body)
  print(io, options.json, {
    data: { ...signed.proof, url: signed.url, body: Buffer.from(signed.body).toString('utf8'), curl },
    lines: [...Object.entries(signed.proof).map(([name, value]) => `${name.padEnd(12)}${value}`), '', curl],
  })
  return 'ok'
}

/** Adds the command that verifies what {@link addSignHeadersOf} signs. */
export const addVerifyHeadersOf =
  (protocol: Protocol): AddScheme =>
  (parent, io, done) => {
    const { requestName } = messagesByProtocol[protocol]
    const command = parent
      .command(protocol)
      .description(`Verify the signature of ${requestName}, and show why it does not match.`)
      .option('--sign <hex>', 'the value of the header x-sign')
      .option('--timestamp <ms>', 'the value of the header x-timestamp')
      .option('--nonce <text>', 'the value of the header x-nonce')
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
  const { sign: signature, timestamp, nonce } = options
  const headers = { 'x-sign': signature, 'x-timestamp': timestamp, 'x-nonce': nonce }
  const nowMs = options.at === 'sent' ? Number(timestamp) : readMoment(io, options.at)
  const verdict = await verifyKitV2({ accessKey, headers, body, nowMs })
  const sentence = describeVerdictOverBody(verdict, (parameter) =>
    parameter === 'signature' ? 'The header x-sign is missing.' : `The header x-${parameter} is missing.`,
  )
  print(io, options.json, { data: { ...verdict, sentence }, lines: [sentence] })
  return verdict.ok ? 'ok' : 'no'
}
