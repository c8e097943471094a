// The faulty seller as a process of its own: FAULTY_KEY, FAULTY_JOURNAL, FAULTY_SEED, FAULTY_PORT (0: any).
import { startFaultySeller } from './faulty-seller.ts'
import { bySeed } from './script.ts'

const { FAULTY_KEY = '', FAULTY_JOURNAL = '', FAULTY_SEED = '', FAULTY_PORT = '0' } = process.env
if (!FAULTY_KEY || !FAULTY_JOURNAL || !FAULTY_SEED)
  throw new Error('FAULTY_KEY, FAULTY_JOURNAL and FAULTY_SEED are needed')
const seller = await startFaultySeller({
  accessKey: FAULTY_KEY,
  journalPath: FAULTY_JOURNAL,
  script: bySeed(FAULTY_SEED),
  port: Number(FAULTY_PORT),
})
process.once('disconnect', () => process.exit(0))
process.send?.({ ready: true, port: seller.port, url: seller.url })
