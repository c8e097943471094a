import { Button, State, Time } from '@loggia/ui'
import type { StateKind } from '@loggia/ui'
import { useState } from 'react'
import { useList } from '../../centre/api.ts'
import { ListPage } from '../../centre/parts/list-page.tsx'
import type { Column } from '../../centre/parts/listing.tsx'
import { useMayAsk } from '../../centre/rights/rights.ts'
import { DeclareDialog, WithdrawDialog } from './dialogs.tsx'
import type { SampleItem } from './sample-item.ts'
import { sampleItemTexts } from './texts.ts'

/** What the seller has declared, newest first, and what they can do about it. */
export function SampleItemsPage() {
  const texts = sampleItemTexts.use()
  const mayWrite = useMayAsk('POST /api/seller/sample-items', 'products:write')
  const sampleItems = useList('GET /api/seller/sample-items')
  const [isDeclaring, setDeclaring] = useState(false)
  const [withdrawn, setWithdrawn] = useState<SampleItem>()
  return (
    <ListPage<SampleItem>
      area="seller"
      title={texts.title}
      lead={texts.lead}
      actions={
        mayWrite && (
          <Button variant="primary" onClick={() => setDeclaring(true)}>
            {texts.declare.title}
          </Button>
        )
      }
      of={sampleItems}
      columns={useColumns(mayWrite ? setWithdrawn : undefined)}
      rowKey={({ id }) => id}
      empty={texts.empty}
    >
      {isDeclaring && <DeclareDialog onClose={() => setDeclaring(false)} />}
      {withdrawn && <WithdrawDialog of={withdrawn} onClose={() => setWithdrawn(undefined)} />}
    </ListPage>
  )
}

const looks: Readonly<Record<SampleItem['state'], StateKind>> = {
  in_force: 'ok',
  withdrawn: 'ice',
  ended: 'end',
}

function useColumns(onWithdraw: ((of: SampleItem) => void) | undefined): readonly Column<SampleItem>[] {
  const { columns, states, withdraw } = sampleItemTexts.use()
  const shown: readonly Column<SampleItem>[] = [
    { key: 'title', title: columns.title, head: true, render: ({ title }) => title },
    {
      key: 'state',
      title: columns.state,
      render: ({ state }) => <State kind={looks[state]}>{states[state]}</State>,
    },
    { key: 'declared', title: columns.declared, render: ({ declaredAt }) => <Time at={declaredAt} /> },
    { key: 'ends', title: columns.ends, render: ({ endsAt }) => <Time at={endsAt} /> },
  ]
  if (!onWithdraw) return shown
  const acts: Column<SampleItem> = {
    key: 'acts',
    title: columns.acts,
    end: true,
    render: (of) =>
      of.state === 'in_force' && (
        <button
          className="link"
          type="button"
          aria-label={withdraw.label(of.title)}
          onClick={() => onWithdraw(of)}
        >
          {withdraw.act}
        </button>
      ),
  }
  return [...shown, acts]
}
