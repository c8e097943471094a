import type { Browser } from 'playwright-core'

/** How two pictures of a page differ. */
export type Difference = {
  /** The share of changed pixels in the larger picture, from 0 to 1. */
  readonly share: number
  /** The first picture in pale colours with the changed pixels in red, as PNG; cut if the page is very high. */
  readonly picture: Buffer
}
export type Differ = {
  compare(before: Buffer, after: Buffer): Promise<Difference>
  close(): Promise<void>
}

/**
 * Heights are in pixels. `least` is in steps from 0 to 255: colours that differ by less in each of red, green and blue
 * count as equal.
 */
const bounds: Bounds = { least: 24, bandHeight: 4000, mostShown: 16_000 }
const origin = 'http://pictures.invalid'

/** Compares pictures in a page of this browser, which can read PNG. */
export async function openDiffer(browser: Browser): Promise<Differ> {
  const page = await browser.newPage()
  let given: Readonly<Record<string, Buffer>> = {}
  await page.route(`${origin}/**`, (route) => {
    const body = given[new URL(route.request().url()).pathname]
    return body ? route.fulfill({ body, contentType: 'image/png' }) : route.fulfill({ body: '' })
  })
  await page.goto(origin)
  return {
    async compare(before, after) {
      given = { '/before': before, '/after': after }
      const { share, png } = await page.evaluate(compareInPage, bounds)
      return { share, picture: Buffer.from(png, 'base64') }
    },
    close: () => page.close(),
  }
}

type Bounds = { readonly least: number; readonly bandHeight: number; readonly mostShown: number }

/**
 * Runs in the page, so it uses nothing but its argument. Pixels that only one picture has count as changed. Compares in
 * bands, because a canvas can be at most 65,535 px high, and some pages are higher.
 */
async function compareInPage({ least, bandHeight, mostShown }: Bounds) {
  const load = async (path: string) => createImageBitmap(await (await fetch(path)).blob())
  const [before, after] = await Promise.all([load('/before'), load('/after')])
  const width = Math.max(before.width, after.width)
  const height = Math.max(before.height, after.height)
  const canvasOf = (rows: number) => {
    const canvas = new OffscreenCanvas(width, rows)
    const context = canvas.getContext('2d', { willReadFrequently: true })
    if (!context) throw new Error('This browser draws nothing')
    return { canvas, context }
  }
  const red = [207, 20, 20]
  const out = canvasOf(Math.min(height, mostShown))
  let changed = 0
  for (let top = 0; top < height; top += bandHeight) {
    const rows = Math.min(bandHeight, height - top)
    const [a, b] = [before, after].map((picture) => {
      const { context } = canvasOf(rows)
      context.drawImage(picture, 0, -top)
      return context.getImageData(0, 0, width, rows)
    })
    if (!a || !b) continue
    for (let at = 0; at < a.data.length; at += 4) {
      let most = 0
      for (let i = at; i < at + 4; i += 1)
        most = Math.max(most, Math.abs((a.data[i] ?? 0) - (b.data[i] ?? 0)))
      if (most >= least) changed += 1
      for (let i = 0; i < 3; i += 1)
        a.data[at + i] = (most >= least ? red[i] : 200 + (a.data[at + i] ?? 0) * 0.2) ?? 0
      a.data[at + 3] = 255
    }
    out.context.putImageData(a, 0, top)
  }
  const bytes = new Uint8Array(await (await out.canvas.convertToBlob({ type: 'image/png' })).arrayBuffer())
  let text = ''
  for (let at = 0; at < bytes.length; at += 8192)
    text += String.fromCharCode(...bytes.subarray(at, at + 8192))
  return { share: changed / (width * height), png: btoa(text) }
}
