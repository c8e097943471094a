import { createHmac } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import type { Outgoing } from '../seller.ts'
import { respond } from './right.ts'
import type { Message, Parts } from './right.ts'
import { createWrongSellers } from './wrong.ts'
import type { Wrong } from './wrong.ts'

type Written = ReturnType<typeof respond>
type Which = (reply: Message, message: Message | undefined) => boolean

const accepts: Which = ({ resultCode }) => resultCode === '000000' || resultCode === '000004'
const refuses: Which = (reply, message) => !accepts(reply, message)
/** Successful replies of one activity, so that the defect affects few other checks. */
const upgrades: Which = (reply, message) =>
  accepts(reply, message) && message?.['activity'] === 'upgradeInstance'
const activities =
  /^(new|query|refresh|release|upgrade)Instance$|^updateInstanceStatus$|^changeInstanceCheck$/
const misunderstands: Which = (reply, message) =>
  message !== undefined &&
  refuses(reply, message) &&
  !activities.test(JSON.stringify(message['activity'] ?? '').slice(1, -1))

/** Changes the content of replies. */
const saying = (which: Which, change: (reply: Message) => Message) => (): Partial<Parts> => ({
  respond: (reply, message) => respond(which(reply, message) ? change(reply) : reply),
})

/** Changes the form of replies. */
const writing = (which: Which, change: (written: Written) => Outgoing) => (): Partial<Parts> => ({
  respond: (reply, message) => {
    const written = respond(reply)
    return which(reply, message) ? change(written) : written
  },
})

const ofUpgrades = ['v2.upgrade.accepted', 'v2.flag.zero.upgradeInstance', 'v2.flag.one.upgradeInstance']
const ofRefusals = ['v2.refusal.meaning']

type Family = {
  readonly prefix: 'v2.reply' | 'v2.refusal'
  readonly of: string
  /** All replies of this kind, and those of an activity whose replies are not read otherwise. */
  readonly all: Which
  readonly few: Which
  readonly also: readonly string[]
}
const families: readonly Family[] = [
  { prefix: 'v2.reply', of: 'what it accepts', all: accepts, few: upgrades, also: ofUpgrades },
  { prefix: 'v2.refusal', of: 'what it refuses', all: refuses, few: misunderstands, also: ofRefusals },
]

const trace = 'TypeError: undefined is not a function\n    at open (/srv/shop/instances.js:41:7)'

/** Defects around the message: status, headers, JSON syntax. */
const aroundIt = ({ prefix, of, all, few, also }: Family): Wrong[] => [
  {
    name: `${prefix.slice(3)}-with-another-status`,
    defect: `It answers ${of} with HTTP status 202`,
    found: [`${prefix}.status`],
    change: writing(all, (written) => ({ ...written, status: 202 })),
  },
  {
    name: `${prefix.slice(3)}-as-plain-text`,
    defect: `It answers ${of} with the content type text/plain`,
    found: [`${prefix}.content-type`],
    change: writing(all, (written) => ({ ...written, headers: { 'Content-Type': 'text/plain' } })),
  },
  {
    name: `${prefix.slice(3)}-without-json`,
    defect: `It answers some of ${of} with a word instead of JSON`,
    found: [`${prefix}.json`],
    also,
    change: writing(few, (written) => ({ ...written, body: 'DONE' })),
  },
  {
    name: `${prefix.slice(3)}-with-a-mark`,
    defect: `It writes a byte order mark before its responses to ${of}`,
    found: [`${prefix}.bom`],
    change: writing(all, (written) => ({ ...written, body: `\ufeff${written.body}` })),
  },
  {
    name: `${prefix.slice(3)}-compressed`,
    defect: `It compresses some of its responses to ${of} unasked`,
    found: [`${prefix}.coding`],
    also: [...also, `${prefix}.json`],
    change: writing(few, ({ body, headers, status }) => ({
      status,
      headers: { ...headers, 'Content-Encoding': 'gzip' },
      body: gzipSync(body),
    })),
  },
]

/** Defects in the members of the message. */
const withinIt = ({ prefix, of, all, few, also }: Family): Wrong[] => [
  {
    name: `${prefix.slice(3)}-without-code`,
    defect: `It answers some of ${of} without a resultCode`,
    found: [`${prefix}.code.present`],
    also,
    change: saying(few, ({ resultCode: _, ...rest }) => rest),
  },
  {
    name: `${prefix.slice(3)}-with-a-number`,
    defect: `It answers some of ${of} with a resultCode that is a number`,
    found: [`${prefix}.code.form`],
    also,
    change: saying(few, (reply) => ({ ...reply, resultCode: Number(reply['resultCode']) })),
  },
  {
    name: `${prefix.slice(3)}-with-its-own-code`,
    defect: `It answers some of ${of} with its own resultCode`,
    found: [`${prefix}.code.known`],
    also,
    change: saying(few, (reply) => ({ ...reply, resultCode: '700001' })),
  },
  {
    name: `${prefix.slice(3)}-with-a-long-message`,
    defect: `It answers ${of} with a resultMsg of 300 characters`,
    found: [`${prefix}.message.form`],
    change: saying(all, (reply) => ({ ...reply, resultMsg: 'long '.repeat(60) })),
  },
  {
    name: `${prefix.slice(3)}-without-message`,
    defect: `It answers ${of} without a resultMsg`,
    found: [`${prefix}.message.present`],
    change: saying(all, ({ resultMsg: _, ...rest }) => rest),
  },
  {
    name: `${prefix.slice(3)}-with-its-stack`,
    defect: `It puts a stack trace into its responses to ${of}`,
    found: [`${prefix}.message.inside`],
    change: saying(all, (reply) => ({ ...reply, resultMsg: trace })),
  },
]

const badSign: Wrong = {
  name: 'signs-another-body',
  defect: 'It signs a different body in Body-Sign from the one it sends',
  found: ['v2.reply.body-sign'],
  change: writing(
    () => true,
    (written) => {
      const signature = createHmac('sha256', 'another-key').update(written.body).digest('base64')
      const sign = `sign_type="HMAC-SHA256", signature="${signature}"`
      return { ...written, headers: { ...written.headers, 'Body-Sign': sign } }
    },
  ),
}

/** Sellers whose answers break the rules for every answer. */
export const wrongReplies = createWrongSellers([
  ...families.flatMap(aroundIt),
  ...families.flatMap(withinIt),
  badSign,
])
