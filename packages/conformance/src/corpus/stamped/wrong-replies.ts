import { addPrefix } from '../prefixed.ts'
import type { Message, Parts } from '../saas-v2/right.ts'
import type { Wrong } from '../saas-v2/wrong.ts'
import type { Outgoing } from '../seller.ts'

type Change = (right: Parts) => Partial<Parts>

const isRefusal = ({ resultCode }: Message): boolean => resultCode !== '000000'

/** Sends a reply in another form. */
const sends =
  (change: (sent: Exclude<Outgoing, string>, reply: Message) => Outgoing): Change =>
  (right) => ({
    respond: (reply, message) => {
      const sent = right.respond(reply, message)
      return typeof sent === 'string' ? sent : change(sent, reply)
    },
  })

/** Answers something other than what it did. */
const says =
  (change: (reply: Message) => Message): Change =>
  (right) => ({ respond: (reply, message) => right.respond(change(reply), message) })

const replies: readonly Wrong[] = [
  {
    name: 'hangs-up-on-forgers',
    defect: 'It closes the connection on a request without a signature',
    found: ['reply.answered.refusals'],
    also: ['proof.missing.signature'],
    change: (right) => ({
      handle: async (request, shop, parts) =>
        request.query.has('signature') ? right.handle(request, shop, parts) : 'hang up',
    }),
  },
  {
    name: 'answers-accepted',
    defect: 'It answers HTTP 202 to accepted requests',
    found: ['reply.status'],
    change: sends((sent, reply) => (isRefusal(reply) ? sent : { ...sent, status: 202 })),
  },
  {
    name: 'refuses-by-status',
    defect: 'It answers HTTP 400 when it refuses',
    found: ['reply.status.refusals'],
    change: sends((sent, reply) => (isRefusal(reply) ? { ...sent, status: 400 } : sent)),
  },
  {
    name: 'says-it-is-text',
    defect: 'It sends its responses as text/plain',
    found: ['reply.content-type', 'reply.form.refusals'],
    change: sends((sent) => ({ ...sent, headers: { 'Content-Type': 'text/plain' } })),
  },
  {
    name: 'copies-the-printed-example',
    defect: 'It puts a comma after the last field of every response, as the printed example has it',
    found: ['reply.json', 'reply.form.refusals'],
    spreads: true,
    change: sends((sent) => ({ ...sent, body: String(sent.body).replace(/\}$/, ',}') })),
  },
  {
    name: 'writes-a-mark',
    defect: 'It writes a byte order mark before every response',
    found: ['reply.bom'],
    change: sends((sent) => ({ ...sent, body: `\ufeff${String(sent.body)}` })),
  },
  {
    name: 'hangs-up-when-it-is-done',
    defect: 'It closes the connection instead of reporting success',
    found: ['reply.answered'],
    spreads: true,
    change: (right) => ({
      respond: (reply, message) => (isRefusal(reply) ? right.respond(reply, message) : 'hang up'),
    }),
  },
  {
    name: 'answers-with-a-number',
    defect: 'It answers accepted requests with a resultCode that is a number',
    found: ['reply.result-code'],
    spreads: true,
    change: says((reply) => (isRefusal(reply) ? reply : { ...reply, resultCode: 0 })),
  },
  {
    name: 'has-seven-digits',
    defect: 'It refuses a signature with a code of seven digits',
    found: ['reply.form.refusals'],
    also: ['proof.refusal-code'],
    change: says((reply) => (reply['resultCode'] === '000001' ? { ...reply, resultCode: '0000001' } : reply)),
  },
  {
    name: 'has-a-code-of-its-own',
    defect: 'It refuses a signature with 999999',
    found: ['reply.result-code.known', 'proof.refusal-code'],
    change: says((reply) => (reply['resultCode'] === '000001' ? { ...reply, resultCode: '999999' } : reply)),
  },
  {
    name: 'says-nothing',
    defect: 'It omits resultMsg',
    found: ['reply.result-msg', 'reply.form.refusals'],
    change: says(({ resultMsg: _said, ...reply }) => reply),
  },
  {
    name: 'says-too-much',
    defect: 'It puts its log output into resultMsg',
    found: ['reply.result-msg.length', 'reply.form.refusals'],
    change: says((reply) => ({
      ...reply,
      resultMsg: 'at com.example.Handler.run(Handler.java:1)'.repeat(9),
    })),
  },
]

/** Sellers whose replies break the rules for every reply. */
export const listWrongReplies = (prefix: string): readonly Wrong[] => addPrefix(prefix, replies)
