import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { countEffort } from './guide/effort.ts'
import { startJourney } from './guide/journey.ts'
import { readSteps } from './guide/steps.ts'
import { openBrowser } from './harness/browser.ts'
import { startFilledDemo } from './harness/demo.ts'
import { createTemporaryFolder } from './harness/folders.ts'
import { findQuietPorts } from './harness/ports.ts'
import { repository } from './harness/server.ts'
import type { ServerProcess } from './harness/server.ts'

const chromium = process.env.LOGGIA_CHROMIUM
const guides = join(repository, 'docs/guides')
const written = [
  { language: 'en-US', file: 'sell-your-first-product.md' },
  { language: 'zh-CN', file: 'sell-your-first-product.zh-CN.md' },
] as const

describe.skipIf(!chromium)('the guide, as it is written', () => {
  let server: ServerProcess
  beforeAll(async () => {
    server = await startFilledDemo('guide')
  })
  afterAll(async () => {
    await server?.stop()
  })

  test.concurrent.each(written)(
    'leads to a first sale in under ten minutes, in $language',
    async ({ language, file }) => {
      const steps = readSteps(readFileSync(join(guides, file), 'utf8'))
      const [sellerPort = 0] = await findQuietPorts(1)
      const startedAt = performance.now()
      // One browser for each, because the windows of one browser share a clipboard, through which a key is copied.
      const browser = await openBrowser(chromium ?? '')
      const journey = startJourney({
        browser,
        language,
        market: server.url,
        sellerPort,
        sellerFolder: createTemporaryFolder(`guide-seller-${language}`),
        pictures: process.env.LOGGIA_PICTURES ? guides : undefined,
      })

      try {
        for (const step of steps) await journey.follow(step)
      } finally {
        await journey.close()
        await browser.close()
      }

      const { acts, minutes } = countEffort(steps)
      const tookS = (performance.now() - startedAt) / 1000
      console.log(
        `${file}: ${steps.length} steps, ${acts} things to do, about ${minutes.toFixed(1)} min for a person; followed in ${tookS.toFixed(1)} s`,
      )
      expect(steps.map(({ number }) => number)).toEqual(steps.map((_, at) => at + 1))
      expect(steps.length).toBeGreaterThan(15)
      expect(minutes).toBeLessThan(10)
      expect(journey.faults()).toEqual([])
    },
  )
})
