import { messagesByProtocol } from '@loggia/protocol/messages'
import type { Protocol } from '@loggia/protocol/protocols'
import type { Command } from 'commander'
import { print, readKey } from '../io.ts'
import type { Answer, Io, KeyOptions } from '../io.ts'
import { addJsonOption, addKeyOptions, readMoment, requireAddress } from '../options.ts'
import { formatCurl } from '../requests/curl-line.ts'
import { addRequestOptions, drawId, readRequest } from '../requests/options.ts'
import type { RequestOptions } from '../requests/options.ts'
import { signRequest } from '../requests/sign-request.ts'
import type { SignedRequest } from '../requests/sign-request.ts'
import type { AddScheme } from './scheme.ts'

// Requests with a signature, a timestamp and a nonce, in the query or in headers.

type SignOptions = KeyOptions & RequestOptions & { nonce?: string; at?: string; url: string; json?: boolean }

/** How a proof is shown, and the address of the curl command unless another is given. */
export type StampWay = {
  readonly url: string
  listLines(proof: SignedRequest['proof']): readonly string[]
}

/** Adds the command that signs a request of this protocol. */
export const addStampedSign =
  (protocol: Protocol, way: StampWay): AddScheme =>
  (parent, io, done) => {
    const { requestName } = messagesByProtocol[protocol]
    const command = parent
      .command(protocol)
      .description(`Sign ${requestName}, with its body from a file, from standard input or from fields.`)
    addRequestOptions(command, [protocol])
    addKeyOptions(command)
      .option('--nonce <text>', 'the nonce (default: random)')
      .option('--at <time>', 'when it is sent, in UTC milliseconds or ISO 8601 (default: now)')
      .option('-u, --url <url>', 'the URL in the printed curl command', way.url)
    addJsonOption(command).action(async (words: string[], options: SignOptions) =>
      done(await sign(io, words, { ...options, protocol, way })),
    )
  }

async function sign(
  io: Io,
  words: readonly string[],
  options: SignOptions & { readonly protocol: Protocol; readonly way: StampWay },
): Promise<Answer> {
  const { protocol, way, activity = messagesByProtocol[protocol].activities[0] ?? '' } = options
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
  if (signed.body.at(-1) === 10)
    io.stderr.write('Note: the body ends with a line break, which is signed and must be sent too.\n')
  print(io, options.json, {
    data: { ...signed.proof, url: signed.url, body: Buffer.from(signed.body).toString('utf8'), curl },
    lines: [...way.listLines(signed.proof), '', curl],
  })
  return 'ok'
}

/** The command that verifies the signature of a request of this protocol, with the options that have its proof. */
export function addStampedVerify(
  parent: Command,
  protocol: Protocol,
  addProof: (command: Command) => Command,
) {
  const { requestName } = messagesByProtocol[protocol]
  const command = parent
    .command(protocol)
    .description(`Verify the signature of ${requestName}, and show why it does not match.`)
  addProof(command).option(
    '-b, --body <file>',
    'a file with the exact body received (default: standard input, also -)',
  )
  addKeyOptions(command).option(
    '--at <time>',
    'when it arrived, in UTC milliseconds or ISO 8601, or "sent" for its own timestamp (default: now)',
  )
  return addJsonOption(command)
}

/** When a request with this timestamp arrived, in UTC milliseconds. */
export const readArrival = (
  io: Io,
  { at }: { readonly at?: string },
  timestamp: string | undefined,
): number => (at === 'sent' ? Number(timestamp) : readMoment(io, at))
