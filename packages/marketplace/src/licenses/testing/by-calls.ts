import type { CallTables } from '../../calls/index.ts'
import { openScriptedSeller } from '../../embedded/index.ts'
import type { ScriptedSeller, World } from '../../embedded/index.ts'
import { answerWell, text } from './answers.ts'
import { buyLicense } from './bought.ts'
import type { BoughtLicense } from './bought.ts'

/** Online licenses of a seller whose server is scripted; `keep` gets the server of each purchase. */
export function createBuying(getWorld: () => World, keep: (server: ScriptedSeller) => void) {
  const licenses = () => getWorld().market.licenses
  async function bought(
    protocol: 'license-online' | 'license-v1',
    more: { readonly quantity?: number; readonly identification?: string } = {},
    answer = answerWell,
  ) {
    const server = await openScriptedSeller()
    keep(server)
    server.answer(answer)
    const it = await buyLicense(getWorld(), {
      flow: 'license_online',
      server: { url: server.url, protocol },
      ...more,
    })
    if (it.accessKey) server.signWith(it.accessKey)
    return it
  }
  const listCallRows = () =>
    getWorld().platform.db.withTables<CallTables>().selectFrom('call').selectAll().execute()
  const messagesOf = async (party: Parameters<World['market']['notifications']['list']>[0]) =>
    (await getWorld().market.notifications.list(party, { limit: 50 })).items.map(({ kind }) => kind)
  const upload = (it: Pick<BoughtLicense, 'seller'>, eventId: string, content: { text: string } = { text }) =>
    licenses().upload({ sellerId: it.seller.sellerId, eventId, ...content })
  const firstEvent = async (it: BoughtLicense) => (await it.applications())[0]?.eventId ?? ''
  return { licenses, bought, listCallRows, messagesOf, upload, firstEvent }
}
