import { addressStates } from '@loggia/protocol/console/access/kinds'
import type { AddressState } from '@loggia/protocol/console'
import { useState } from 'react'
import { Filter } from '../../centre/parts/fields.tsx'
import { Lead, Page } from '../../centre/parts/page.tsx'
import { accessTexts } from '../../centre/access/texts.ts'
import { stateTexts } from '../../centre/parts/state-texts.ts'
import { AddressList } from './address-list.tsx'

/** The production addresses of all sellers; waiting ones come first. */
export function AddressesPage() {
  const texts = accessTexts.use().review
  const words = stateTexts.use().address
  const [state, setState] = useState<AddressState | undefined>('pending')
  return (
    <Page area="operator" title={texts.title} lead={<Lead>{texts.lead}</Lead>}>
      <div className="filters">
        <Filter
          label={texts.state}
          any={texts.any}
          value={state}
          options={addressStates.map((name) => [name, words[name]])}
          onChoose={setState}
        />
      </div>
      <AddressList state={state} />
    </Page>
  )
}
