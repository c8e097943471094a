const waiting: (() => Promise<void>)[] = []
let isBusy = false
/** After the page is loaded, a slow phone still takes it over for about so long. */
const takingOverMs = 2000

/** Runs this in a browser once its page is loaded and it has nothing else to do, after what was given before. */
export function loadWhenIdle(load: () => Promise<void>): void {
  if (typeof document === 'undefined') return
  waiting.push(load)
  if (isBusy) return
  isBusy = true
  const begin = (): void => void setTimeout(runNext, takingOverMs)
  if (document.readyState === 'complete') begin()
  else addEventListener('load', begin, { once: true })
}

function runNext(): void {
  // Not every browser says when it is idle.
  if (typeof requestIdleCallback === 'function') requestIdleCallback(() => void run(), { timeout: 5000 })
  else setTimeout(() => void run(), 1000)
}

async function run(): Promise<void> {
  await waiting.shift()?.()
  if (waiting.length > 0) runNext()
  else isBusy = false
}
