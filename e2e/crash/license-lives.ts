import type { License, Supervision } from '@loggia/protocol/console'
import { licensePaths } from '@loggia/protocol/license/open-apis'
import type { Member } from '../harness/client.ts'
import { askUntilDecided } from './chaos/asking.ts'
import type { Answered } from './chaos/asking.ts'
import type { LicenseTold } from './license-told.ts'
import { askApi } from './license-apis.ts'
import type { Asking } from './license-apis.ts'
import { isCode } from './license-offers.ts'
import type { LicenseKind } from './license-offers.ts'

/** Those who do their part with the license of an order. */
export type LicenseParties = {
  readonly asking: Asking
  readonly buyer: Member
  readonly seller: Member
  /** Another buyer, to whom the license is never shown. */
  readonly stranger: Member
  /** After so many looks the seller delivers by hand what was not uploaded. Never if absent. */
  readonly looksBeforeHand?: number
  /** Called when the buyer is about to collect a code; what it does happens at the same time. */
  readonly onCollecting?: (of: Supervision) => Promise<unknown>
  /** Whether people leave it as it is. */
  isLeft(): boolean
}
type Mutable<T> = { -readonly [K in keyof T]: T[K] extends readonly (infer One)[] ? One[] : T[K] }
/** What they were told so far. */
export type LicenseDiary = Mutable<LicenseTold>

const lookMs = 100
const mostLooksForIt = 20
const fingerprintOf = (orderNumber: string): string => `00-16-3E|${orderNumber}`

export const openDiary = (orderNumber: string, kind: LicenseKind): LicenseDiary => ({
  orderNumber,
  kind,
  fingerprint: fingerprintOf(orderNumber),
  read: [],
  handed: [],
  handOvers: 0,
  activations: [],
  applications: [],
  strangers: [],
  refusals: [],
})

type At = { readonly of: Supervision; readonly license: License }
/** What is due where a delivery stands. */
type Steps = Partial<Record<Supervision['stage'], (at: At) => Promise<unknown>>>

/**
 * Everybody does their part with the license of a paid order, however often nodes die, until its delivery is over or they
 * leave it. What they are told is written to the diary at once.
 */
export function createLicenseLife(parties: LicenseParties, diary: LicenseDiary): { live(): Promise<void> } {
  const { buyer, seller, stranger } = parties
  const { orderNumber, kind } = diary
  let looks = 0

  async function ask<T>(send: (signal: AbortSignal) => Promise<T>): Promise<T | undefined> {
    const answered = await askUntilDecided(send)
    if ('reply' in answered) return answered.reply
    diary.refusals.push(answered.refused)
    return undefined
  }

  async function findId(triesLeft = mostLooksForIt): Promise<string> {
    for (const list of ['own', 'others', 'over'] as const) {
      const query = { list, q: orderNumber, limit: 1 }
      const page = await ask((signal) =>
        buyer.client.request('GET /api/buyer/supervisions', { query }, { signal }),
      )
      const [found] = page?.items ?? []
      if (found) return found.id
    }
    // It may have gone from one list to another meanwhile.
    if (triesLeft === 0) throw new Error(`${orderNumber} is not supervised`)
    return findId(triesLeft - 1)
  }
  const params = { supervisionId: '' }

  async function look(): Promise<At> {
    const of = await ask((signal) =>
      buyer.client.request('GET /api/buyer/supervisions/:supervisionId', { params }, { signal }),
    )
    const subscriptionId = of?.serviceId ?? ''
    const license = await ask((signal) =>
      buyer.client.request(
        'GET /api/buyer/subscriptions/:subscriptionId/license',
        { params: { subscriptionId } },
        { signal },
      ),
    )
    if (!of || !license) throw new Error(`${orderNumber} has no license that its buyer sees`)
    return { of, license }
  }

  /** What its buyer sees of it: the license of the device, or what was handed over. */
  function open(member: Member, { applications, id: licenseId }: License) {
    const device = applications.find(({ isText }) => isText)
    return askUntilDecided((signal) =>
      device
        ? member.client.request(
            'POST /api/buyer/license-applications/:licenseApplicationId/opening',
            { params: { licenseApplicationId: device.id } },
            { signal },
          )
        : member.client.request(
            'POST /api/buyer/licenses/:licenseId/opening',
            { params: { licenseId } },
            { signal },
          ),
    )
  }

  const codeOf = (answered: Answered<unknown>): string =>
    'refused' in answered ? answered.refused : 'it was shown'

  /** From two pages, while a stranger tries it too. */
  async function read({ license }: At): Promise<void> {
    const [one, other, strangers] = await Promise.all([
      open(buyer, license),
      open(buyer, license),
      open(stranger, license),
    ])
    diary.strangers.push(codeOf(strangers))
    for (const answered of [one, other])
      if ('reply' in answered) diary.read.push(answered.reply.text)
      else diary.refusals.push(answered.refused)
  }

  async function handOver(text?: string): Promise<void> {
    const idempotencyKey = `hand-over-${orderNumber}-${looks}`
    const body = text === undefined ? {} : { text }
    const reply = await ask((signal) =>
      seller.client.request(
        'POST /api/seller/supervisions/:supervisionId/license',
        { params, body },
        { signal, idempotencyKey },
      ),
    )
    if (reply && text !== undefined) diary.handed.push(text)
    // What an operator has accepted without it is only made good.
    if (reply && reply.stage !== 'done') diary.handOvers += 1
  }
  const handOverText = (): Promise<void> => handOver(`by hand for ${orderNumber} at look ${looks}`)

  /** Two machines, one of which is late. */
  async function activate(): Promise<void> {
    const [code] = diary.read
    if (code === undefined) return
    const sent = {
      path: licensePaths.activate,
      type: 'application/json',
      body: JSON.stringify({ license: code }),
    }
    const both = await Promise.all([askApi(parties.asking, sent), askApi(parties.asking, sent)])
    diary.activations.push(...both)
  }

  const submitDemand = () =>
    ask((signal) =>
      buyer.client.request(
        'POST /api/buyer/supervisions/:supervisionId/demand',
        { params, body: { text: diary.fingerprint } },
        { signal, idempotencyKey: `demand-${orderNumber}` },
      ),
    )

  /** The license of its device is uploaded, unless the calls for it have ended, or the buyer has sent it back. */
  async function waitForUpload(): Promise<void> {
    if (looks >= (parties.looksBeforeHand ?? Number.POSITIVE_INFINITY)) await handOverText()
  }

  async function readAndAccept(at: At): Promise<void> {
    await read(at)
    await ask((signal) =>
      buyer.client.request('POST /api/buyer/supervisions/:supervisionId/acceptance', { params }, { signal }),
    )
  }

  const collect = (at: At): Promise<unknown> => Promise.all([read(at), parties.onCollecting?.(at.of)])
  const code: Steps = {
    performing: () => handOver(),
    collection: collect,
    activation: (at) => (diary.read.length === 0 ? collect(at) : activate()),
  }
  const steps: Readonly<Record<LicenseKind, Steps>> = {
    code,
    shown_code: code,
    online: { demand: submitDemand, performing: waitForUpload, acceptance: readAndAccept },
    offline: { performing: handOverText, acceptance: readAndAccept },
  }

  /** From two pages, for the device that has one: nothing is applied for twice. */
  async function applyAgain({ id: licenseId }: License): Promise<void> {
    const body = { fingerprint: diary.fingerprint }
    const send = () =>
      ask((signal) =>
        buyer.client.request(
          'POST /api/buyer/licenses/:licenseId/applications',
          { params: { licenseId }, body },
          { signal },
        ),
      )
    for (const one of await Promise.all([send(), send()])) if (one) diary.applications.push(one.id)
  }

  /** Once it is over: an old page, and software that starts again. */
  async function goOn(at: At): Promise<void> {
    const stage = at.of.stage === 'done' ? 'done' : 'ended'
    diary.stage = stage
    if (stage === 'ended') return void (diary.afterEnd = codeOf(await open(buyer, at.license)))
    await read(at)
    if (isCode(kind)) await activate()
    if (kind === 'online') await applyAgain(at.license)
  }

  return {
    async live() {
      params.supervisionId = await findId()
      for (;;) {
        const at = await look()
        const { stage, paused } = at.of
        if (stage === 'done' || stage === 'ended') return goOn(at)
        if (parties.isLeft()) return
        looks += 1
        const step = steps[kind][stage]
        if (step && !paused) await step(at)
        await new Promise((resolve) => setTimeout(resolve, lookMs))
      }
    },
  }
}
