import { expect, test } from 'vitest'
import { withBadProof } from './signing.ts'

const request = { method: 'GET', headers: {}, body: '' } as const

test.each([
  ['authToken=%2Ba8%3D&timeStamp=1', 'authToken=0a8%3D&timeStamp=1'],
  ['activity=newInstance&authToken=%2fa8%3D', 'activity=newInstance&authToken=0a8%3D'],
  ['signature=0f&nonce=1', 'signature=1f&nonce=1'],
])('of the proof in %s one character is another, and it is as long as it was', (query, wrong) => {
  expect(withBadProof({ ...request, query }).query).toBe(wrong)
})
