import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const sources = join(import.meta.dirname, '../..')

test('each form has an address that it is sent to without a script, or is a ScriptForm', () => {
  const forms = globSync('**/*.tsx', { cwd: sources })
    .filter((file) => !file.endsWith('.test.tsx') && !file.endsWith('forms/script-form.tsx'))
    .flatMap((file) =>
      readFileSync(join(sources, file), 'utf8')
        .split(/<form\b/)
        .slice(1)
        .map((rest) => ({ file, isSent: /^[^<]*\baction=/.test(rest) })),
    )

  expect(forms.length).toBeGreaterThan(4)
  expect(forms.filter(({ isSent }) => !isSent)).toEqual([])
})
