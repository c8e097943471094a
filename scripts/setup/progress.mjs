// Progress of set-up, on standard error, so that a command's output can be piped.
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The root folder of the repository. */
export const projectRoot = dirname(dirname(dirname(fileURLToPath(import.meta.url))))

export const say = (line) => process.stderr.write(`${line}\n`)

/** `0.4 s`, `14 s`: tenths only below ten seconds. */
export function seconds(sinceMs) {
  const elapsed = (performance.now() - sinceMs) / 1000
  return `${elapsed < 10 ? elapsed.toFixed(1) : Math.round(elapsed)} s`
}

/**
 * Runs `work` while a line shows what is being done. On a terminal the line counts seconds; a log gets one line at the
 * start and one at the end.
 */
export async function withProgress(doing, done, work) {
  const startedAt = performance.now()
  const live = process.stderr.isTTY === true
  if (!live) say(`${doing} …`)
  const show = () => process.stderr.write(`\r\u001b[2K${doing} … ${seconds(startedAt)}`)
  const timer = live ? setInterval(show, 500) : undefined
  if (live) show()
  try {
    const result = await work()
    endLine(live, timer)
    say(`${done} in ${seconds(startedAt)}`)
    return result
  } catch (error) {
    endLine(live, timer)
    throw error
  }
}

function endLine(live, timer) {
  clearInterval(timer)
  if (live) process.stderr.write('\r\u001b[2K')
}
