import { omitUndefined, toId } from '@loggia/kernel'
import type { EmulatorHost } from '@loggia/marketplace/embedded'
import type { LicenseInfo } from '@loggia/protocol/license/open-apis'
import type { Acts, Done } from '../acts.ts'
import { emulatorProblems } from '../problems.ts'
import type { Seed } from '../seed.ts'
import { presentLicense } from './present.ts'
import type { Revealed, ShownLicense } from './present.ts'
import type { EmulatorLicense, Licensing } from './schema.ts'

const usualDevice = '00-16-3E-00-00-01|DISK-0001|BOARD-0001|CPU-0001'

/** What the buyer of a license and the software do with it, as on the pages and by the open APIs. */
export function createLicenseActs({ market }: EmulatorHost, seed: Seed, acts: Acts) {
  const { buyer, seller, sellerId } = seed
  const { licenses, supervisions } = market
  const codes = new Map<string, string>()

  /** Throws `emulator.no_license`, or the market's refusal. */
  async function useLicense(ask: Licensing): Promise<Done> {
    const service = await acts.pick(ask)
    if (service.type !== 'license') throw emulatorProblems.no_license({ service: service.id })
    const revealed = await act(ask, await licenses.getOfService(buyer, 'buyer', service.id))
    const done = await acts.after(toId(service.order.id, 'ord'), service.id)
    const license = await licenses.getOfService(buyer, 'buyer', service.id)
    return { ...done, license: presentLicense(license, revealed) }
  }

  async function act(
    { act: what, device = usualDevice }: Licensing,
    license: ShownLicense,
  ): Promise<Revealed> {
    switch (what) {
      case 'open':
        return open(license)
      case 'apply':
        await apply(license, device)
        return {}
      case 'activate':
      case 'query': {
        const code = await codeOf(license)
        const answer =
          what === 'query'
            ? await licenses.query({ sellerId, codes: [code] })
            : await licenses.activate({ sellerId, codes: [code], begunAt: undefined })
        return { answer: toAnswer(answer.code, 'data' in answer ? answer.data[0] : undefined) }
      }
    }
  }

  /** The software keeps the code. Here it is read as its seller may do until the end, which collects nothing. */
  async function codeOf({ of: { id } }: ShownLicense): Promise<string> {
    const code = codes.get(id) ?? (await licenses.openAsSeller(seller, id)).text
    codes.set(id, code)
    return code
  }

  async function open({ of, applications }: ShownLicense): Promise<Revealed> {
    const texts = new Map<string, string>()
    for (const {
      of: { id, isText, state },
    } of applications)
      if (isText && state === 'delivered') texts.set(id, (await licenses.openDevice(buyer, id)).text)
    // An online license may have nothing but those of its devices.
    if (!of.isText && texts.size > 0) return { texts }
    const { text } = await licenses.openAsBuyer(buyer, of.id)
    return { texts, text }
  }

  /** The first device of an online license is its buyer's demand. */
  async function apply({ of }: ShownLicense, device: string): Promise<void> {
    const all = await supervisions.listOfOrder(buyer, 'buyer', of.orderId)
    const supervision = all.find((one) => one.of.subscriptionId === of.subscriptionId)?.of
    if (supervision?.stage === 'demand')
      await supervisions.submitDemand({ actor: buyer }, supervision.id, { text: device })
    else await licenses.apply(buyer, of.id, device)
  }

  return { useLicense }
}

const toAnswer = (code: string, info: LicenseInfo | undefined): NonNullable<EmulatorLicense['answer']> =>
  omitUndefined({ code, status: info?.status, expireTime: info?.expire_time })
