// The baseline; listens on PORT.
import { serveBare } from './http.ts'

process.once('SIGTERM', () => process.exit(0))
await serveBare(Number(process.env['PORT']))
