import type { HistoryEntry } from '@loggia/protocol/console'
import { expect, test } from 'vitest'
import { describeAppFact } from './describe-fact.ts'

const entry = (kind: string, data: HistoryEntry['data']): HistoryEntry => ({
  sequence: 1,
  at: '2026-11-30T08:00:00Z',
  actor: { kind: 'member', name: '林知遥' },
  kind,
  data,
})
const ofBatch = { batchId: `syb_${'0'.repeat(26)}`, subject: 'people', change: 'add', items: 10 }

test.each([
  ['connected_app.assigned', { people: 1, role: 'admin' }, ['1 person, Administrator']],
  ['connected_app.sharing_changed', { shared: ['mobile', 'email'] }, ['Mobile number, Email']],
  ['connected_app.sharing_changed', { shared: [] }, ['No other personal data']],
  [
    'connected_app.batch_decided',
    { ...ofBatch, decision: 'continue', reason: 'Later' },
    ['Go on without it: 10 people added', 'Reason: Later'],
  ],
  ['connected_app.ending', { because: 'dissolved' }, ['The company was dissolved']],
])('an entry %s says what was done and by whom', (kind, data, lines) => {
  expect(describeAppFact(entry(kind, data), 'en-US').lines).toEqual([...lines, 'By 林知遥'])
})

test('an entry of a later version has its name only', () => {
  expect(describeAppFact(entry('connected_app.painted', {}), 'en-US').title).toBe('connected_app.painted')
})
