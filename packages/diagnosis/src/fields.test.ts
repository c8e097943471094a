import { expect, test } from 'vitest'
import { diagnose } from './diagnose.ts'
import { listExplanations } from './planted/judge.ts'
import { createAmbiguous, fieldCases, createRightFields } from './planted/field-cases.ts'
import { createChance } from './planted/random.ts'

const seeds = [1, 2, 3, 4]

test.each(fieldCases)('of a sealed field $name is named $kinds and nothing else', ({ kinds, plant }) => {
  for (const seed of seeds) expect(listExplanations(plant(createChance(seed)))).toEqual([kinds])
})

test('an IV that was never sent and one within the Base64 look alike, and both are said', () => {
  for (const seed of seeds) {
    const { problems } = diagnose(createAmbiguous(createChance(seed)))

    expect(problems).toHaveLength(1)
    expect(problems[0]?.explanations).toEqual([
      { certainty: 'fits', findings: [{ kind: 'field_iv_missing' }] },
      { certainty: 'fits', findings: [{ kind: 'field_base64_whole' }] },
    ])
  }
})

test('a field that is right gives no finding, and no answer tells what was sealed', () => {
  for (const seed of seeds)
    for (const asked of createRightFields(createChance(seed))) expect(diagnose(asked).problems).toEqual([])
  for (const { plant } of fieldCases)
    expect(JSON.stringify(diagnose(plant(createChance(1))))).not.toContain('初始密码')
})
