import { readConfig } from './config.ts'
import { startSampleSeller } from './server.ts'

const say = (line: string): void => void process.stdout.write(`${line}\n`)

try {
  const seller = await startSampleSeller({ ...readConfig(process.env), nowMs: Date.now, log: say })
  const stop = (): void => void seller.close().finally(() => process.exit(0))
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stop)
  // The marketplace that started this process is gone: nobody is left to answer.
  process.once('disconnect', stop)
  process.send?.({ ready: true, port: seller.port })
  say(`The sample seller listens on port ${seller.port}`)
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
}
