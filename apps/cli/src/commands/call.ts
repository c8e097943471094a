import { Option } from 'commander'
import type { Command } from 'commander'
import { messagesByProtocol } from '@loggia/protocol/messages'
import { protocols } from '@loggia/protocol/protocols'
import type { Protocol } from '@loggia/protocol/protocols'
import { describeVerdict } from '@loggia/protocol/wire'
import { CannotRun, print, readKey } from '../io.ts'
import type { Answer, Io, KeyOptions } from '../io.ts'
import { addJsonOption, addKeyOptions, requireAddress, parseSeconds } from '../options.ts'
import { judgeReply } from '../requests/judge-reply.ts'
import type { Judged } from '../requests/judge-reply.ts'
import { addRequestOptions, drawId, readRequest } from '../requests/options.ts'
import type { RequestOptions } from '../requests/options.ts'
import { send } from '../requests/send.ts'
import type { Sent } from '../requests/send.ts'
import { signRequest } from '../requests/sign-request.ts'
import type { SignedRequest } from '../requests/sign-request.ts'
import type { Done } from '../schemes/scheme.ts'

type Options = KeyOptions & RequestOptions & { protocol: Protocol; limit: string; json?: boolean }

export function addCall(program: Command, io: Io, done: Done): void {
  const command = program
    .command('call')
    .description(
      'Send one signed request to a seller’s server, and print it with the response and the result. Exit code 1 if the call does not succeed.',
    )
    .argument('<url>', 'the endpoint, such as http://127.0.0.1:3000/saas')
    .addOption(
      new Option('-p, --protocol <name>', 'the protocol of the endpoint')
        .choices(protocols)
        .makeOptionMandatory(),
    )
  addRequestOptions(command)
  addKeyOptions(command).option('--limit <seconds>', 'how long to wait for the response', '20')
  addJsonOption(command).action(async (url: string, words: string[], options: Options) =>
    done(await call(io, { url, words }, options)),
  )
}

async function call(io: Io, asked: { url: string; words: string[] }, options: Options): Promise<Answer> {
  const { protocol, limit } = options
  const limitMs = parseSeconds('--limit', limit, [0.1, 600])
  const url = requireAddress(asked.url)
  const accessKey = await readKey(io, options)
  const unsigned = await readRequest(io, asked.words, { ...withActivity(options), accessKey })
  const request = signRequest(unsigned, {
    protocol,
    activity: options.activity ?? '',
    url,
    accessKey,
    timeMs: io.nowMs(),
    nonce: drawId(io),
  })
  io.stderr.write(`Waiting for ${new URL(url).host} (up to ${limitMs / 1000} s)\n`)
  const sent = await send(request, limitMs)
  const judged: Judged =
    'reply' in sent
      ? judgeReply(sent.reply, { protocol, activity: activityOf(request, options), accessKey })
      : { verdict: sent.verdict, notes: [] }
  const isFine = judged.verdict.code === 'succeeded' || judged.verdict.code === 'pending'
  print(io, options.json, { data: dataOf(request, sent, judged), lines: linesOf(request, sent, judged) })
  return isFine ? 'ok' : 'no'
}

/** A body needs no activity if it names its own, and a protocol with only one activity needs no choice. */
function withActivity(options: Options): Options {
  const { activities, subPathOf } = messagesByProtocol[options.protocol]
  const isNamed = options.body !== undefined && subPathOf === undefined
  if (isNamed || options.activity !== undefined) return options
  const [activity, another] = activities
  if (activity !== undefined && another === undefined) return { ...options, activity }
  throw new CannotRun(`--activity must be one of ${activities.join(', ')}`)
}

function activityOf({ body }: SignedRequest, { activity }: Options): string {
  if (activity !== undefined) return activity
  try {
    const value: unknown = JSON.parse(Buffer.from(body).toString('utf8'))
    return String((value as { activity?: unknown } | null)?.activity)
  } catch {
    return ''
  }
}

const textOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('utf8')

function dataOf(request: SignedRequest, sent: Sent, { verdict, notes }: Judged): object {
  const { method, url, headers, proof } = request
  const reply =
    'reply' in sent
      ? { status: sent.reply.status, headers: sent.reply.headers, body: textOf(sent.reply.body) }
      : null
  return {
    request: { method, url, headers, body: textOf(request.body), proof },
    reply,
    tookMs: sent.tookMs,
    verdict,
    sentence: describeVerdict(verdict, 'en-US'),
    notes,
  }
}

function linesOf(request: SignedRequest, sent: Sent, { verdict, notes }: Judged): string[] {
  const headers = Object.entries(request.headers).map(([name, value]) => `${name}: ${value}`)
  const body = request.body.length > 0 ? ['', textOf(request.body)] : []
  const reply =
    'reply' in sent
      ? [
          `HTTP ${sent.reply.status} after ${sent.tookMs} ms`,
          ...sent.reply.lines,
          '',
          textOf(sent.reply.body),
        ]
      : [`No complete response after ${sent.tookMs} ms`]
  return [
    `${request.method} ${request.url}`,
    ...headers,
    ...body,
    '',
    ...reply,
    '',
    describeVerdict(verdict, 'en-US'),
    ...notes,
  ]
}
