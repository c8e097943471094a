import { startServer } from './server.ts'

const say = (line: string): void => void process.stdout.write(`${line}\n`)
const env = (name: string): string => process.env[name] ?? ''

try {
  const server = await startServer({
    accessKey: env('ACCESS_KEY'),
    licenseCodeKey: env('LICENSE_CODE_KEY') || env('ACCESS_KEY'),
    market: { origin: env('MARKET'), accessKeyId: env('AK'), secretKey: env('SK') },
    dataFolder: process.env['DATA'] ?? './license-seller-data',
    port: Number(process.env['PORT'] ?? '8092'),
    now: Date.now,
    log: say,
  })
  const stop = (): void => void server.close().finally(() => process.exit(0))
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stop)
  process.once('disconnect', stop)
  process.send?.({ ready: true, port: server.port })
  say(`The license seller listens at http://127.0.0.1:${server.port}/license`)
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
}
