import { readConfig } from './config.ts'
import { startServer } from './server.ts'

const say = (line: string): void => void process.stdout.write(`${line}\n`)

try {
  const server = await startServer({ ...readConfig(process.env), now: Date.now, log: say })
  const stop = (): void => void server.close().finally(() => process.exit(0))
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stop)
  process.once('disconnect', stop)
  process.send?.({ ready: true, port: server.port, publicKey: server.publicKey })
  say(`The app listens at http://127.0.0.1:${server.port}; the marketplace calls it at /saas`)
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
}
