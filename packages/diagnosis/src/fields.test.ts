import { expect, test } from 'vitest'
import { diagnose } from './diagnose.ts'
import { explanationsOf } from './planted/judge.ts'
import { ambiguous, fieldCases, rightFields } from './planted/field-cases.ts'
import { chanceOf } from './planted/random.ts'

const seeds = [1, 2, 3, 4]

test.each(fieldCases)('of a sealed field $name is named $kinds and nothing else', ({ kinds, plant }) => {
  for (const seed of seeds) expect(explanationsOf(plant(chanceOf(seed)))).toEqual([kinds])
})

test('an IV that was never sent and one within the Base64 look alike, and both are said', () => {
  for (const seed of seeds) {
    const { problems } = diagnose(ambiguous(chanceOf(seed)))

    expect(problems).toHaveLength(1)
    expect(problems[0]?.explanations).toEqual([
      { certainty: 'fits', findings: [{ kind: 'field_iv_missing' }] },
      { certainty: 'fits', findings: [{ kind: 'field_base64_whole' }] },
    ])
  }
})

test('a field that is right gives no finding, and no answer tells what was sealed', () => {
  for (const seed of seeds)
    for (const asked of rightFields(chanceOf(seed))) expect(diagnose(asked).problems).toEqual([])
  for (const { plant } of fieldCases)
    expect(JSON.stringify(diagnose(plant(chanceOf(1))))).not.toContain('初始密码')
})
