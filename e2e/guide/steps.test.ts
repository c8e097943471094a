import { expect, test } from 'vitest'
import { readSteps } from './steps.ts'

test('what is bold is pressed, what follows it in code is written there, italics are seen', () => {
  const [step] = readSteps(
    '## You: begin\n\n1. Open `http://127.0.0.1:8080/`, fill in **Name** `Ada`,\n   **Password** `a long one` and press **Sign\n   up**. You see *All done*.\n',
  )

  expect(step).toMatchObject({ person: 'You', number: 1 })
  expect(step?.acts).toEqual([
    { kind: 'go', url: 'http://127.0.0.1:8080/' },
    { kind: 'write', name: 'Name', value: 'Ada' },
    { kind: 'write', name: 'Password', value: 'a long one' },
    { kind: 'press', name: 'Sign up' },
    { kind: 'see', text: 'All done' },
  ])
})

test('code by itself says in which row a thing is pressed; blocks are run and pictures taken', () => {
  const [step] = readSteps(
    '## 运营：处理\n\n13. 在 `http://127.0.0.1:8090/my/saas` 一行点 **通过**。\n\n    ```sh\n    npm run seller\n    ```\n\n    ![看](one.png)\n\n别的话。\n',
  )

  expect(step?.person).toBe('运营')
  expect(step?.acts).toEqual([
    { kind: 'press', name: '通过', beside: 'http://127.0.0.1:8090/my/saas' },
    { kind: 'run', command: 'npm run seller' },
    { kind: 'picture', file: 'one.png' },
  ])
})

test('a file of the clone is chosen where the name before it leads', () => {
  const [step] = readSteps('## You: apply\n\n1. At `Licence` press **Upload** and choose `docs/one.png`.\n')

  expect(step?.acts).toEqual([{ kind: 'upload', name: 'Upload', beside: 'Licence', file: 'docs/one.png' }])
})

test('a step of nobody, a value that nothing is done with, and marks that are not understood are told', () => {
  expect(() => readSteps('# A guide\n\n1. Press **Go**.\n')).toThrow(/Whose step/)
  expect(() => readSteps('## You: go\n\n1. Press **Go** on `this`.\n')).toThrow(/`this`/)
  expect(() => readSteps('## You: go\n\n1. Run:\n\n   ```js\n   stop()\n   ```\n')).toThrow(/understood/)
})

test('what is not a numbered item is prose, whatever it holds', () => {
  expect(readSteps('## You: go\n\n**Bold** and `code`.\n\n- **Also** here\n')).toEqual([])
})
