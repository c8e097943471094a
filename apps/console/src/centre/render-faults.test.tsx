import { Suspense } from 'react'
import { expect, test } from 'vitest'
import { listRenderFaults } from './render-faults.ts'

const fault = new Error('no such figure')
function Faulty(): never {
  throw fault
}
const never = new Promise<never>(() => {})
function Waiting(): never {
  throw never
}

test('the faults of the parts of a page are found, while what waits is none', async () => {
  const page = (
    <main>
      <Suspense>
        <Faulty />
      </Suspense>
      <Suspense>
        <Waiting />
      </Suspense>
    </main>
  )

  expect(await listRenderFaults(page, 20)).toEqual([fault])
})

test('a page that fails as a whole has its fault too', async () => {
  expect(await listRenderFaults(<Faulty />)).toEqual([fault])
})
