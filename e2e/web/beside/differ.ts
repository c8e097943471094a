import type { Browser } from 'playwright-core'

/** How one picture of a page differs from another of it. */
export type Difference = {
  /** Of all pixels of the larger of both, from 0 to 1. */
  readonly share: number
  /** The first one made pale, with the changed pixels in red, as PNG. */
  readonly picture: Buffer
}
export type Differ = {
  compare(before: Buffer, after: Buffer): Promise<Difference>
  close(): Promise<void>
}

/** Colours that differ by less in each of red, green and blue (0 to 255) count as the same: edges of letters are never quite equal. */
const leastDifference = 24
const origin = 'http://pictures.invalid'

/** Compares pictures in a page of this browser, which reads PNG by itself. */
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
      const { share, png } = await page.evaluate(compareInPage, leastDifference)
      return { share, picture: Buffer.from(png, 'base64') }
    },
    close: () => page.close(),
  }
}

/** Runs in the page, so it uses nothing but its argument. What one picture has beyond the other is changed. */
async function compareInPage(least: number): Promise<{ share: number; png: string }> {
  const load = async (path: string) => createImageBitmap(await (await fetch(path)).blob())
  const [before, after] = await Promise.all([load('/before'), load('/after')])
  const width = Math.max(before.width, after.width)
  const height = Math.max(before.height, after.height)
  const draw = (picture?: ImageBitmap) => {
    const canvas = new OffscreenCanvas(width, height)
    const context = canvas.getContext('2d')
    if (!context) throw new Error('This browser draws nothing')
    if (picture) context.drawImage(picture, 0, 0)
    return { canvas, context, pixels: context.getImageData(0, 0, width, height) }
  }
  const [a, b, out] = [draw(before), draw(after), draw()]
  const [from, to, shown] = [a.pixels.data, b.pixels.data, out.pixels.data]
  const red = [207, 20, 20]
  let changed = 0
  for (let at = 0; at < from.length; at += 4) {
    let most = 0
    for (let i = at; i < at + 4; i += 1) most = Math.max(most, Math.abs((from[i] ?? 0) - (to[i] ?? 0)))
    const isChanged = most >= least
    changed += isChanged ? 1 : 0
    for (let i = 0; i < 3; i += 1) shown[at + i] = (isChanged ? red[i] : 200 + (from[at + i] ?? 0) * 0.2) ?? 0
    shown[at + 3] = 255
  }
  out.context.putImageData(out.pixels, 0, 0)
  const bytes = new Uint8Array(await (await out.canvas.convertToBlob({ type: 'image/png' })).arrayBuffer())
  let text = ''
  for (let at = 0; at < bytes.length; at += 8192)
    text += String.fromCharCode(...bytes.subarray(at, at + 8192))
  return { share: changed / (width * height), png: btoa(text) }
}
