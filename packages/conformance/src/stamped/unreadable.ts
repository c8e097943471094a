import type { JsonObject } from '@loggia/protocol/wire'
import type { Bench } from '../engine/bench.ts'
import { defineStep } from '../engine/check.ts'
import type { Check } from '../engine/check.ts'
import { hasCode, toFault } from '../engine/judging.ts'
import { requireReply } from '../replies/verdicts.ts'
import type { Refusal } from '../replies/refusals.ts'
import { send, unreadable } from './send.ts'

const group = 'Unreadable messages'
const values = 'Activities that do not exist'
const readFirst =
  'Catch the errors of your JSON parser, check that the result is an object, and answer HTTP 200 with 000002.'
/** A server that verifies over the parsed message finds no proof if it cannot parse the body. */
const orUnproved = ['000002', '000001']

/** The parameters of these refusals of a protocol. */
export type UnreadableRules = {
  readonly prefix: string
  /** The sections about activities, about codes, and about the form of a request. */
  readonly source: { readonly activities: string; readonly codes: string; readonly form: string }
  /** A right message, whose `orderId` may be any text. */
  readonly create: (bench: Bench) => JsonObject | Promise<JsonObject>
  /** Sends a body in a protocol whose proof is not in the query. */
  readonly sendRaw?: typeof send
}

/** Sends a body with a valid proof. */
const raw =
  (
    sendRaw: typeof send,
    body: (bench: Bench) => string | Uint8Array | Promise<string | Uint8Array>,
  ): Refusal['make'] =>
  async (bench, name) =>
    sendRaw(bench, { name, activity: unreadable, meant: 'refuse', body: await body(bench) })

function withBrokenByte({ orderId, ...rest }: JsonObject): Uint8Array {
  const [start = '', end = ''] = JSON.stringify({ ...rest, orderId: `${String(orderId)}?` }).split('?')
  return Buffer.concat([Buffer.from(start), Buffer.of(0xff), Buffer.from(end)])
}

/** Bodies that have no message in them, and messages whose activity cannot be told. */
export const listUnreadable = (rules: UnreadableRules): readonly Refusal[] => [
  ...listUnreadableBodies(rules),
  ...listActivities(rules),
]

/** Bodies that have no message in them. */
export const listUnreadableBodies = ({
  prefix,
  source,
  create,
  sendRaw = send,
}: UnreadableRules): readonly Refusal[] => [
  ...(
    [
      ['not-json', 'A body that is not JSON is refused', 'a truncated body', () => '{"activity":"release'],
      ['empty', 'An empty body is refused', 'an empty body', () => ''],
      [
        'list',
        'A list instead of an object is refused',
        'a list as body',
        async (bench) => JSON.stringify([await create(bench)]),
      ],
      ['null', 'A null instead of an object is refused', 'the body null', () => 'null'],
    ] as const satisfies readonly (readonly [
      string,
      string,
      string,
      (bench: Bench) => string | Promise<string>,
    ])[]
  ).map(([id, title, name, body]): Refusal => ({
    id: `${prefix}.body.${id}`,
    title,
    level: 'should',
    group,
    source: source.codes,
    fix: readFirst,
    name,
    codes: orUnproved,
    make: raw(sendRaw, body),
  })),
  {
    id: `${prefix}.body.not-utf8`,
    title: 'A body that is not UTF-8 is refused',
    level: 'should',
    group,
    source: source.form,
    fix: 'Decode the body as UTF-8 and answer 000002 if it is not; otherwise replacement characters are stored in names and IDs.',
    name: 'a body with bytes that are not UTF-8',
    codes: orUnproved,
    make: raw(sendRaw, async (bench) => withBrokenByte(await create(bench))),
  },
]

const plain =
  (change: (message: JsonObject) => JsonObject, create: UnreadableRules['create']): Refusal['make'] =>
  async (bench, name) =>
    send(bench, { name, activity: unreadable, meant: 'refuse', body: change(await create(bench)) })

const listActivities = ({ prefix, source, create }: UnreadableRules): readonly Refusal[] => [
  {
    id: `${prefix}.activity.unknown`,
    title: 'An unknown activity is refused',
    group: values,
    source: source.activities,
    fix: 'Answer 000002 to an unknown activity; do not fall through to a known one.',
    name: 'a request of the activity sellInstance',
    make: plain((message) => ({ ...message, activity: 'sellInstance' }), create),
  },
  {
    id: `${prefix}.activity.missing`,
    title: 'A request without an activity is refused',
    group: values,
    source: source.activities,
    fix: 'activity is required in every request: answer 000002 if it is absent.',
    name: 'a request without an activity',
    make: plain(({ activity: _activity, ...message }) => message, create),
  },
  {
    id: `${prefix}.activity.type`,
    title: 'An activity that is not a string is refused',
    level: 'should',
    group: values,
    source: source.activities,
    fix: 'Check the type of activity before you look it up: answer 000002 if it is not a string.',
    name: 'a request whose activity is a list',
    make: plain((message) => ({ ...message, activity: [message['activity']] }), create),
  },
]

/** A check that a GET does nothing. */
export function createGetCheck(prefix: string, source: string): Check {
  const asked = defineStep('a GET', (bench) =>
    send(bench, { name: 'a GET', activity: unreadable, meant: 'either', method: 'GET', body: '' }),
  )
  return {
    id: `${prefix}.method.get`,
    title: 'A GET is not carried out',
    level: 'should',
    group,
    source,
    fix: 'Accept only POST, and answer any other method with 405 or a refusal: URLs are logged and prefetched.',
    judge: async (look) => {
      const exchange = await look(asked)
      requireReply(exchange)
      return hasCode(exchange, ['000000', '000004'])
        ? toFault(exchange, 'was carried out; only POST requests may be')
        : undefined
    },
  }
}
