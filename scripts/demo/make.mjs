import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { addDays, setHour } from '@loggia/kernel'
import {
  createDemoOrders,
  fillDemoYear,
  openDemoJoint,
  packDemo,
  prepareDemo,
  registerDemoServers,
} from '@loggia/marketplace'
import { findFreePort } from '../../apps/server/src/ports.ts'
import { keepSampleSeller } from '../../apps/server/src/sample-seller.ts'
import { projectRoot } from '../setup/progress.mjs'
import { openMarket } from './market.mjs'

const host = '127.0.0.1'
const firstPort = 21_800
const daysOfTrade = 365
/** A port on which nothing listens: servers that are down are called there. */
const deadOrigin = `http://${host}:9`
const patienceMs = 120_000

/** Starts the sample seller and resolves once it listens. It opens everything at once while the year is made. */
function startSeller({ folder, servers, origin, port }) {
  return new Promise((resolve) => {
    const seller = keepSampleSeller({
      script: join(projectRoot, 'examples', 'sample-seller', 'src', 'main.ts'),
      dataFolder: join(folder, 'sample-seller'),
      servers: servers.map((server) => ({ ...server, opening: 'at once' })),
      market: origin,
      firstPort: port + 1,
      env: { PATH: process.env.PATH },
      onReady: (ready) => Promise.resolve(resolve({ ...ready, stop: () => seller.stop() })),
      onLine: () => undefined,
      onTrouble: (sentence) => process.stderr.write(`${sentence}\n`),
    })
  })
}

async function waitUntil(isTrue) {
  const from = performance.now()
  for (; performance.now() - from < patienceMs; await pause(20)) if (await isTrue()) return true
  return false
}

async function fillFolder(folder, onDay) {
  const port = await findFreePort(firstPort, host)
  const until = Date.now()
  const zone = 'Asia/Shanghai'
  const startsAt = setHour(addDays(until, -daysOfTrade, zone), 8, zone)
  const { market, platform, clock, jobs, origin, close } = await openMarket({ folder, port, startsAt })
  const demo = await prepareDemo(market, platform, { yearFirst: true })
  const { servers } = demo
  const seller = await startSeller({ folder, servers, origin, port })
  await registerDemoServers(market, platform, { servers, origin: seller.origin })
  const setDown = (slug, isDown) =>
    registerDemoServers(market, platform, {
      servers: servers.filter((one) => one.slug === slug),
      origin: isDown ? deadOrigin : seller.origin,
    })
  await fillDemoYear(market, platform, { demo, until, jobs, hands: clock, setDown, onDay })
  await createDemoOrders(market, demo)
  const isOpen = await openDemoJoint(market, platform, { demo, ...seller, waitUntil })
  if (!isOpen) throw new Error('The joint product of the demo could not be connected')
  await close()
  seller.stop()
}

/** Makes the template, and returns the size of its file in bytes. `onDay` is called at each day of trade. */
export async function makeTemplate(onDay) {
  const kept = process.env.LOGGIA_DEMO_FOLDER
  const folder = kept ?? mkdtempSync(join(tmpdir(), 'loggia-demo-'))
  try {
    await fillFolder(folder, onDay)
    return await packDemo(folder, Date.now())
  } finally {
    if (!kept) rmSync(folder, { recursive: true, force: true })
  }
}
