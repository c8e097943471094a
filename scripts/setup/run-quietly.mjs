import { spawn } from 'node:child_process'

/** Runs a program without input; its output is shown only if it fails. `options` are those of `spawn`. */
export function runQuietly(program, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] })
    const chunks = []
    child.stdout.on('data', (chunk) => chunks.push(chunk))
    child.stderr.on('data', (chunk) => chunks.push(chunk))
    child.once('error', reject)
    child.once('close', (code, signal) => {
      const printed = Buffer.concat(chunks).toString('utf8').trimEnd()
      if (code === 0) return resolve(printed)
      const failure = `${program} ${args.join(' ')} failed (${signal ?? `exit code ${code}`}).`
      reject(new Error(printed ? `${printed}\n${failure}` : failure))
    })
  })
}
