import { addPrefix } from '../prefixed.ts'
import { ok } from '../saas-v2/right.ts'
import { readAs } from '../saas-v2/wrong.ts'
import type { Wrong } from '../saas-v2/wrong.ts'

const isBroken = (body: Buffer): boolean =>
  body.length > 1 && body.toString().startsWith('{') && !body.toString().endsWith('}')

/** Answers success although there is no message at all. */
const taking =
  (isTaken: (body: Buffer) => boolean): Wrong['change'] =>
  (right) => ({
    readBody: (body) => (isTaken(body) ? { activity: 'nothing' } : right.readBody(body)),
    messageFault: (message) => (message['activity'] === 'nothing' ? undefined : right.messageFault(message)),
    carryOut: (message, shop, parts) =>
      message['activity'] === 'nothing' ? ok : right.carryOut(message, shop, parts),
  })

/** What these sellers know; `usual` is one of the activities, and `unanswered` the check of answers to broken bodies. */
export type Bodies = {
  readonly prefix: string
  readonly activities: readonly string[]
  readonly usual: string
  readonly unanswered: string
}

const bodies: readonly Wrong[] = [
  {
    name: 'takes-empty-bodies',
    defect: 'It answers an empty body with success',
    found: ['body.empty'],
    change: taking((body) => body.length === 0),
  },
  {
    name: 'takes-lists',
    defect: 'It uses the first item of a list as the message',
    found: ['body.list'],
    change: (right) => ({
      readBody: (body) => right.readBody(body[0] === 0x5b ? body.subarray(1, -1) : body),
    }),
  },
  {
    name: 'takes-null',
    defect: 'It answers the body null with success',
    found: ['body.null'],
    change: taking((body) => body.toString() === 'null'),
  },
  {
    name: 'has-one-code-for-all',
    defect: 'It refuses every wrong message with an internal error',
    found: ['refusal.meaning'],
    change: (right) => ({
      messageFault: (message) => (right.messageFault(message) === undefined ? undefined : '000005'),
    }),
  },
  {
    name: 'reads-any-bytes',
    defect: 'It puts replacement characters where the body is not UTF-8',
    found: ['body.not-utf8'],
    change: (right) => ({ readBody: (body) => right.readBody(Buffer.from(body.toString('utf8'))) }),
  },
  {
    name: 'turns-lists-into-activities',
    defect: 'It converts any activity to a string',
    found: ['activity.type'],
    change: readAs((message) => ({
      ...message,
      activity: Array.isArray(message['activity']) ? message['activity'].join(',') : message['activity'],
    })),
  },
  {
    name: 'answers-get',
    defect: 'It answers a GET with success',
    found: ['method.get'],
    change: (right) => ({
      handle: (request, shop, parts) =>
        request.method === 'GET'
          ? Promise.resolve(right.respond(ok, undefined))
          : right.handle(request, shop, parts),
    }),
  },
]

/** Sellers that accept what has no message or no activity in it. */
export const listWrongBodies = ({ prefix, activities, usual, unanswered }: Bodies): readonly Wrong[] => [
  ...addPrefix(prefix, bodies),
  {
    name: 'dies-of-broken-json',
    defect: 'It closes the connection on a truncated body',
    found: [`${prefix}.body.not-json`, unanswered],
    change: (right) => ({
      handle: (request, shop, parts) =>
        isBroken(request.body) ? Promise.resolve('hang up') : right.handle(request, shop, parts),
    }),
  },
  {
    name: 'does-whatever-is-asked',
    defect: 'It answers an unknown activity with success',
    found: [`${prefix}.activity.unknown`],
    change: (right) => ({
      messageFault: (message) =>
        typeof message['activity'] === 'string' && !activities.includes(message['activity'])
          ? undefined
          : right.messageFault(message),
      carryOut: (message, shop, parts) =>
        activities.includes(String(message['activity'])) ? right.carryOut(message, shop, parts) : ok,
    }),
  },
  {
    name: 'takes-purchases-for-granted',
    defect: 'It treats a message without an activity as a purchase',
    found: [`${prefix}.activity.missing`],
    change: readAs((message) => ({ ...message, activity: message['activity'] ?? usual })),
  },
]
