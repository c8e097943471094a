import type { Protocol } from '@loggia/protocol/protocols'
import { verifySaasV2 } from '@loggia/signing'
import { print, readInput, readKey } from '../io.ts'
import type { Answer, Io, KeyOptions } from '../io.ts'
import { describeVerdictOverBody } from '../refusals/saas-v2.ts'
import type { AddScheme } from './scheme.ts'
import { addStampedSign, addStampedVerify, readArrival } from './stamped.ts'

type VerifyOptions = KeyOptions & { body?: string; query: string; at?: string; json?: boolean }

/**
 * Adds the command that signs a request of this protocol with `signature`, `timestamp` and `nonce` in the query
 * (saas-v2 §2.2).
 */
export const addSignQueryOf = (protocol: Protocol): AddScheme =>
  addStampedSign(protocol, {
    url: 'https://seller.example/saas',
    listLines: ({ signature, bodyHash, query }) => [
      `signature  ${signature}`,
      `body hash  ${bodyHash}`,
      `query      ${query}`,
    ],
  })

/** Adds the command that verifies what {@link addSignQueryOf} signs. */
export const addVerifyQueryOf =
  (protocol: Protocol): AddScheme =>
  (parent, io, done) => {
    const command = addStampedVerify(parent, protocol, (one) =>
      one.requiredOption('-q, --query <text>', 'the query string as received, or the full URL'),
    )
    command.action(async (options: VerifyOptions) => done(await verify(io, options)))
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
  const nowMs = readArrival(io, options, query.timestamp)
  const verdict = await verifySaasV2({ accessKey, query, body, nowMs })
  const sentence = describeVerdictOverBody(verdict)
  print(io, options.json, { data: { ...verdict, sentence }, lines: [sentence] })
  return verdict.ok ? 'ok' : 'no'
}

/** Finds the query string in a copied text: a full address, or only the query. */
export const readSignedQuery = (text: string): string =>
  text.slice(text.indexOf('?') + 1).replace(/#.*$/s, '')
