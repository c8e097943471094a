import { expect, test } from 'vitest'
import type { Exchange } from '@loggia/emulator/schema'
import { mostListed } from '@loggia/emulator/schema'
import { formatListed } from './lines.ts'

const exchanges = (count: number): Exchange[] =>
  Array.from({ length: count }, (_, i) => ({
    id: i + 8,
    at: '2026-01-31T02:00:00.000Z',
    callId: 'cal_1',
    attempt: 1,
    activity: 'newInstance',
    protocol: 'saas-v2',
    live: false,
    url: 'http://127.0.0.1:3000/saas',
    request: { line: 'POST /saas HTTP/1.1', headers: [], body: '{}' },
    outcome: 'confirmed',
    verdict: { code: 'succeeded', sentence: 'Done.' },
    durationMs: 1,
  }))

test('a list of exchanges says how many older ones are gone, and where it goes on if it was cut', () => {
  const whole = formatListed({ exchanges: exchanges(2), dropped: 7 })
  const cut = formatListed({ exchanges: exchanges(mostListed), dropped: 0 })

  expect(whole[0]).toBe('dropped  7 older exchanges, which are no longer kept')
  expect(whole.at(-1)).toBe('bytes    loggia trigger exchange 9')
  expect(cut.at(-1)).toBe(`more     loggia trigger list --after ${mostListed + 7}`)
  expect(cut.join('\n')).not.toContain('dropped')
})
