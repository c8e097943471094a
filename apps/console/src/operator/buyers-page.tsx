import type { OperatorBuyer } from '@loggia/protocol/console'
import { EmptyArch, Money, countText, useText } from '@loggia/ui'
import { useState } from 'react'
import { useList } from '../centre/api.ts'
import { Listing } from '../centre/parts/listing.tsx'
import type { Column } from '../centre/parts/listing.tsx'
import { Page } from '../centre/parts/page.tsx'
import { moneyTexts } from '../centre/text/money.ts'
import { TopUpDialog } from './top-up-dialog.tsx'

/** Buyers and their balances. */
export function BuyersPage() {
  const texts = moneyTexts.use().buyers
  const buyers = useList('GET /api/operator/buyers')
  const [chosen, setChosen] = useState<OperatorBuyer>()
  return (
    <Page area="operator" title={texts.title} lead={texts.lead}>
      <Listing
        of={buyers}
        columns={useColumns(setChosen)}
        rowKey={(buyer) => buyer.id}
        empty={<EmptyArch level={2} title={texts.empty.title} text={texts.empty.text} />}
      />
      {chosen && <TopUpDialog buyer={chosen} onClose={() => setChosen(undefined)} />}
    </Page>
  )
}

function useColumns(onChoose: (buyer: OperatorBuyer) => void): readonly Column<OperatorBuyer>[] {
  const texts = moneyTexts.use().buyers
  const text = useText()
  return [
    {
      key: 'name',
      title: texts.columns.name,
      head: true,
      render: ({ name }) => <b className="strong">{text(name)}</b>,
    },
    { key: 'members', title: texts.columns.members, end: true, render: ({ members }) => countText(members) },
    {
      key: 'balance',
      title: texts.columns.balance,
      end: true,
      render: ({ balance }) => <Money of={balance} />,
    },
    {
      key: 'acts',
      title: texts.columns.acts,
      end: true,
      render: (buyer) => (
        <div className="acts">
          <button
            className="link"
            type="button"
            aria-label={texts.topUpOf(text(buyer.name))}
            onClick={() => onChoose(buyer)}
          >
            {texts.topUp}
          </button>
        </div>
      ),
    },
  ]
}
