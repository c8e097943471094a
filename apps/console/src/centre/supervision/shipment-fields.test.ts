import { expect, test } from 'vitest'
import { consoleApi } from '@loggia/protocol/console'
import { findShipmentFaults } from './shipment-fields.tsx'

const { body } = consoleApi['POST /api/seller/supervisions/:supervisionId/delivery']
const file = { name: 'proof.pdf', mediaType: 'application/pdf', content: 'JVBERg==' }
const right = { carrier: 'SF Express', trackingNumber: 'SF1234567890', phone: '138 0000 0000' }

test.each([
  [{}, []],
  [{ carrier: ' ' }, ['carrier']],
  [{ trackingNumber: 'SF 123456' }, ['trackingNumber']],
  [{ trackingNumber: '12345', phone: '1' }, ['trackingNumber', 'phone']],
] as const)('R100: with %j the wrong fields are %j, as the contract sees it', (change, wrong) => {
  const shipment = { ...right, ...change }
  const faults = Object.entries(findShipmentFaults(shipment))

  expect(faults.flatMap(([field, isWrong]) => (isWrong ? [field] : []))).toEqual(wrong)
  expect(body.safeParse({ file, shipment }).success).toBe(wrong.length === 0)
})
