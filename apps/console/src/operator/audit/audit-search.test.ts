import { expect, test } from 'vitest'
import { readAuditSearch } from './audit-search.ts'

const order = `ord_${'0'.repeat(26)}`

test('what an address says is read, and what the server would refuse is left out', () => {
  const said = {
    subject: order,
    subjectKind: 'ord',
    kind: 'order',
    actor: 'system',
    text: ' CS26 ',
    period: '7d',
  }

  expect(readAuditSearch(said)).toEqual({ ...said, text: 'CS26' })
  expect(
    readAuditSearch({
      subject: 'ord_x',
      subjectKind: 'Order',
      kind: 'Order!',
      actor: 'me',
      text: ' ',
      period: 'ever',
      from: '2026-02-30',
      other: 1,
    }),
  ).toEqual({})
  // The router passes a text that looks like a number as a number.
  expect(readAuditSearch({ text: 12345 })).toEqual({ text: '12345' })
})
