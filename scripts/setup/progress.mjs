// What set-up says about itself: on standard error, so that a command's own output can be piped.
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The repository's root folder, wherever it was cloned to. */
export const projectRoot = dirname(dirname(dirname(fileURLToPath(import.meta.url))))

export const say = (line) => process.stderr.write(`${line}\n`)

/** `0.4 s`, `14 s`: tenths are of interest only while a thing is quick. */
export function seconds(sinceMs) {
  const elapsed = (performance.now() - sinceMs) / 1000
  return `${elapsed < 10 ? elapsed.toFixed(1) : Math.round(elapsed)} s`
}

/**
 * Runs `work` while a line shows what is being waited for. A terminal sees the seconds pass; a log gets one line
 * at the start and one at the end.
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
