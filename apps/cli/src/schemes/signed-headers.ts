import type { Protocol } from '@loggia/protocol/protocols'
import { verifyKitV2 } from '@loggia/signing'
import { print, readInput, readKey } from '../io.ts'
import type { Answer, Io, KeyOptions } from '../io.ts'
import { describeVerdictOverBody } from '../refusals/saas-v2.ts'
import type { AddScheme } from './scheme.ts'
import { addStampedSign, addStampedVerify, readArrival } from './stamped.ts'

type VerifyOptions = KeyOptions & {
  body?: string
  sign?: string
  timestamp?: string
  nonce?: string
  at?: string
  json?: boolean
}

/** Adds the command that signs a request of this protocol with `x-sign`, `x-timestamp` and `x-nonce` (joint-kit §4.1). */
export const addSignHeadersOf = (protocol: Protocol): AddScheme =>
  addStampedSign(protocol, {
    url: 'https://seller.example',
    listLines: (proof) => Object.entries(proof).map(([name, value]) => `${name.padEnd(12)}${value}`),
  })

/** Adds the command that verifies what {@link addSignHeadersOf} signs. */
export const addVerifyHeadersOf =
  (protocol: Protocol): AddScheme =>
  (parent, io, done) => {
    const command = addStampedVerify(parent, protocol, (one) =>
      one
        .option('--sign <hex>', 'the value of the header x-sign')
        .option('--timestamp <ms>', 'the value of the header x-timestamp')
        .option('--nonce <text>', 'the value of the header x-nonce'),
    )
    command.action(async (options: VerifyOptions) => done(await verify(io, options)))
  }

async function verify(io: Io, options: VerifyOptions): Promise<Answer> {
  const body = await readInput(io, options.body)
  const accessKey = await readKey(io, options)
  const { sign: signature, timestamp, nonce } = options
  const headers = { 'x-sign': signature, 'x-timestamp': timestamp, 'x-nonce': nonce }
  const verdict = await verifyKitV2({ accessKey, headers, body, nowMs: readArrival(io, options, timestamp) })
  const sentence = describeVerdictOverBody(verdict, (parameter) =>
    parameter === 'signature' ? 'The header x-sign is missing.' : `The header x-${parameter} is missing.`,
  )
  print(io, options.json, { data: { ...verdict, sentence }, lines: [sentence] })
  return verdict.ok ? 'ok' : 'no'
}
