import { expect, test } from 'vitest'
import { withChanged, withDoubled, without } from './doctored.ts'
import { judgeLicenses } from './judge-licenses.ts'
import type { LicenseEvidence } from './judge-licenses.ts'
import { code, createLicenseEvidence, withAsked, withTold, withUpload } from './judged-licenses.ts'

test('an honest run has no faults', () => {
  expect(judgeLicenses(createLicenseEvidence())).toEqual([])
})

test.each<[string, (evidence: LicenseEvidence) => Partial<LicenseEvidence>]>([
  [
    'a license that was asked for again under another number, and came too late',
    (evidence) => ({
      ...withDoubled('history', 'N1', {
        id: 'N9',
        sequence: 9,
        data: { licenseId: 'lic_N', eventId: 'event-0' },
      })(evidence),
      ...withUpload({ eventId: 'event-0', answer: '91381034' })(evidence),
    }),
  ],
  ['an opening whose reply was lost', withTold('F', { read: [] })],
  [
    'a license that was handed over by hand before its device was asked for',
    (evidence) => ({
      ...withTold('N', { handed: ['for N'], handOvers: 1 })(evidence),
      exported: {
        ...evidence.exported,
        history: evidence.exported.history.filter(({ id }) => id !== 'N1' && id !== 'N2'),
      },
      journal: evidence.journal.filter(({ activity }) => activity !== 'getLicenseAsync'),
      uploads: [],
    }),
  ],
  [
    'an accepted upload whose reply was lost, and that was too late when it was repeated',
    () => ({ uploads: [{ eventId: 'event-N', text: 'for N', answer: '91381034' }] }),
  ],
])('%s is no fault', (_what, change) => {
  expect(judgeLicenses(createLicenseEvidence(change))).toEqual([])
})

test.each<[string, (evidence: LicenseEvidence) => Partial<LicenseEvidence>, string]>([
  // One license, of its order and its buyer.
  ['a second license', withDoubled('license', 'lic_C', { id: 'lic_2' }), 'CS26C: has 2 licenses'],
  ['a license that is lost', without('license', 'lic_F'), 'CS26F: has 0 licenses'],
  [
    'an order that is lost',
    without('order', 'ord_F'),
    'CS26F: was paid, as the buyer was told, and is not in the export',
  ],
  [
    'another buyer’s license',
    withChanged('license', 'lic_F', { buyer_id: 'byr_2' }),
    'CS26F: its license has another buyer',
  ],
  [
    'another seller’s license',
    withChanged('license', 'lic_F', { seller_id: 'sel_8' }),
    'CS26F: its license has another seller',
  ],
  [
    'a license of another service',
    withChanged('license', 'lic_F', { subscription_id: 'sub_C' }),
    'CS26F: its license is of another service',
  ],
  [
    'a license of no order',
    withDoubled('license', 'lic_F', { id: 'lic_X', order_id: 'ord_X' }),
    'lic_X: is a license of an order that nobody paid',
  ],
  [
    'a license that another buyer sees',
    withTold('N', { strangers: ['it was shown'] }),
    'CS26N: another buyer opened it, and the answer was: it was shown',
  ],
  ['one id for two', withChanged('license', 'lic_F', { reference: 'i-N' }), 'i-N names 2 licenses'],
  // What people were told holds.
  [
    'a delivery that ended otherwise',
    withTold('F', { stage: 'ended' }),
    'CS26F: is ended, as its buyer was told, and completed',
  ],
  [
    'a refusal that has no reason',
    withTold('F', { refusals: ['license.not_found'] }),
    'CS26F: was refused with license.not_found',
  ],
  ['a delivery that is lost', withTold('F', { handOvers: 3 }), 'CS26F: has delivery.made 2 times, not 3'],
  [
    'an opening that is not on record',
    without('history', 'C4'),
    'CS26C: its buyer opened it 2 times, and 1 are on record',
  ],
  // Each step once.
  [
    'a delivery without a license',
    withChanged('license', 'lic_F', { issued_at: null }),
    'CS26F: was delivered, and its license was not',
  ],
  [
    'a license that is delivered twice',
    withDoubled('history', 'C2', { id: 'C9', sequence: 9 }),
    'CS26C: has license.issued 2 times, not 1',
  ],
  [
    'a code that is collected twice',
    withDoubled('history', 'C3', { id: 'C9', sequence: 9 }),
    'CS26C: has license.collected 2 times, not 1',
  ],
  [
    'a text that nobody collected',
    (evidence) => ({
      ...evidence,
      ...without('history', 'F5')(withChanged('license', 'lic_F', { collected_at: null })(evidence)),
    }),
    'CS26F: has license.collected 0 times, not 1',
  ],
  [
    'a license that does not stand where its history leads',
    withChanged('license', 'lic_F', { state: 'issued' }),
    'CS26F: its license is offline and issued, not offline and collected',
  ],
  [
    'a license that outlives its service',
    withChanged('subscription', 'sub_F', { state: 'released' }),
    'CS26F: its license is offline and collected, not offline and ended',
  ],
  // Codes.
  [
    'a code that was activated twice',
    withTold('C', { activations: ['92020000', '92020000'] }),
    'CS26C: its code was activated 2 times',
  ],
  [
    'an activation that is recorded twice',
    withDoubled('history', 'C5', { id: 'C9', sequence: 9 }),
    'CS26C: has license.activated 2 times, not 1',
  ],
  ['an activation that is lost', without('history', 'C5'), 'CS26C: has license.activated 0 times, not 1'],
  [
    'a code that was refused',
    withTold('C', { activations: ['92020000', '92020005'] }),
    'CS26C: its activation was answered with 92020005',
  ],
  [
    'a code that changed',
    withTold('C', { read: [code, `${code}X`] }),
    'CS26C: its buyer read 2 different codes',
  ],
  ['another code', withChanged('license', 'lic_C', { ending: 'AAAA' }), 'CS26C: its buyer read another code'],
  [
    'a collected code that is refunded by request',
    withDoubled('refund', 'rfd_R', { order_id: 'ord_C' }),
    'CS26C: its code was collected, and refunded by request',
  ],
  [
    'a request for a refund of a collected code',
    withDoubled('history', 'C4', { id: 'C9', sequence: 9, kind: 'refund_request.asked' }),
    'CS26C: a refund was asked for after its code was collected',
  ],
  // After the money went back.
  [
    'a code that is collected after the money went back',
    withDoubled('history', 'R4', { id: 'R9', sequence: 9, kind: 'license.collected' }),
    'CS26R: has license.collected after the money went back',
  ],
  [
    'a code that is shown after the money went back',
    withTold('R', { afterEnd: 'it was shown' }),
    'CS26R: was opened after the money went back, and the answer was: it was shown',
  ],
  // Texts.
  [
    'a license of another order',
    withTold('F', { read: ['for N'] }),
    'CS26F: its buyer read what nobody handed over for it',
  ],
  [
    'one license for two',
    withTold('F', { read: ['for N'], handed: ['for N'] }),
    'CS26N and CS26F have the same license',
  ],
  // Devices.
  [
    'a second application',
    withDoubled('license_application', 'lap_N', { id: 'lap_2' }),
    'CS26N: has 2 applications',
  ],
  [
    'another application for the same device',
    withTold('N', { applications: ['lap_N', 'lap_2'] }),
    'CS26N: its buyer got another application for the same device',
  ],
  [
    'an upload that is lost',
    withChanged('license_application', 'lap_N', { state: 'asked' }),
    'CS26N: its application is asked, and nothing came',
  ],
  [
    'a number that nobody drew',
    withChanged('license_application', 'lap_N', { event_id: 'event-0' }),
    'CS26N: its last event is not in the history',
  ],
  [
    'an accepted upload that was not delivered',
    without('history', 'N2'),
    'CS26N: 1 of 1 uploads were accepted, and 0 were delivered',
  ],
  [
    'an upload that was delivered twice',
    withDoubled('history', 'N2', { id: 'N9', sequence: 9 }),
    'CS26N: 1 of 1 uploads were accepted, and 2 were delivered',
  ],
  [
    'an upload that was refused without a reason',
    withUpload({ answer: '91381037' }),
    'event-N: its upload was answered with 91381037',
  ],
  [
    'an upload that was refused because it is over, which it is not',
    withUpload({ answer: '91381033' }),
    'event-N: its upload was refused because it is over, and its license goes on',
  ],
  [
    'an upload for a code',
    withDoubled('history', 'C5', { id: 'C9', sequence: 9, kind: 'license.delivered' }),
    'CS26C: has license.delivered 1 times, not 0',
  ],
  // What the seller was asked.
  [
    'another buyer’s machine',
    withTold('N', { fingerprint: 'mine' }),
    'CS26N: its seller got another fingerprint',
  ],
  [
    'an application under another id',
    withAsked({
      activity: 'getLicenseAsync',
      eventId: 'event-N',
      instanceId: 'i-X',
      deviceFingerprint: 'of CS26N',
    }),
    'CS26N: was asked for under another id',
  ],
  [
    'a request for nothing',
    withAsked({ activity: 'getLicenseAsync', eventId: 'event-9' }),
    'event-9: was asked for, and no application has this number',
  ],
  [
    'a request for a code',
    withAsked({ activity: 'newInstance', orderId: 'CS26C' }),
    'CS26C: nobody bought it online',
  ],
  [
    'an id that nobody made',
    (evidence) => ({ journal: evidence.journal.map((line) => ({ ...line, made: 'i-X' })) }),
    'CS26N: its seller never made i-N',
  ],
])('finds %s', (_what, change, fault) => {
  expect(judgeLicenses(createLicenseEvidence(change))).toContain(fault)
})
