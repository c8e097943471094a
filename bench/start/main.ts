// The baseline: PORT says where it listens.
import { serveBare } from './http.ts'

process.once('SIGTERM', () => process.exit(0))
await serveBare(Number(process.env['PORT']))
