import { resultCodes } from '@loggia/protocol/saas/v2'
import { verifyBodySign } from '@loggia/signing'
import { CannotJudge, defineStep } from '../../engine/check.ts'
import type { Check, Level, Look, Step } from '../../engine/check.ts'
import { readHeaders, hasBom } from '../../engine/exchange.ts'
import type { Exchange } from '../../engine/exchange.ts'
import { toFault, findFirstFault } from '../../engine/judging.ts'
import { isReplyToRight } from '../../replies/verdicts.ts'
import { createUnknownId } from '../../purchases/ids.ts'
import { createMessage } from '../messages.ts'
import { send, unreadable } from '../../stamped/send.ts'
import { firstOpening, keyOfRun, plainRequests } from '../steps.ts'

/** One refusal of each kind, so that there are replies even if only these checks are selected. */
const refusals = defineStep('a refusal of each kind', async (bench) => {
  const message = createMessage(bench, 'queryInstance', createUnknownId(bench))
  const shared = { activity: 'queryInstance', meant: 'refuse' } as const
  const noProof = { prove: () => ({}) }
  return Promise.all([
    send(bench, { ...shared, name: 'a request without a signature', body: message, ...noProof }),
    send(bench, { ...shared, name: 'a request that is an hour old', body: message, shiftMs: -3_600_000 }),
    send(bench, {
      ...shared,
      activity: unreadable,
      name: 'a request that is not JSON',
      body: '{"activity":',
    }),
    send(bench, {
      ...shared,
      activity: unreadable,
      name: 'a request of an unknown activity',
      body: { activity: 'sellInstance' },
    }),
    send(bench, { ...shared, name: 'a query of an instance that does not exist', body: message }),
  ])
})

/** The result of a step, or undefined if it could not be judged. */
async function madeBy<T>(look: Look, from: Step<T>): Promise<T | undefined> {
  try {
    return await look(from)
  } catch (error) {
    if (error instanceof CannotJudge) return undefined
    throw error
  }
}

type Kind = {
  readonly isReply: boolean
  readonly prefix: 'v2.reply' | 'v2.refusal'
  readonly of: string
  readonly group: string
}
const kinds: readonly Kind[] = [
  { isReply: true, prefix: 'v2.reply', of: 'A response', group: 'Replies' },
  { isReply: false, prefix: 'v2.refusal', of: 'A refusal', group: 'Refusals' },
]

type Rule = {
  readonly id: string
  readonly says: string
  readonly level: Level
  readonly source: string
  readonly fix: string
  readonly fault: (exchange: Exchange) => string | undefined
}

const rules: readonly Rule[] = [
  {
    id: 'status',
    says: 'has HTTP status 200',
    level: 'must',
    source: 'saas-v2 §6',
    fix: 'Answer HTTP 200 whatever the result is; the result is in resultCode. Any other status counts as a failed call.',
    fault: ({ reply }) =>
      reply && reply.status !== 200 ? `was answered HTTP ${reply.status}; only 200 is read` : undefined,
  },
  {
    id: 'content-type',
    says: 'has the content type application/json',
    level: 'must',
    source: 'saas-v2 §6, §8',
    fix: 'Send the header Content-Type: application/json;charset=utf-8, once.',
    fault: (exchange) => {
      const types = readHeaders(exchange, 'content-type')
      if (types.length === 1 && /^\s*application\/json\s*(;|$)/i.test(types[0] ?? '')) return undefined
      return `was answered with ${types.length === 0 ? 'no content type' : `the content type ${types.join(', ')}`} instead of application/json`
    },
  },
  {
    id: 'json',
    says: 'is one JSON object in UTF-8',
    level: 'must',
    source: 'saas-v2 §1, §6',
    fix: 'Write the body as one JSON object in UTF-8, with nothing before and after it.',
    fault: ({ json }) =>
      json === undefined ? 'was answered with a body that is not a JSON object in UTF-8' : undefined,
  },
  {
    id: 'bom',
    says: 'starts without a byte order mark',
    level: 'must',
    source: 'saas-v2 §1; RFC 8259 §8.1',
    fix: 'Save templates and write streams as UTF-8 without a byte order mark: JSON parsers fail on it.',
    fault: (exchange) =>
      hasBom(exchange) ? 'was answered with a byte order mark before the JSON' : undefined,
  },
  {
    id: 'code.present',
    says: 'has a resultCode',
    level: 'must',
    source: 'saas-v2 §3',
    fix: 'Put resultCode into every response, under exactly this name.',
    fault: ({ json }) =>
      json && (json['resultCode'] ?? '') === ''
        ? 'was answered without a resultCode; the field is required'
        : undefined,
  },
  {
    id: 'code.form',
    says: 'has a resultCode that is a string of six digits',
    level: 'must',
    source: 'saas-v2 §3, §5',
    fix: 'Write resultCode as a string of six digits, "000000" and not 0: a number loses its zeros.',
    fault: ({ json }) => {
      const code = json?.['resultCode'] ?? ''
      if (code === '' || (typeof code === 'string' && /^\d{6}$/.test(code))) return undefined
      return `was answered with the resultCode ${JSON.stringify(code)}; it is a string of six digits`
    },
  },
  {
    id: 'code.known',
    says: 'has a resultCode that the protocol defines',
    level: 'should',
    source: 'saas-v2 §5',
    fix: 'Use the codes of the protocol; 000005 is for all other internal errors, and resultMsg gives the reason.',
    fault: ({ code = '' }) =>
      /^\d{6}$/.test(code) && !Object.hasOwn(resultCodes, code)
        ? `was answered with the resultCode ${code}, which the protocol does not define`
        : undefined,
  },
  {
    id: 'message.form',
    says: 'has a resultMsg that is a string of at most 255 characters',
    level: 'must',
    source: 'saas-v2 §3',
    fix: 'Cut resultMsg to 255 characters, and write it as a string.',
    fault: ({ json }) => {
      const message = json?.['resultMsg'] ?? ''
      if (typeof message !== 'string') return 'was answered with a resultMsg that is not a string'
      return message.length > 255
        ? `was answered with a resultMsg of ${message.length} characters; the maximum is 255`
        : undefined
    },
  },
  {
    id: 'message.present',
    says: 'gives the result in resultMsg',
    level: 'should',
    source: 'saas-v2 §3, §8',
    fix: 'Send resultMsg as well: people see it in the console, and a debugger rejects a response without either of the two.',
    fault: ({ json }) =>
      json && (json['resultMsg'] ?? '') === '' ? 'was answered without a resultMsg' : undefined,
  },
  {
    id: 'message.inside',
    says: 'reveals no internals of the server',
    level: 'should',
    source: 'saas-v2 §3',
    fix: 'Log stack traces and database errors, and put only what the caller can act on into resultMsg.',
    fault: ({ reply }) =>
      inside.test(Buffer.from(reply?.body ?? []).toString('utf8'))
        ? 'was answered with a stack trace or a message of the database'
        : undefined,
  },
  {
    id: 'coding',
    says: 'is compressed only on request',
    level: 'should',
    source: 'saas-v2 §2.1',
    fix: 'Compress only for callers that send Accept-Encoding; others cannot read it.',
    fault: (exchange) => {
      const coding = readHeaders(exchange, 'content-encoding').join(', ')
      return /gzip|deflate|compress|\bbr\b|zstd/i.test(coding)
        ? `was answered compressed (${coding})`
        : undefined
    },
  },
]

const inside = /\n?\s+at \S+ \(?\S+:\d+:\d+\)?|Traceback \(most recent|\.java:\d+\)|SQLSTATE|node_modules\//

function ruleCheck(kind: Kind, { id, says, level, source, fix, fault }: Rule): Check {
  return {
    id: `${kind.prefix}.${id}`,
    title: `${kind.of} ${says}`,
    // A refusal in any form is a failure for a marketplace, so its form is advice.
    level: kind.isReply ? level : 'should',
    group: kind.group,
    source,
    fix,
    last: true,
    judge: async (look, made) => {
      for (const one of kind.isReply ? Object.values(plainRequests) : []) await madeBy(look, one)
      const kinds = {
        codes: Object.keys(resultCodes),
        first: await madeBy(look, firstOpening),
        refusals: (await madeBy(look, refusals)) ?? [],
      }
      const judged = made.filter(
        (one) => one.reply && one.request.method === 'POST' && isReplyToRight(one, kinds) === kind.isReply,
      )
      if (judged.length === 0) throw new CannotJudge('There was no such response.')
      return findFirstFault(judged, (one) => {
        const what = fault(one)
        return what === undefined ? undefined : toFault(one, what)
      })
    },
  }
}

const bodySign =
  (key: string): Rule['fault'] =>
  (exchange) => {
    const header = readHeaders(exchange, 'body-sign')
    if (header.length === 0 || !exchange.reply) return undefined
    const verdict = verifyBodySign({ accessKey: key, header, body: exchange.reply.body })
    return verdict.ok ? undefined : 'was answered with a Body-Sign that does not match its body'
  }

const bodySignCheck: Check = {
  id: 'v2.reply.body-sign',
  title: 'A Body-Sign, if sent, matches the body',
  level: 'should',
  group: 'Replies',
  source: 'saas-v2 §2.3',
  fix: 'V2.0 does not require Body-Sign. Omit it, or sign the bytes that are sent: sign_type="HMAC-SHA256", signature="base64(HMAC_SHA256(key, body))".',
  last: true,
  judge: async (look, made) => {
    const fault = bodySign(await look(keyOfRun))
    for (const one of Object.values(plainRequests)) await madeBy(look, one)
    if (!made.some(({ reply }) => reply)) throw new CannotJudge('There was no response.')
    return findFirstFault(made, (one) => {
      const what = fault(one)
      return what === undefined ? undefined : toFault(one, what)
    })
  },
}

/** Rules for every reply. */
export const replyChecks: readonly Check[] = [
  ...kinds.flatMap((kind) => rules.map((rule) => ruleCheck(kind, rule))),
  bodySignCheck,
]
