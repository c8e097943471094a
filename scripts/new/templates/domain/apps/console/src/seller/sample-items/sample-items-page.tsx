import type { SampleItem } from '@loggia/protocol/console'
import { Button, EmptyArch, State, Time } from '@loggia/ui'
import type { StateKind } from '@loggia/ui'
import { useState } from 'react'
import { useList } from '../../centre/api.ts'
import { Listing } from '../../centre/parts/listing.tsx'
import type { Column } from '../../centre/parts/listing.tsx'
import { Page, ZoneNote } from '../../centre/parts/page.tsx'
import { useMayAsk } from '../../centre/rights/rights.ts'
import { DeclareDialog, WithdrawDialog } from './dialogs.tsx'
import { sampleItemTexts } from './texts.ts'

/** What the seller has declared, newest first, and what they can do about it. */
export function SampleItemsPage() {
  const texts = sampleItemTexts.use()
  const mayWrite = useMayAsk('POST /api/seller/sample-items', 'products:write')
  const sampleItems = useList('GET /api/seller/sample-items')
  const [isDeclaring, setDeclaring] = useState(false)
  const [withdrawn, setWithdrawn] = useState<SampleItem>()
  return (
    <Page
      area="seller"
      title={texts.title}
      lead={
        <>
          <span>{texts.lead}</span>
          <ZoneNote />
        </>
      }
      actions={
        mayWrite && (
          <Button variant="primary" onClick={() => setDeclaring(true)}>
            {texts.declare.title}
          </Button>
        )
      }
    >
      <Listing<SampleItem>
        of={sampleItems}
        columns={useColumns(mayWrite ? setWithdrawn : undefined)}
        rowKey={({ id }) => id}
        empty={<EmptyArch level={2} title={texts.empty.title} text={texts.empty.text} />}
      />
      {isDeclaring && <DeclareDialog onClose={() => setDeclaring(false)} />}
      {withdrawn && <WithdrawDialog of={withdrawn} onClose={() => setWithdrawn(undefined)} />}
    </Page>
  )
}

const looks: Readonly<Record<SampleItem['state'], StateKind>> = {
  in_force: 'ok',
  withdrawn: 'ice',
  ended: 'end',
}

function useColumns(onWithdraw: ((of: SampleItem) => void) | undefined): readonly Column<SampleItem>[] {
  const { columns, states, withdraw } = sampleItemTexts.use()
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
          onClick={() => onWithdraw?.(of)}
        >
          {withdraw.act}
        </button>
      ),
  }
  return [
    { key: 'title', title: columns.title, head: true, render: ({ title }) => title },
    {
      key: 'state',
      title: columns.state,
      render: ({ state }) => <State kind={looks[state]}>{states[state]}</State>,
    },
    { key: 'declared', title: columns.declared, render: ({ declaredAt }) => <Time at={declaredAt} /> },
    { key: 'ends', title: columns.ends, render: ({ endsAt }) => <Time at={endsAt} /> },
    ...(onWithdraw ? [acts] : []),
  ]
}
