import type { Export, Row, SellerLine } from './books.ts'
import type { LicenseEvidence } from './judge-licenses.ts'
import type { LicenseTold, LicenseUpload } from './license-told.ts'
import { createExport } from './judged-world.ts'

// Four orders, written by hand: C is a code, N online, F by hand; R is a code whose money went back.
export const code = 'ABCDE-FGHJK-LMNPQ-RSTUV-WXYZ2'
const kinds = { C: 'code', N: 'online', F: 'offline', R: 'code' } as const
type Letter = keyof typeof kinds
const letters = Object.keys(kinds) as Letter[]
const numberOf = (letter: Letter): string => `CS26${letter}`
const isEnded = (letter: Letter): boolean => letter === 'R'
const at = '2026-11-24T06:00:00Z'
const accepted = 'CBC.0000'

function createTold(letter: Letter, more: Partial<LicenseTold>): LicenseTold {
  const orderNumber = numberOf(letter)
  return {
    orderNumber,
    kind: kinds[letter],
    fingerprint: `of ${orderNumber}`,
    read: [],
    handed: [],
    handOvers: letter === 'N' ? 0 : 1,
    activations: [],
    applications: [],
    strangers: ['license.not_found'],
    refusals: ['supervision.not_in_stage'],
    stage: isEnded(letter) ? 'ended' : 'done',
    ...more,
  }
}
const told: readonly LicenseTold[] = [
  createTold('C', { read: [code, code], activations: ['92020003', '92020000'] }),
  createTold('N', { read: ['for N'], applications: ['lap_N', 'lap_N'] }),
  createTold('F', { read: ['by hand'], handed: ['first', 'by hand'], handOvers: 2 }),
  createTold('R', { afterEnd: 'license.ended' }),
]
const uploads: readonly LicenseUpload[] = [
  { eventId: 'event-N', text: 'for N', answer: accepted },
  { eventId: 'event-N', text: 'for N', answer: accepted },
]

const license = (letter: Letter): Row => ({
  id: `lic_${letter}`,
  order_id: `ord_${letter}`,
  subscription_id: `sub_${letter}`,
  seller_id: 'sel_9',
  buyer_id: 'byr_1',
  way: kinds[letter],
  state: letter === 'C' ? 'active' : isEnded(letter) ? 'ended' : 'collected',
  ending: kinds[letter] === 'code' ? 'XYZ2' : null,
  reference: letter === 'N' ? 'i-N' : null,
  issued_at: at,
  collected_at: isEnded(letter) ? null : at,
  activated_at: letter === 'C' ? at : null,
  ended_at: isEnded(letter) ? at : null,
})

const factKinds: Readonly<Record<Letter, readonly string[]>> = {
  C: ['delivery.made', 'license.issued', 'license.collected', 'license.opened', 'license.activated'],
  N: ['license.applied', 'license.delivered', 'delivery.made', 'license.issued', 'license.collected'],
  F: ['delivery.made', 'license.issued', 'delivery.rejected', 'delivery.made', 'license.collected'],
  R: ['delivery.made', 'license.issued', 'refund_request.asked', 'delivery.refunded'],
}
const createFact = (letter: Letter, sequence: number, kind: string): Row => ({
  id: `${letter}${sequence}`,
  subject: `ord_${letter}`,
  sequence,
  kind,
  data: { licenseId: `lic_${letter}`, applicationId: `lap_${letter}`, eventId: `event-${letter}` },
})

const createBooks = (): Export => ({
  ...createExport(),
  order: letters.map((letter) => ({
    id: `ord_${letter}`,
    number: numberOf(letter),
    state: isEnded(letter) ? 'refunded' : 'completed',
    buyer_id: 'byr_1',
  })),
  order_line: letters.map((letter) => ({ order_id: `ord_${letter}`, seller_id: 'sel_9' })),
  subscription: letters.map((letter) => ({
    id: `sub_${letter}`,
    order_id: `ord_${letter}`,
    state: isEnded(letter) ? 'cancelled' : 'active',
  })),
  refund: [{ id: 'rfd_R', order_id: 'ord_R', cause: 'negotiated' }],
  license: letters.map(license),
  license_application: [{ id: 'lap_N', license_id: 'lic_N', event_id: 'event-N', state: 'delivered' }],
  history: letters.flatMap((letter) => factKinds[letter].map((kind, i) => createFact(letter, i + 1, kind))),
})

const line = { phase: 'received', seller: 'sel_9' }
const journal = [
  { ...line, activity: 'newInstance', orderId: numberOf('N'), made: 'i-N' },
  {
    ...line,
    activity: 'getLicenseAsync',
    instanceId: 'i-N',
    eventId: 'event-N',
    deviceFingerprint: 'of CS26N',
  },
] as SellerLine[]

/** Evidence of the four licenses without faults; `change` adds a fault. */
export function createLicenseEvidence(
  change: (evidence: LicenseEvidence) => Partial<LicenseEvidence> = () => ({}),
): LicenseEvidence {
  const well: LicenseEvidence = { exported: createBooks(), journal, told, uploads }
  return { ...well, ...change(well) }
}
export const withTold =
  (letter: Letter, more: Partial<LicenseTold>) =>
  (evidence: LicenseEvidence): Partial<LicenseEvidence> => ({
    told: evidence.told.map((one) => (one.orderNumber === numberOf(letter) ? { ...one, ...more } : one)),
  })
export const withUpload =
  (more: Partial<LicenseUpload>) =>
  (evidence: LicenseEvidence): Partial<LicenseEvidence> => ({
    uploads: [...evidence.uploads, { eventId: 'event-N', text: 'for N', answer: accepted, ...more }],
  })
export const withAsked =
  (more: Partial<SellerLine>) =>
  (evidence: LicenseEvidence): Partial<LicenseEvidence> => ({
    journal: [...evidence.journal, { ...line, ...more } as SellerLine],
  })
