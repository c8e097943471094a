import { expect, test } from 'vitest'
import { describeSignIn } from './describe-fact.ts'

const at = '2026-11-30T00:00:00Z'
const actor = { kind: 'member' as const, name: '林' }
const entry = (kind: string, data: object) =>
  ({ subject: 'ent_1', sequence: 1, at, actor, kind, data }) as never

test.each([
  ['email_domain.verified', { domain: 'cangye.example' }, 'Email domain verified', 'cangye.example'],
  [
    'identity_provider.set_up',
    { issuer: 'https://idp.example', enabled: true, enforced: false, addsPeople: false },
    'Identity provider set up',
    'https://idp.example',
  ],
])('%s says what was done to what', (kind, data, title, of) => {
  expect(describeSignIn(entry(kind, data), 'en-US')).toMatchObject({ title, of })
})

test('what is about something else is left to others', () => {
  expect(describeSignIn(entry('person.added', { personIds: [] }), 'en-US')).toBeUndefined()
})
