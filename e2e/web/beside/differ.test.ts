import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openBrowser } from '../../harness/browser.ts'
import { openDiffer } from './differ.ts'
import type { Differ } from './differ.ts'

const chromium = process.env.LOGGIA_CHROMIUM

describe.skipIf(!chromium)('two pictures of a page', () => {
  let browser: Browser
  let differ: Differ
  beforeAll(async () => {
    browser = await openBrowser(chromium ?? '')
    differ = await openDiffer(browser)
  })
  afterAll(() => browser?.close())

  /** A white page of 100 × `height` px with a square of 10 × 10 px in this colour at its end. */
  async function paint(colour: string, height = 100): Promise<Buffer> {
    const page = await browser.newPage({ viewport: { width: 100, height: 100 } })
    await page.setContent(
      `<body style="margin:0;background:#fff;height:${height}px"><div style="position:absolute;top:${height - 10}px;width:10px;height:10px;background:${colour}">`,
    )
    const picture = await page.screenshot({ fullPage: true })
    await page.close()
    return picture
  }

  test('that are equal differ in nothing', async () => {
    const { share } = await differ.compare(await paint('#000'), await paint('#000'))

    expect(share).toBe(0)
  })

  test('differ by the share of the pixels that have another colour', async () => {
    const { share, picture } = await differ.compare(await paint('#000'), await paint('#0b6174'))

    expect(share).toBe(100 / 10_000)
    // Exactly the changed pixels differ from a picture without a change.
    const unchanged = await differ.compare(await paint('#000'), await paint('#000'))
    expect((await differ.compare(unchanged.picture, picture)).share).toBe(100 / 10_000)
  })

  test('are the same where a colour is another by less than can be seen', async () => {
    const { share } = await differ.compare(await paint('#808080'), await paint('#848484'))

    expect(share).toBe(0)
  })

  test('differ by all that the higher one has more', async () => {
    const { share } = await differ.compare(await paint('#fff'), await paint('#000', 110))

    // The second picture has ten rows that the first one does not have.
    expect(share).toBe(10 / 110)
  })

  test('are compared to their end, however high the page is', async () => {
    const { share } = await differ.compare(await paint('#000', 70_000), await paint('#0b6174', 70_000))

    expect(share).toBe(100 / 7_000_000)
  })
})
