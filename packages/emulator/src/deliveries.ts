import { toId } from '@loggia/kernel'
import type { EmulatorHost } from '@loggia/marketplace/embedded'
import { findLicenseWay } from '@loggia/protocol/console/licenses/kinds'
import type { LicenseWay } from '@loggia/protocol/console/licenses/kinds'
import type { Acts, Done } from './acts.ts'
import { emulatorProblems } from './problems.ts'
import type { Supervising } from './schema.ts'
import type { Seed } from './seed.ts'

const proof = {
  name: 'proof.pdf',
  mediaType: 'application/pdf',
  content: Buffer.from('%PDF-1.7\n%%EOF\n'),
}

const byHand = 'A license that was delivered by hand'

/** What seller, buyer and operator do to deliveries that buyers accept, as they do on the pages. */
export function createDeliveries({ market }: EmulatorHost, { buyer, seller, operator }: Seed, acts: Acts) {
  const { licenses, supervisions } = market

  /** Throws `emulator.not_supervised`, or the market's refusal. */
  async function supervise(ask: Supervising): Promise<Done> {
    const service = await acts.pick(ask)
    const orderId = toId(service.order.id, 'ord')
    const all = await supervisions.listOfOrder(operator, 'operator', orderId)
    const shown = all.find(({ of }) => of.subscriptionId === service.id)
    if (!shown) throw emulatorProblems.not_supervised({ service: service.id })
    const { id, flow } = shown.of
    await act(ask, { id, way: findLicenseWay(flow), isAppealed: shown.appeal?.appeal.state === 'open' })
    return acts.after(orderId, service.id)
  }

  type Of = {
    readonly id: Parameters<typeof supervisions.accept>[1]
    /** Undefined if it is no license. */
    readonly way: LicenseWay | undefined
    readonly isAppealed: boolean
  }
  function act({ act: what, reason = 'Emulated' }: Supervising, of: Of): Promise<unknown> {
    const { id, way, isAppealed } = of
    switch (what) {
      case 'deliver':
        if (way === undefined) return supervisions.deliver({ actor: seller }, id, { file: proof })
        // The marketplace has made the code; any other license is handed over as a text.
        return licenses.handOver({ actor: seller }, id, way === 'code' ? {} : { text: byHand })
      case 'accept':
        return supervisions.accept(buyer, id)
      case 'reject':
        return supervisions.reject(buyer, id, reason)
      case 'appeal':
        return supervisions.appeal({ actor: buyer }, { role: 'buyer', id, reason })
      case 'continue':
        return supervisions.decideAppeal(operator, id, { outcome: 'continue', reason })
      case 'complete':
        return supervisions.decideAppeal(operator, id, { outcome: 'done', reason })
      case 'refund':
        return isAppealed
          ? supervisions.decideAppeal(operator, id, { outcome: 'refunded', reason })
          : supervisions.refund(operator, id, reason)
    }
  }

  return { supervise }
}
