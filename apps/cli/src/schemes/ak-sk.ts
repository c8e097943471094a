import type { Command } from 'commander'
import { readAkSk, signAkSk, verifyAkSk } from '@loggia/signing'
import type { AkSkRequest, AkSkVerdict } from '@loggia/signing'
import { CannotRun, print, readInput, readKey } from '../io.ts'
import type { Answer, Io, KeyOptions } from '../io.ts'
import {
  addJsonOption,
  addKeyOptions,
  createListOption,
  readMoment,
  parseIso,
  requireAddress,
} from '../options.ts'
import { describeAkSkRefusal } from '../refusals/ak-sk.ts'
import { formatCurl } from '../requests/curl-line.ts'
import { signOrExplain } from '../requests/sign-request.ts'
import type { AddScheme } from './scheme.ts'

type Options = KeyOptions & {
  url: string
  method?: string
  header?: string[]
  body?: string
  at?: string
  json?: boolean
}

const addCallOptions = (command: Command): Command =>
  command
    .requiredOption('-u, --url <url>', 'the full URL of the call')
    .option('-X, --method <verb>', 'the method (default: GET, or POST with a body)')
    .addOption(createListOption('-H, --header <line>', 'a header, as "Name: value"'))
    .option('-b, --body <file>', 'a file with the exact body; - for standard input (default: no body)')

export const addSignAkSk: AddScheme = (parent, io, done) => {
  const command = parent
    .command('ak-sk')
    .description('Sign a call to the marketplace’s open APIs with an access key ID and its secret key.')
    .requiredOption('--key-id <id>', 'the access key ID (AK)')
  addKeyOptions(addCallOptions(command), 'the secret key (SK)').option(
    '--at <time>',
    'when it is sent, in UTC milliseconds or ISO 8601 (default: now)',
  )
  addJsonOption(command).action(async (options: Options & { keyId: string }) => done(await sign(io, options)))
}

async function sign(io: Io, options: Options & { keyId: string }): Promise<Answer> {
  const secretKey = await readKey(io, options)
  const request = await readCall(io, options)
  const timeMs = readMoment(io, options.at)
  const { headers, canonicalRequest } = signOrExplain(() =>
    signAkSk({ accessKeyId: options.keyId, secretKey, request, timeMs }),
  )
  const { host: _, ...others } = request.headers
  const sent = {
    method: request.method as 'GET',
    url: options.url,
    headers: { ...others, ...headers },
    body: request.body,
    proof: {},
  }
  const curl = formatCurl(sent, options.body === '-' ? undefined : options.body)
  print(io, options.json, {
    data: { headers, canonicalRequest, curl },
    lines: [
      `X-Sdk-Date: ${headers['x-sdk-date']}`,
      `Authorization: ${headers.authorization}`,
      '',
      'Signed:',
      canonicalRequest,
      '',
      curl,
    ],
  })
  return 'ok'
}

export const addVerifyAkSk: AddScheme = (parent, io, done) => {
  const command = parent
    .command('ak-sk')
    .description('Verify the signature of a call to the open APIs, and show why it does not match.')
  addKeyOptions(addCallOptions(command), 'the secret key (SK)').option(
    '--at <time>',
    'when it arrived, in UTC milliseconds or ISO 8601, or "sent" for its own X-Sdk-Date (default: now)',
  )
  addJsonOption(command).action(async (options: Options) => done(await verify(io, options)))
}

async function verify(io: Io, options: Options): Promise<Answer> {
  const secretKey = await readKey(io, options)
  const request = await readCall(io, options)
  const claim = readAkSk(request.headers['authorization'])
  const nowMs = options.at === 'sent' ? sentAt(request) : readMoment(io, options.at)
  const verdict: AkSkVerdict = claim.ok
    ? verifyAkSk({ claim: claim.claim, secretKey, request, nowMs })
    : { ok: false, reason: claim.reason }
  const sentence = sentenceOf(verdict)
  const ours =
    !verdict.ok && verdict.reason.code === 'signature_differs'
      ? ['What must be signed:', verdict.reason.canonicalRequest]
      : []
  print(io, options.json, { data: { ...verdict, sentence }, lines: [sentence, ...ours] })
  return verdict.ok ? 'ok' : 'no'
}

/** The time in the request’s date header; 0 if it has none that can be read. */
function sentAt({ headers }: Call): number {
  const date = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(headers['x-sdk-date'] ?? '')
  if (!date) return 0
  const [, year, month, day, hour, minute, second] = date
  return parseIso(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`) ?? 0
}

function sentenceOf(verdict: AkSkVerdict): string {
  if (!verdict.ok) return `Refused: ${describeAkSkRefusal(verdict.reason)}`
  const otherwise =
    verdict.deviations.length === 0
      ? ''
      : `, written as official signers write it (${verdict.deviations.join(', ')})`
  return `The signature matches${otherwise}${verdict.bodySigned ? '' : '; it does not cover the body'}.`
}

type Call = Omit<AkSkRequest, 'headers' | 'body'> & { headers: Record<string, string>; body: Uint8Array }

async function readCall(io: Io, { url, method, header = [], body }: Options): Promise<Call> {
  const address = new URL(requireAddress(url))
  const headers: Record<string, string> = { host: address.host }
  for (const line of header) {
    const [, name, value] = /^([^:\s]+):\s*(.*?)\s*$/s.exec(line) ?? []
    if (name === undefined || value === undefined)
      throw new CannotRun(`Give a header as "Name: value": ${line}`)
    headers[name.toLowerCase()] = value
  }
  return {
    method: (method ?? (body === undefined ? 'GET' : 'POST')).toUpperCase(),
    // The target as it was typed; `URL` would escape it differently.
    target: url.slice(url.indexOf('//') + 2).replace(/^[^/?]*/, '') || '/',
    headers,
    body: body === undefined ? Buffer.alloc(0) : await readInput(io, body),
  }
}
