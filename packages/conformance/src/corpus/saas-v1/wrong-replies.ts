import { readMessage, signBody } from './right.ts'
import type { Reply } from './right.ts'
import { createWrongSellers } from './wrong.ts'
import type { Wrong } from './wrong.ts'

const isRefusal = ({ resultCode }: Reply): boolean => resultCode !== '000000'
const isProofRefusal = ({ resultCode }: Reply): boolean => resultCode === '000001'

/** Writes a different object. */
const writes =
  (change: (reply: Reply) => Reply): Wrong['change'] =>
  (right) => ({ write: (reply) => right.write(change(reply)) })

const trace = 'at com.example.Handler.run(Handler.java:1)'.repeat(9)
const ofUpgrades = ['v1.upgrade.accepted', 'v1.upgrade.repeat', 'v1.upgrade.quantities']

/** Writes the answer to a successful upgrade differently. */
const answersUpgrades =
  (write: () => string): Wrong['change'] =>
  (right) => ({
    carryOut: async (message, shop, parts) => {
      const reply = await right.carryOut(message, shop, parts)
      return message['activity'] === 'upgrade' && !isRefusal(reply) ? { ...reply, isUpgrade: true } : reply
    },
    write: ({ isUpgrade, ...reply }) => (isUpgrade === true ? write() : right.write(reply)),
  })

const replies: readonly Wrong[] = [
  {
    name: 'hangs-up-without-a-token',
    defect: 'It closes the connection on a request without an authToken',
    found: ['v1.reply.answered.refusals'],
    also: ['v1.proof.missing.auth-token'],
    change: (right) => ({
      handle: async (request, shop, parts) =>
        readMessage(parts.readQuery(request.target))['authToken'] === undefined
          ? 'hang up'
          : right.handle(request, shop, parts),
    }),
  },
  {
    name: 'hangs-at-renewals',
    defect: 'It never answers a renewal',
    found: ['v1.reply.answered'],
    spreads: true,
    settings: { limitMs: 300 },
    change: (right) => ({
      handle: async (request, shop, parts) =>
        readMessage(parts.readQuery(request.target))['activity'] === 'refreshInstance'
          ? 'hang'
          : right.handle(request, shop, parts),
    }),
  },
  {
    name: 'answers-created',
    defect: 'It answers HTTP 201 to what it has carried out',
    found: ['v1.reply.status'],
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
    found: ['v1.reply.status.refusals'],
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
    found: ['v1.reply.content-type', 'v1.reply.form.refusals'],
    change: (right) => ({
      headersOf: (body, reply) => ({
        ...right.headersOf(body, reply),
        'Content-Type': 'text/html;charset=utf-8',
      }),
    }),
  },
  {
    name: 'puts-a-comma-too-many',
    defect: 'It writes a comma after the last field when it refuses a signature',
    found: ['v1.reply.form.refusals'],
    also: ['v1.proof.refusal-code'],
    change: (right) => ({
      write: (reply) =>
        isProofRefusal(reply) ? '{"resultCode":"000001","resultMsg":"no",}' : right.write(reply),
    }),
  },
  {
    name: 'has-seven-digits',
    defect: 'It refuses a signature with a code of seven digits',
    found: ['v1.reply.form.refusals'],
    also: ['v1.proof.refusal-code'],
    change: writes((reply) => (isProofRefusal(reply) ? { ...reply, resultCode: '0000001' } : reply)),
  },
  {
    name: 'has-a-code-of-its-own',
    defect: 'It refuses a signature with 999999',
    found: ['v1.reply.result-code.known'],
    also: ['v1.proof.refusal-code'],
    change: writes((reply) => (isProofRefusal(reply) ? { ...reply, resultCode: '999999' } : reply)),
  },
  {
    name: 'says-nothing',
    defect: 'It omits resultMsg',
    found: ['v1.reply.result-msg', 'v1.reply.form.refusals'],
    change: writes(({ resultMsg: _said, ...reply }) => reply),
  },
  {
    name: 'says-too-much',
    defect: 'It puts a stack trace into the resultMsg of refusals',
    found: ['v1.reply.form.refusals'],
    change: writes((reply) => (isRefusal(reply) ? { ...reply, resultMsg: trace } : reply)),
  },
  {
    name: 'says-too-much-of-success',
    defect: 'It puts its log output into resultMsg',
    found: ['v1.reply.result-msg.length'],
    change: writes((reply) => (isRefusal(reply) ? reply : { ...reply, resultMsg: trace })),
  },
  {
    name: 'answers-upgrades-with-a-word',
    defect: 'It answers an upgrade with a word instead of JSON',
    found: ['v1.reply.json'],
    also: ofUpgrades,
    change: answersUpgrades(() => 'DONE'),
  },
  {
    name: 'answers-upgrades-with-a-number',
    defect: 'It answers an upgrade with a resultCode that is a number',
    found: ['v1.reply.result-code'],
    also: ofUpgrades,
    change: answersUpgrades(() => '{"resultCode":0,"resultMsg":"success."}'),
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
    found: ['v1.body-sign.present'],
    also: ['v1.body-sign.refusals'],
    change: signs(() => ({})),
  },
  {
    name: 'signs-without-quotes',
    defect: 'It writes Body-Sign without quotes',
    found: ['v1.body-sign.form'],
    also: ['v1.body-sign.refusals'],
    change: signs((body) => ({ 'Body-Sign': signBody(body).replaceAll('"', '') })),
  },
  {
    name: 'signs-with-a-stamp',
    defect: 'It signs responses with the key and a timestamp',
    found: ['v1.body-sign.right'],
    also: ['v1.body-sign.refusals'],
    change: signs((body) => ({ 'Body-Sign': signBody(body, '密钥-Key-202620240229235959123') })),
  },
  {
    name: 'signs-another-writing',
    defect: 'It signs a different serialisation of the response from the one it sends',
    found: ['v1.body-sign.right'],
    change: signs((_, reply) => ({ 'Body-Sign': signBody(JSON.stringify(reply)) })),
  },
  {
    name: 'signs-no-refusals',
    defect: 'It sends refusals without a Body-Sign',
    found: ['v1.body-sign.refusals'],
    change: signs((body, reply): Record<string, string> =>
      isRefusal(reply) ? {} : { 'Body-Sign': signBody(body) },
    ),
  },
  {
    name: 'spells-body-sign-small',
    defect: 'It writes the header name in lower case',
    found: ['v1.body-sign.name'],
    change: signs((body) => ({ 'body-sign': signBody(body) })),
  },
  {
    name: 'signs-twice',
    defect: 'It sends the header Body-Sign twice',
    found: ['v1.body-sign.once'],
    change: signs((body) => ({ 'Body-Sign': [signBody(body), signBody(body)] })),
  },
]

export const wrongReplies = createWrongSellers([...replies, ...signatures])
