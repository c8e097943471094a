import { Lead, Page } from '../../centre/parts/page.tsx'
import { accessTexts } from '../../centre/access/texts.ts'
import { AddressesCard } from './addresses-card.tsx'
import { ApiKeysCard } from '../api-keys/api-keys-card.tsx'
import { KeysCard } from './keys-card.tsx'
import { OrderChannelCard } from './order-channel-card.tsx'

/** What a seller registers for calls to its server: production addresses and keys. */
export function AccessPage() {
  const texts = accessTexts.use()
  return (
    <Page area="seller" title={texts.title} lead={<Lead>{texts.lead}</Lead>}>
      <AddressesCard />
      <KeysCard />
      <ApiKeysCard />
      <OrderChannelCard />
    </Page>
  )
}
