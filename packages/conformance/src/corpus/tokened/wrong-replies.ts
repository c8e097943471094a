import { addPrefix } from '../prefixed.ts'
import { readMessage, signBody } from '../saas-v1/right.ts'
import type { Reply } from '../saas-v1/right.ts'
import type { Wrong } from '../saas-v1/wrong.ts'

const isRefusal = ({ resultCode }: Reply): boolean => resultCode !== '000000'
const isProofRefusal = ({ resultCode }: Reply): boolean => resultCode === '000001'

/** Writes a different object. */
const writes =
  (change: (reply: Reply) => Reply): Wrong['change'] =>
  (right) => ({ write: (reply) => right.write(change(reply)) })

const trace = 'at com.example.Handler.run(Handler.java:1)'.repeat(9)
/** The protocol of these sellers. */
export type TokenReplies = {
  readonly prefix: string
  /** An activity that few checks need, and the checks that fail if its answers are not read. */
  readonly rare: string
  readonly ofRare: readonly string[]
  readonly renewal: string
}

/** Writes the answer to a successful request of the activity differently. */
const answersOne =
  (activity: string, write: () => string): Wrong['change'] =>
  (right) => ({
    carryOut: async (message, shop, parts) => {
      const reply = await right.carryOut(message, shop, parts)
      return message['activity'] === activity && !isRefusal(reply) ? { ...reply, isOdd: true } : reply
    },
    write: ({ isOdd, ...reply }) => (isOdd === true ? write() : right.write(reply)),
  })

const replies: readonly Wrong[] = [
  {
    name: 'hangs-up-without-a-token',
    defect: 'It closes the connection on a request without an authToken',
    found: ['reply.answered.refusals'],
    also: ['proof.missing.auth-token'],
    change: (right) => ({
      handle: async (request, shop, parts) =>
        readMessage(parts.readQuery(request.target))['authToken'] === undefined
          ? 'hang up'
          : right.handle(request, shop, parts),
    }),
  },
  {
    name: 'answers-created',
    defect: 'It answers HTTP 201 to what it has carried out',
    found: ['reply.status'],
    change: (right) => ({
      respond: (reply, parts) => {
        const sent = right.respond(reply, parts)
        return isRefusal(reply) || typeof sent === 'string' ? sent : { ...sent, status: 201 }
      },
    }),
  },
  {
    name: 'refuses-by-status',
    defect: 'It answers HTTP 401 when it refuses',
    found: ['reply.status.refusals'],
    change: (right) => ({
      respond: (reply, parts) => {
        const sent = right.respond(reply, parts)
        return isRefusal(reply) && typeof sent !== 'string' ? { ...sent, status: 401 } : sent
      },
    }),
  },
  {
    name: 'says-it-is-html',
    defect: 'It keeps the content type text/html',
    found: ['reply.content-type', 'reply.form.refusals'],
    change: (right) => ({
      headersOf: (body, reply) => ({
        ...right.headersOf(body, reply),
        'Content-Type': 'text/html;charset=utf-8',
      }),
    }),
  },
  {
    name: 'writes-a-mark',
    defect: 'It writes a byte order mark before every response',
    found: ['reply.bom'],
    change: (right) => ({ write: (reply) => `\ufeff${String(right.write(reply))}` }),
  },
  {
    name: 'puts-a-comma-too-many',
    defect: 'It writes a comma after the last field when it refuses a signature',
    found: ['reply.form.refusals'],
    also: ['proof.refusal-code'],
    change: (right) => ({
      write: (reply) =>
        isProofRefusal(reply) ? '{"resultCode":"000001","resultMsg":"no",}' : right.write(reply),
    }),
  },
  {
    name: 'has-seven-digits',
    defect: 'It refuses a signature with a code of seven digits',
    found: ['reply.form.refusals'],
    also: ['proof.refusal-code'],
    change: writes((reply) => (isProofRefusal(reply) ? { ...reply, resultCode: '0000001' } : reply)),
  },
  {
    name: 'has-a-code-of-its-own',
    defect: 'It refuses a signature with 999999',
    found: ['reply.result-code.known'],
    also: ['proof.refusal-code'],
    change: writes((reply) => (isProofRefusal(reply) ? { ...reply, resultCode: '999999' } : reply)),
  },
  {
    name: 'says-nothing',
    defect: 'It omits resultMsg',
    found: ['reply.result-msg', 'reply.form.refusals'],
    change: writes(({ resultMsg: _said, ...reply }) => reply),
  },
  {
    name: 'says-too-much',
    defect: 'It puts a stack trace into the resultMsg of refusals',
    found: ['reply.form.refusals'],
    change: writes((reply) => (isRefusal(reply) ? { ...reply, resultMsg: trace } : reply)),
  },
  {
    name: 'says-too-much-of-success',
    defect: 'It puts its log output into resultMsg',
    found: ['reply.result-msg.length'],
    change: writes((reply) => (isRefusal(reply) ? reply : { ...reply, resultMsg: trace })),
  },
]

/** Sellers that answer some requests in a form that cannot be read, or never. */
const listUnread = ({ prefix, rare, ofRare, renewal }: TokenReplies): readonly Wrong[] => [
  {
    name: 'hangs-at-renewals',
    defect: 'It never answers a renewal',
    found: [`${prefix}.reply.answered`],
    spreads: true,
    settings: { limitMs: 300 },
    change: (right) => ({
      handle: async (request, shop, parts) =>
        readMessage(parts.readQuery(request.target))['activity'] === renewal
          ? 'hang'
          : right.handle(request, shop, parts),
    }),
  },
  {
    name: 'answers-with-a-word',
    defect: `It answers ${rare} with a word instead of JSON`,
    found: [`${prefix}.reply.json`],
    also: ofRare,
    change: answersOne(rare, () => 'DONE'),
  },
  {
    name: 'answers-with-a-number',
    defect: `It answers ${rare} with a resultCode that is a number`,
    found: [`${prefix}.reply.result-code`],
    also: ofRare,
    change: answersOne(rare, () => '{"resultCode":0,"resultMsg":"success."}'),
  },
]

/** Signs differently. */
const signs =
  (sign: (body: string | Buffer, reply: Reply) => Record<string, string | string[]>): Wrong['change'] =>
  () => ({
    headersOf: (body, reply) => ({ 'Content-Type': 'application/json', ...sign(body, reply) }),
  })

const signatures: readonly Wrong[] = [
  {
    name: 'signs-nothing',
    defect: 'It sends no Body-Sign',
    found: ['body-sign.present'],
    also: ['body-sign.refusals'],
    change: signs(() => ({})),
  },
  {
    name: 'signs-without-quotes',
    defect: 'It writes Body-Sign without quotes',
    found: ['body-sign.form'],
    also: ['body-sign.refusals'],
    change: signs((body) => ({ 'Body-Sign': signBody(body).replaceAll('"', '') })),
  },
  {
    name: 'signs-with-a-stamp',
    defect: 'It signs responses with the key and a timestamp',
    found: ['body-sign.right'],
    also: ['body-sign.refusals'],
    change: signs((body) => ({ 'Body-Sign': signBody(body, '密钥-Key-202620240229235959123') })),
  },
  {
    name: 'signs-another-writing',
    defect: 'It signs a different serialisation of the response from the one it sends',
    found: ['body-sign.right'],
    change: signs((_, reply) => ({ 'Body-Sign': signBody(JSON.stringify(reply)) })),
  },
  {
    name: 'signs-no-refusals',
    defect: 'It sends refusals without a Body-Sign',
    found: ['body-sign.refusals'],
    change: signs((body, reply): Record<string, string> =>
      isRefusal(reply) ? {} : { 'Body-Sign': signBody(body) },
    ),
  },
  {
    name: 'spells-body-sign-small',
    defect: 'It writes the header name in lower case',
    found: ['body-sign.name'],
    change: signs((body) => ({ 'body-sign': signBody(body) })),
  },
  {
    name: 'signs-twice',
    defect: 'It sends the header Body-Sign twice',
    found: ['body-sign.once'],
    change: signs((body) => ({ 'Body-Sign': [signBody(body), signBody(body)] })),
  },
]

/** Sellers whose replies break the rules for every reply, or are signed wrongly. */
export const listTokenReplies = (prefix: string): readonly Wrong[] =>
  addPrefix(prefix, [...replies, ...signatures])

/** The same, and sellers that answer some requests in a form that cannot be read, or never. */
export const listWrongTokenReplies = (given: TokenReplies): readonly Wrong[] => [
  ...addPrefix(given.prefix, replies),
  ...listUnread(given),
  ...addPrefix(given.prefix, signatures),
]
